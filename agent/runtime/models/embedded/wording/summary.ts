import type { AnalysisSummary } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatDate, formatMonth, formatShare } from '#action-groups/kernel/format.ts';
import { ANSWER_SECTIONS, type AnswerSection } from '#prompts/prompt-settings.ts';
import type { PromptSettings } from '../../model.ts';
import { countryName } from '../values/places.ts';
import { wordMetrics } from './metrics.ts';
import { wordProjects } from './projects.ts';
import { wordServices } from './services.ts';
import { inTone, joined, lower, sentence } from './tone.ts';

/** How many of each the lengths show where there is a section for them. */
const MOST_SHOWN = {
  short: { services: 3, risks: 1 },
  normal: { services: 5, risks: 2 },
  detailed: { services: 8, risks: 8 },
} as const;

/** The answer to a described opportunity: short first, ranges before points, where it comes from last. */
export function wordSummary(
  summary: AnalysisSummary,
  remarks: readonly string[],
  settings: PromptSettings,
): string {
  const opening = [headline(summary, settings), ...remarks, ...summary.notes].join(' ');
  const parts = summary.outcome === 'predicted' ? predicted(summary, settings) : notEnough(summary, settings);
  const last = [wordSource(summary, settings), offers(summary, settings)].filter((line) => line !== '');
  return [opening, ...parts, last.join('\n')].join('\n\n');
}

function headline({ opportunity }: AnalysisSummary, { tone }: PromptSettings): string {
  const place = opportunity.country === undefined ? opportunity.region : countryName(opportunity.country);
  const name = opportunity.opportunityName === undefined ? '' : `, ${opportunity.opportunityName}`;
  const opened = inTone(tone, { plain: '', warm: 'Here is ', formal: 'Assessment of ' });
  return `${opened}**${opportunity.customerName}${name}** (${place}, closing ${formatDate(opportunity.targetCloseDate)}).`;
}

function predicted(summary: AnalysisSummary, settings: PromptSettings): string[] {
  const { metrics, opportunity } = summary;
  const figures = wordMetrics(metrics, {
    groupMedians: summary.groupMedians,
    ...(opportunity.expectedAnnualUsd === undefined
      ? {}
      : { expectedAnnualUsd: opportunity.expectedAnnualUsd }),
    isShort: settings.length === 'short',
  });
  const parts = sectionsOf(settings).map((section) => SECTIONS[section](summary, settings));
  return [figures, ...parts].filter((part) => part !== '');
}

/** The sections behind the figures: those that the settings name, else as the length has them. */
function sectionsOf({ sections, length }: PromptSettings): readonly AnswerSection[] {
  if (sections !== undefined) return sections;
  return length === 'short' ? ['confidence'] : ANSWER_SECTIONS;
}

const SECTIONS: Readonly<
  Record<AnswerSection, (summary: AnalysisSummary, settings: PromptSettings) => string>
> = {
  confidence: (summary, settings) => {
    const { confidence } = summary;
    const sure = `**Confidence: ${confidence.level}.** ${sentence(confidence.reason)}`;
    // Where no section tells the risks, the worst of them stands here.
    const main = sectionsOf(settings).includes('risks') ? undefined : mainRisk(summary);
    return main === undefined ? sure : `${sure}\n**Main risk:** ${sentence(main.text)}`;
  },
  services: ({ services, servicesTotal }, settings) =>
    wordServices(services, shownOf(settings).services, servicesTotal),
  projects: ({ similarProjects }, { length }) =>
    wordProjects(similarProjects, { withReasons: length === 'detailed' }),
  risks: ({ risks }, settings) =>
    risks.length === 0
      ? ''
      : `**Risks:**\n${risks
          .slice(0, shownOf(settings).risks)
          .map(({ text }) => `- ${sentence(text)}`)
          .join('\n')}`,
};

/** How many of each a first answer shows. */
function shownOf(settings: PromptSettings): {
  readonly services: number;
  readonly projects: boolean;
  readonly risks: number;
} {
  const sections = sectionsOf(settings);
  const most = MOST_SHOWN[settings.length];
  return {
    services: sections.includes('services') ? most.services : 0,
    projects: sections.includes('projects'),
    risks: sections.includes('risks') ? most.risks : sections.includes('confidence') ? 1 : 0,
  };
}

/** The worst risk that neither the reason for the confidence nor the line of the ARR has said already. */
function mainRisk({ risks, confidence }: AnalysisSummary): AnalysisSummary['risks'][number] | undefined {
  const said = { spread: 'wide-range', sample: 'few-projects', quality: 'doubtful-data', nothing: '' };
  return risks.find(({ code }) => code !== said[confidence.limitedBy] && code !== 'expectation-above-range');
}

function notEnough(summary: AnalysisSummary, settings: PromptSettings): string[] {
  const { length } = settings;
  const reason = lower(sentence(summary.confidence.reason));
  const projects = !shownOf(settings).projects
    ? ''
    : wordProjects(summary.similarProjects, { withReasons: length === 'detailed' });
  return [
    `There is not enough evidence for a prediction: ${reason} Technologies and workloads by name help to find more.`,
    ...(projects === '' ? [] : [projects]),
  ];
}

/** Projects, period, whose, data version, and that it is sample data when it is: one line. */
export function wordSource(
  { evidence, metrics }: Pick<AnalysisSummary, 'evidence' | 'metrics'>,
  { length }: Pick<PromptSettings, 'length'>,
): string {
  const { dataVersion, period, rowsMatched, rowsRead, rowsUsed, sampleData, scope } = evidence;
  const sample = sampleData ? '; generated sample data, not real deals' : '';
  if (rowsUsed === 0)
    return `Searched: projects closed ${formatMonth(period.fromDate)} to ${formatMonth(period.toDate)}; ${scope}; data version ${dataVersion}${sample}.`;
  const level = metrics.arrUsd === null ? '' : `, as ${formatShare(metrics.arrUsd.level)} ranges`;
  if (length === 'short')
    return `From ${formatCount(rowsUsed, 'similar project')} closed ${formatMonth(period.fromDate)} to ${formatMonth(period.toDate)}${level}; ${scope}; data version ${dataVersion}${sample}.`;
  return `From ${formatCount(rowsUsed, 'similar project')}${level}: ${rowsMatched.toLocaleString('en-US')} matched and the ${rowsRead.toLocaleString('en-US')} closest were read, of those closed between ${formatDate(period.fromDate)} and ${formatDate(period.toDate)}; ${scope}; data version ${dataVersion}${sample}.`;
}

/** What can be asked for: as many things as the settings offer, of what the analysis holds. */
function offers(summary: AnalysisSummary, settings: PromptSettings): string {
  const { nextQuestions, tone } = settings;
  const shown = shownOf(settings);
  const things = [
    ...(summary.servicesTotal > shown.services
      ? [shown.services === 0 ? 'the services' : 'all services']
      : []),
    ...(summary.similarProjects.length > 0
      ? [shown.projects ? 'a project by its number' : 'the similar projects']
      : []),
    ...(summary.risks.length > shown.risks ? ['all risks'] : []),
    'the method',
    'the SQL',
  ].slice(0, nextQuestions);
  if (things.length === 0) return '';
  const list = joined(things, 'or');
  return inTone(tone, {
    plain: `Ask for ${list}.`,
    warm: `I can also show you ${list}.`,
    formal: `Available on request: ${joined(things)}.`,
  });
}
