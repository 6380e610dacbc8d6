import type { AnalysisSummary } from '#action-groups/data-analysis/analysis.ts';
import { formatDate, formatMonth, formatUsd } from '#action-groups/kernel/format.ts';
import type { Criterion } from '../working-set/talk.ts';
import { joined } from './tone.ts';

/** An opportunity beside others. */
export interface Compared {
  readonly name: string;
  readonly summary: AnalysisSummary;
}

/** What was asked first, then opportunities side by side: a column each, ranges before middles. */
export function wordComparison(compared: readonly Compared[], by: Criterion | null): string {
  const ranking = wordRanking(compared, by ?? 'arr');
  const sample = compared.some(({ summary }) => summary.evidence.sampleData)
    ? ' This is generated sample data, not real deals.'
    : '';
  const evidence = compared.map(({ name, summary }) => `${name} ${summary.evidence.rowsUsed}`).join(', ');
  return `${ranking}\n\n${tableOf(compared)}\n\nRanges are 80 % ranges; projects used: ${evidence}.${sample}`;
}

const ROWS: readonly (readonly [string, (summary: AnalysisSummary) => string])[] = [
  [
    'ARR',
    ({ metrics: { arrUsd } }) =>
      arrUsd === null ? NONE : `${formatUsd(arrUsd.low)} to ${formatUsd(arrUsd.high)}`,
  ],
  ['  middle', ({ metrics: { arrUsd } }) => (arrUsd === null ? '' : formatUsd(arrUsd.median))],
  [
    'MRR',
    ({ metrics: { mrrUsd } }) =>
      mrrUsd === null ? NONE : `${formatUsd(mrrUsd.low)} to ${formatUsd(mrrUsd.high)}`,
  ],
  ['Close', ({ opportunity }) => formatDate(opportunity.targetCloseDate)],
  [
    'Launch',
    ({ metrics: { launchMonth } }) =>
      launchMonth === null ? NONE : `${shortMonth(launchMonth.low)} to ${shortMonth(launchMonth.high)}`,
  ],
  [
    'Delivery',
    ({ metrics: { durationMonths } }) =>
      durationMonths === null
        ? NONE
        : `${Math.round(durationMonths.low)} to ${Math.round(durationMonths.high)} months`,
  ],
  ['Confidence', ({ confidence }) => confidence.level],
];
const NONE = 'not enough evidence';

function shortMonth(month: string): string {
  const [name = '', year = ''] = formatMonth(month).split(' ');
  return `${name.slice(0, 3)} ${year}`;
}

/** Aligned in a block of its own, since an answer has no tables. */
function tableOf(compared: readonly Compared[]): string {
  const rows = [
    ['', ...compared.map(({ name }) => name.replace(/`/g, ''))],
    ...ROWS.map(([label, value]) => [label, ...compared.map(({ summary }) => value(summary))]),
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `\`\`\`\n${lines.join('\n')}\n\`\`\``;
}

/** Which one it is, and when the ranges do not tell. */
function wordRanking(compared: readonly Compared[], by: Criterion): string {
  const values = compared.flatMap(({ name, summary }) => {
    const value = valueOfCriterion(summary, by);
    return value === null ? [] : [{ name, ...value }];
  });
  const [first, second] = [...values].sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  if (first === undefined || second === undefined) return 'There is not enough evidence to rank them.';
  const { more, same } = RANKED[by];
  const tied = values.filter(({ order }) => order === first.order);
  if (tied.length > 1) {
    const who =
      tied.length < values.length ? joined(tied.map(({ name }) => name)) : tied.length === 2 ? 'Both' : 'All';
    return `${who} ${same}: ${first.said}.`;
  }
  const overlap =
    first.low !== null && second.high !== null && first.low <= second.high
      ? ' The ranges overlap, so this is not certain.'
      : '';
  return `**${first.name}** ${more}: ${first.said}, against ${second.said} for ${second.name}.${overlap}`;
}

const RANKED: Readonly<Record<Criterion, { readonly more: string; readonly same: string }>> = {
  arr: { more: 'is worth more a year', same: 'have the same middle ARR' },
  close: { more: 'closes first', same: 'close on the same day' },
  launch: { more: 'launches first', same: 'have the same middle launch month' },
  duration: { more: 'takes longer to deliver', same: 'take equally long to deliver' },
  confidence: { more: 'is surer', same: 'are equally sure' },
};

interface Ranked {
  /** Smaller is first. */
  readonly order: number | string;
  readonly said: string;
  /** Ends of the range towards the next one; null where there is none. */
  readonly low: number | string | null;
  readonly high: number | string | null;
}

const LEVELS = ['HIGH', 'MEDIUM', 'LOW', 'NOT ENOUGH EVIDENCE'];

function valueOfCriterion(
  { metrics, opportunity, confidence }: AnalysisSummary,
  by: Criterion,
): Ranked | null {
  const { arrUsd, launchMonth, durationMonths } = metrics;
  switch (by) {
    case 'arr':
      return arrUsd === null
        ? null
        : {
            order: -arrUsd.median,
            said: `${formatUsd(arrUsd.low)} to ${formatUsd(arrUsd.high)}, middle ${formatUsd(arrUsd.median)}`,
            low: arrUsd.low,
            high: arrUsd.high,
          };
    case 'close':
      return {
        order: opportunity.targetCloseDate,
        said: formatDate(opportunity.targetCloseDate),
        low: null,
        high: null,
      };
    case 'launch':
      return launchMonth === null
        ? null
        : {
            order: launchMonth.median,
            said: `${formatMonth(launchMonth.low)} to ${formatMonth(launchMonth.high)}, middle ${formatMonth(launchMonth.median)}`,
            // The later end of the earlier one meets the earlier end of the next.
            low: invert(launchMonth.high),
            high: invert(launchMonth.low),
          };
    case 'duration':
      return durationMonths === null
        ? null
        : {
            order: -durationMonths.median,
            said: `${Math.round(durationMonths.low)} to ${Math.round(durationMonths.high)} months, middle ${Math.round(durationMonths.median)}`,
            low: durationMonths.low,
            high: durationMonths.high,
          };
    case 'confidence':
      return { order: LEVELS.indexOf(confidence.level), said: confidence.level, low: null, high: null };
  }
}

/** Months counted backwards, so that earlier is more. */
function invert(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return -(year * 12 + number);
}
