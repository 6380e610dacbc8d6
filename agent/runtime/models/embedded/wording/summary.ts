import type { AnalysisSummary } from '#action-groups/data-analysis/analysis.ts';
import {
  formatCount,
  formatDate,
  formatMonth,
  formatShare,
  formatUsd,
} from '#action-groups/kernel/format.ts';
import type { PromptSettings } from '../../model.ts';
import { countryName } from '../values/places.ts';
import { wordCountRange, wordMonthRange, wordUsdRange } from './ranges.ts';

/** The answer to a described opportunity: short first, ranges before points, where it comes from last. */
export function wordSummary(
  summary: AnalysisSummary,
  remarks: readonly string[],
  settings: PromptSettings,
): string {
  const opening = [headline(summary), ...remarks, ...summary.notes];
  const body = summary.outcome === 'predicted' ? predicted(summary, settings) : notEnough(summary);
  return `${opening.join(' ')}\n\n${body}\n\n${wordEvidenceLine(summary)}`;
}

function headline({ opportunity }: AnalysisSummary): string {
  const place = opportunity.country === undefined ? opportunity.region : countryName(opportunity.country);
  const name = opportunity.opportunityName === undefined ? '' : `, ${opportunity.opportunityName}`;
  return `**${opportunity.customerName}${name}** (${place}, closing ${formatDate(opportunity.targetCloseDate)}).`;
}

function predicted(summary: AnalysisSummary, settings: PromptSettings): string {
  const parts = [
    wordMetrics(summary.metrics, summary.opportunity.expectedAnnualUsd),
    `**Confidence: ${summary.confidence.level}.** ${sentence(summary.confidence.reason)}`,
  ];
  const services = wordServices(
    summary.services,
    settings.length === 'short' ? 3 : settings.length === 'detailed' ? 8 : 5,
    summary.servicesTotal,
  );
  if (services !== '') parts.push(services);
  const projects = wordProjects(summary.similarProjects, settings.length !== 'short');
  if (projects !== '') parts.push(projects);
  const risks = settings.length === 'short' ? 0 : settings.length === 'detailed' ? 8 : 2;
  if (summary.risks.length > 0 && risks > 0)
    parts.push(
      `**Risks:**\n${summary.risks
        .slice(0, risks)
        .map(({ text }) => `- ${sentence(text)}`)
        .join('\n')}`,
    );
  return parts.join('\n\n');
}

function notEnough(summary: AnalysisSummary): string {
  const parts = [
    `There is not enough evidence for a prediction: ${lower(sentence(summary.confidence.reason))} I give no figure rather than a guess.`,
  ];
  const projects = wordProjects(summary.similarProjects, true);
  if (projects !== '') parts.push(projects);
  return parts.join('\n\n');
}

type Aspect = 'worth' | 'monthly' | 'launch' | 'duration';

/** The predicted quantities as lines; one that could not be predicted is said to be so. */
export function wordMetrics(
  metrics: AnalysisSummary['metrics'],
  expectedAnnualUsd?: number,
  only?: readonly Aspect[],
): string {
  const { arrUsd, mrrUsd, launchMonth, durationMonths, gapDays } = metrics;
  const lines: Readonly<Record<Aspect, string>> = {
    worth: `- ARR: ${arrUsd === null ? NO_EVIDENCE : `${wordUsdRange(arrUsd)}${behind(arrUsd)}`}${expectedAnnualUsd === undefined || arrUsd === null ? '' : `; you expect ${formatUsd(expectedAnnualUsd)}, ${placeIn(expectedAnnualUsd, arrUsd)}`}`,
    monthly: `- MRR: ${mrrUsd === null ? NO_EVIDENCE : wordUsdRange(mrrUsd)}`,
    launch: `- Launch: ${launchMonth === null ? NO_EVIDENCE : wordMonthRange(launchMonth)}${only === undefined || gapDays === null ? '' : `; from close to delivery start ${wordCountRange(gapDays, 'day')}`}`,
    duration: `- Delivery (planned): ${durationMonths === null ? NO_EVIDENCE : wordCountRange(durationMonths, 'month')}`,
  };
  return (only ?? (['worth', 'monthly', 'launch', 'duration'] as const))
    .map((aspect) => lines[aspect])
    .join('\n');
}

const NO_EVIDENCE = 'not enough evidence';

function behind({ level, evidence }: { level: number; evidence: number }): string {
  return ` (${formatShare(level)} range, from ${formatCount(evidence, 'project')})`;
}

function placeIn(amount: number, { low, high }: { low: number; high: number }): string {
  return amount < low ? 'below that range' : amount > high ? 'above that range' : 'inside that range';
}

/** The first `most` services, and how many more of the `total` there are. */
export function wordServices(services: AnalysisSummary['services'], most: number, total: number): string {
  if (services.length === 0) return '';
  const lines = services
    .slice(0, most)
    .map(
      ({ service, share, projects, monthlyUsd }) =>
        `- ${service}: in ${formatShare(share)} of the similar projects by weight (${formatCount(projects, 'project')}), ${wordUsdRange(monthlyUsd, ' a month')}`,
    );
  const rest = total - lines.length;
  return `**Services:**\n${lines.join('\n')}${rest > 0 ? `\n- and ${rest} more: ask for the services` : ''}`;
}

export function wordProjects(projects: AnalysisSummary['similarProjects'], withReasons: boolean): string {
  if (projects.length === 0) return '';
  const lines = projects.map((project, index) => {
    const facts = [
      ...(project.closeDate === null ? [] : [`closed ${formatMonth(project.closeDate)}`]),
      ...(project.arrUsd === null ? [] : [`${formatUsd(project.arrUsd)} a year`]),
      ...(project.durationMonths === null ? [] : [formatCount(project.durationMonths, 'month')]),
    ];
    const why = project.reasons
      .slice(0, 4)
      .map(({ text }) => text)
      .join(', ');
    return `${index + 1}. ${projectName(project)}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}${withReasons && why !== '' ? `: matches on ${why}` : ''}`;
  });
  return `**Most similar past projects:**\n${lines.join('\n')}`;
}

/** `Acme, Sybase exit`; a name that holds the customer's says both. */
export function projectName({
  customerName,
  opportunityName,
}: Pick<AnalysisSummary['similarProjects'][number], 'customerName' | 'opportunityName'>): string {
  return opportunityName.toLowerCase().includes(customerName.toLowerCase())
    ? opportunityName
    : `${customerName}, ${opportunityName}`;
}

/** Rows, period, data version, and that it is sample data when it is. */
export function wordEvidenceLine({ evidence }: Pick<AnalysisSummary, 'evidence'>): string {
  const sample = evidence.sampleData ? ' This is generated sample data, not real deals.' : '';
  return `Evidence: ${formatCount(evidence.rowsMatched, 'project')} matched, ${evidence.rowsRead.toLocaleString('en-US')} read, ${evidence.rowsUsed.toLocaleString('en-US')} used; searched: projects closed between ${formatDate(evidence.period.fromDate)} and ${formatDate(evidence.period.toDate)}; ${evidence.scope}; data version ${evidence.dataVersion}.${sample}`;
}

/** With a capital, and a full stop unless it ends with a mark. */
export function sentence(given: string): string {
  const text = given.charAt(0).toUpperCase() + given.slice(1);
  return /[.!?:]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}

function lower(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
