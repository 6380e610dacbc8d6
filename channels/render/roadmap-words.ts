import type { Roadmap, RoadmapStep } from '#action-groups/follow-on/roadmap.ts';
import { formatShare, formatUsd } from '#action-groups/kernel/format.ts';
import { printableLine } from './printable.ts';
import { quarterText } from './roadmap-tables.ts';
import { cellText } from './table.ts';

/** A plan as plain lines for a terminal or a message without markup. */
export function roadmapWords(plan: Roadmap): readonly string[] {
  return [
    plan.headline,
    ...plan.steps.map((step) => `${quarterText(step.quarter)}: ${stepText(step)} ${step.why}`),
    ...plan.leftOut.map(({ text }) => `Left out: ${text}`),
    ...plan.notes.map(({ text }) => `Note: ${text}`),
    ...(plan.steps.length === 0 ? [] : [plan.totals.method]),
    roadmapEvidenceLine(plan),
  ].map(printableLine);
}

/** `Database Modernization, $59k to $349k a year, 25 % come to it by the end.` */
export function stepText({ name, arrUsd, chainShare }: RoadmapStep): string {
  const amount =
    arrUsd === null ? 'no amount known' : `${formatUsd(arrUsd.low)} to ${formatUsd(arrUsd.high)} a year`;
  const share = chainShare === null ? '' : `, ${formatShare(chainShare)} come to it by the end of the plan`;
  return `${name}, ${amount}${share}.`;
}

/** Where it comes from. */
export function roadmapEvidenceLine({ evidence }: Roadmap): string {
  const { dataVersion, learnedFrom, sampleData, scope, throughDate } = evidence;
  const sample = sampleData ? ' This is sample data.' : '';
  return `Evidence: ${learnedFrom === null ? 'nothing has been learned yet' : `learned from ${learnedFrom}`}; what the customer has is read from ${scope}; data up to ${cellText(throughDate, 'date')}, data version ${dataVersion}.${sample}`;
}
