import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatShare, formatUsd } from '#action-groups/kernel/format.ts';
import { METRICS, rangeWords } from './quantity-words.ts';
import { type Cell, cellText, NOT_KNOWN, type Table, textColumn, type Unit } from './table.ts';

/** Two analyses side by side: each quantity's range and median, and how the second differs from the first. */
export function comparisonTable(one: Analysis, other: Analysis): Table {
  return {
    title: 'What to expect, side by side',
    columns: [
      textColumn('Measure'),
      ...(['A', 'B'] as const).flatMap((name) => [
        textColumn(`${name}, range`),
        textColumn(`${name}, median`),
      ]),
      textColumn('B against A'),
    ],
    rows: METRICS.map(({ key, name, unit }): Cell[] => {
      const [a, b] = [one.metrics[key], other.metrics[key]];
      return [
        name,
        ...[a, b].flatMap((metric) =>
          metric === null
            ? ['not predicted', 'not predicted']
            : [rangeWords(metric, unit), cellText(metric.median, unit)],
        ),
        a === null || b === null ? NOT_KNOWN : differenceWords(a.median, b.median, unit),
      ];
    }),
  };
}

/** What was asked about, what it rests on and how sure it is, side by side; equal ones say so. */
export function comparisonFactsTable(one: Analysis, other: Analysis): Table {
  return {
    title: 'What differs',
    columns: [textColumn('What'), textColumn('A'), textColumn('B'), textColumn('Same')],
    rows: FACTS.map(([name, factOf]) => {
      const [a, b] = [factOf(one), factOf(other)];
      return [name, a, b, a === b ? 'yes' : 'no'];
    }),
  };
}

const FACTS: readonly (readonly [string, (analysis: Analysis) => string])[] = [
  ['Customer', ({ opportunity }) => opportunity.customerName],
  ['Opportunity', ({ opportunity }) => opportunity.opportunityName ?? 'not named'],
  ['Description', ({ opportunity }) => opportunity.description],
  ['Close', ({ opportunity }) => cellText(opportunity.targetCloseDate, 'date')],
  ['Country or region', ({ opportunity }) => opportunity.country ?? opportunity.region ?? NOT_KNOWN],
  ['Industry', ({ opportunity }) => opportunity.industry ?? NOT_KNOWN],
  ['Segment', ({ opportunity }) => opportunity.customerSegment ?? NOT_KNOWN],
  ['Confidence', ({ confidence }) => confidence.level],
  ['Projects used', ({ evidence }) => cellText(evidence.rowsUsed, 'count')],
  [
    'Effective sample',
    ({ confidence }) => cellText(Math.round(confidence.effectiveSample * 10) / 10, 'count'),
  ],
  ['Rows without a doubt', ({ confidence }) => formatShare(confidence.quality)],
  ['Analysed', ({ asOfDate }) => cellText(asOfDate, 'date')],
  ['Data version', ({ evidence }) => evidence.dataVersion],
];

/** Services of either, by the larger share. */
export function comparisonServicesTable(one: Analysis, other: Analysis): Table {
  const shares = [one, other].map(
    ({ services }) => new Map(services.map(({ service, share }) => [service, share])),
  );
  const names = [...new Set(shares.flatMap((each) => [...each.keys()]))];
  const shareOf = (at: number, name: string) => shares[at]?.get(name) ?? 0;
  return {
    title: 'Services, by their share of similar projects',
    columns: [textColumn('Service'), textColumn('A'), textColumn('B'), textColumn('B against A')],
    rows: names
      .toSorted(
        (a, b) =>
          Math.max(shareOf(0, b), shareOf(1, b)) - Math.max(shareOf(0, a), shareOf(1, a)) ||
          a.localeCompare(b),
      )
      .map((name) => {
        const [a, b] = [shareOf(0, name), shareOf(1, name)];
        const points = Math.round((b - a) * 100);
        return [
          name,
          ...[0, 1].map((at) => (shares[at]?.has(name) ? formatShare(shareOf(at, name)) : 'not used')),
          points === 0 ? 'as often' : `${signed(points)} points`,
        ];
      }),
  };
}

/** `$120k more (+42 %)`, `2 months later`, `as much`. */
export function differenceWords(a: number | string, b: number | string, unit: Unit): string {
  if (typeof a === 'string' || typeof b === 'string') return monthsApart(String(a), String(b));
  const by = b - a;
  if (cellText(a, unit) === cellText(b, unit)) return 'the same';
  const amount = unit === 'usd' ? formatUsd(Math.abs(by)) : cellText(Math.abs(by), unit);
  const percent = a > 0 ? Math.round((by / a) * 100) : undefined;
  const share = percent === undefined || !Number.isFinite(percent) ? '' : ` (${signed(percent)} %)`;
  return `${amount} ${by > 0 ? 'more' : 'less'}${share}`;
}

function monthsApart(a: string, b: string): string {
  const [one, other] = [a, b].map((month) => {
    const [, year, number] = /^(\d{4})-(\d{2})/.exec(month) ?? [];
    return year === undefined ? undefined : Number(year) * 12 + Number(number);
  });
  if (one === undefined || other === undefined) return NOT_KNOWN;
  const by = other - one;
  return by === 0 ? 'the same' : `${formatCount(Math.abs(by), 'month')} ${by > 0 ? 'later' : 'earlier'}`;
}

function signed(value: number): string {
  return value > 0 ? `+${value.toLocaleString('en-US')}` : value.toLocaleString('en-US');
}
