import type { AnalysisSummary, SimilarProject } from '#action-groups/data-analysis/analysis.ts';
import { calculatorLink } from '#action-groups/data-analysis/project-links.ts';
import { formatCount, formatDate, formatMonth, formatUsd } from '#action-groups/kernel/format.ts';
import { LAST } from '../intents/one-project.ts';
import { decimal } from './ranges.ts';

const MOST_SERVICES = 8;
export const NO_PROJECT = 'No past project is similar enough to show.';
const MOST_REASONS = 4;

/** The most similar projects, a line each. */
export function wordProjects(
  projects: AnalysisSummary['similarProjects'],
  { withReasons }: { readonly withReasons: boolean },
): string {
  if (projects.length === 0) return '';
  const lines = projects.map((project, index) => {
    const facts = [
      ...(project.closeDate === null ? [] : [`closed ${formatMonth(project.closeDate)}`]),
      ...(project.arrUsd === null ? [] : [`${formatUsd(project.arrUsd)} a year`]),
      ...(project.durationMonths === null ? [] : [formatCount(project.durationMonths, 'month')]),
    ];
    const why = wordReasons(project.reasons.slice(0, MOST_REASONS));
    return `${index + 1}. ${projectName(project)}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}${withReasons && why !== '' ? `: matches on ${why}` : ''}`;
  });
  return `**Most similar past projects:**\n${lines.join('\n')}`;
}

/** `Acme, Sybase exit`; a name that holds the customer's is enough. */
export function projectName({
  customerName,
  opportunityName,
}: Pick<AnalysisSummary['similarProjects'][number], 'customerName' | 'opportunityName'>): string {
  return opportunityName.toLowerCase().includes(customerName.toLowerCase())
    ? opportunityName
    : `${customerName}, ${opportunityName}`;
}

/** One of the similar projects, by its place in the list (1 is the first): who, when, with what, for how much. */
export function wordProject(projects: readonly SimilarProject[], place: number): string {
  const project = place === LAST ? projects.at(-1) : projects[place - 1];
  if (project === undefined)
    return projects.length === 0
      ? NO_PROJECT
      : `There is no project ${place}: ${formatCount(projects.length, 'similar project')} ${projects.length === 1 ? 'is' : 'are'} shown.`;
  const services = [...project.services].sort((a, b) => b.monthlyUsd - a.monthlyUsd);
  const rest = services.length - MOST_SERVICES;
  const link = calculatorLink(project);
  const lines = [
    `- Partner: ${project.partnerName ?? 'not recorded'}`,
    `- Closed: ${wordDay(project.closeDate)}; delivery planned from ${wordDay(project.startDate)} to ${wordDay(project.endDate)}${wordSpan(project)}`,
    `- ARR: ${project.arrUsd === null ? 'not recorded' : formatUsd(project.arrUsd)}; MRR: ${project.mrrUsd === null ? 'not recorded' : formatUsd(project.mrrUsd)}${wordMoney(project.money)}`,
    `- Services: ${
      services.length === 0
        ? 'not recorded'
        : services
            .slice(0, MOST_SERVICES)
            .map(({ service, monthlyUsd }) => `${service} (${formatUsd(monthlyUsd)} a month)`)
            .join(', ')
    }${rest > 0 ? ` and ${rest} more` : ''}`,
    ...(project.reasons.length === 0 ? [] : [`- Matches on, with weights: ${wordReasons(project.reasons)}`]),
    ...(project.doubts.length === 0 ? [] : [`- In doubt: ${project.doubts.join(', ')}`]),
    ...(link === undefined ? [] : [`- Estimate: ${link}`]),
  ];
  return `**${projectName(project)}**\n${lines.join('\n')}`;
}

/** `sybase (10), industry: Healthcare (4)`: heaviest first. */
function wordReasons(reasons: SimilarProject['reasons']): string {
  return reasons
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ text, weight }) => `${text} (${decimal(weight)})`)
    .join(', ');
}

function wordSpan({ gapDays, durationMonths }: SimilarProject): string {
  const parts = [
    ...(gapDays === null ? [] : [`${formatCount(gapDays, 'day')} after close`]),
    ...(durationMonths === null ? [] : [formatCount(durationMonths, 'month')]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** What is stated beside what the services come to, where both are known. */
function wordMoney({ computedArrUsd, isAtOdds, statedArrUsd }: SimilarProject['money']): string {
  if (statedArrUsd === null) return '';
  if (computedArrUsd === null) return '; the ARR is as stated, no service is priced';
  return `; stated ${formatUsd(statedArrUsd)} where its services come to ${formatUsd(computedArrUsd)}${isAtOdds ? ', more than a quarter apart' : ''}`;
}

/** Who delivered each of the similar projects. */
export function wordPartners(projects: readonly SimilarProject[]): string {
  if (projects.length === 0) return NO_PROJECT;
  const lines = projects.map(
    (project, index) =>
      `${index + 1}. ${projectName(project)}: ${project.partnerName ?? 'the partner is not recorded'}`,
  );
  return `**Who delivered the most similar projects:**\n${lines.join('\n')}`;
}

function wordDay(date: string | null): string {
  return date === null ? 'not recorded' : formatDate(date);
}
