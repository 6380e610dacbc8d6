import type { AnalysisSummary } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatDate, formatMonth, formatShare } from '#action-groups/kernel/format.ts';
import type { PromptSettings } from '../../model.ts';
import { countryName } from '../values/places.ts';
import { wordMetrics } from './metrics.ts';
import { wordProjects } from './projects.ts';
import { wordServices } from './services.ts';
import { inTone, joined, lower, sentence } from './tone.ts';

/** How many of each the lengths show; short leaves services, projects and further risks to be asked for. */
const SHOWN = {
  short: { services: 0, projects: false, risks: 1 },
  normal: { services: 5, projects: true, risks: 2 },
  detailed: { services: 8, projects: true, risks: 8 },
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
  const { confidence, metrics, opportunity, risks } = summary;
  const shown = SHOWN[settings.length];
  const isShort = settings.length === 'short';
  const sure = `**Confidence: ${confidence.level}.** ${sentence(confidence.reason)}`;
  const main = isShort ? mainRisk(summary) : undefined;
  const parts = [
    wordMetrics(metrics, {
      groupMedians: summary.groupMedians,
      ...(opportunity.expectedAnnualUsd === undefined
        ? {}
        : { expectedAnnualUsd: opportunity.expectedAnnualUsd }),
      isShort,
    }),
    main === undefined ? sure : `${sure}\n**Main risk:** ${sentence(main.text)}`,
  ];
  if (shown.services > 0) parts.push(wordServices(summary.services, shown.services, summary.servicesTotal));
  if (shown.projects)
    parts.push(wordProjects(summary.similarProjects, { withReasons: settings.length === 'detailed' }));
  if (!isShort && risks.length > 0)
    parts.push(
      `**Risks:**\n${risks
        .slice(0, shown.risks)
        .map(({ text }) => `- ${sentence(text)}`)
        .join('\n')}`,
    );
  return parts.filter((part) => part !== '');
}

/** The worst risk that neither the reason for the confidence nor the line of the ARR has said already. */
function mainRisk({ risks, confidence }: AnalysisSummary): AnalysisSummary['risks'][number] | undefined {
  const said = { spread: 'wide-range', sample: 'few-projects', quality: 'doubtful-data', nothing: '' };
  return risks.find(({ code }) => code !== said[confidence.limitedBy] && code !== 'expectation-above-range');
}

function notEnough(summary: AnalysisSummary, { length }: PromptSettings): string[] {
  const reason = lower(sentence(summary.confidence.reason));
  const projects =
    length === 'short' ? '' : wordProjects(summary.similarProjects, { withReasons: length === 'detailed' });
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
function offers(summary: AnalysisSummary, { length, nextQuestions, tone }: PromptSettings): string {
  const shown = SHOWN[length];
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
