import type { MonthRange, Range } from '#action-groups/data-analysis/analysis.ts';
import { formatCount } from '#action-groups/kernel/format.ts';
import { cellText, type Unit } from './table.ts';

/** The five predicted quantities in the order they are told. */
export const METRICS = [
  { key: 'arrUsd', name: 'ARR', meaning: 'Annual recurring revenue', unit: 'usd' },
  { key: 'mrrUsd', name: 'MRR', meaning: 'Monthly recurring revenue', unit: 'usd' },
  { key: 'launchMonth', name: 'Launch', meaning: 'Month of launch', unit: 'month' },
  {
    key: 'gapDays',
    name: 'Start after close',
    meaning: 'Days from close to the start of delivery',
    unit: 'days',
  },
  { key: 'durationMonths', name: 'Delivery', meaning: 'Months of delivery', unit: 'months' },
] as const satisfies readonly { key: string; name: string; meaning: string; unit: Unit }[];

/** `$120k to $610k`, `10 to 18 months`, `March 2027 to June 2027`; one value when the ends read alike. */
export function rangeWords(range: Range | MonthRange, unit: Unit): string {
  const [low, high] = [cellText(range.low, unit), cellText(range.high, unit)];
  if (low === high) return low;
  const [lowNumber, ...lowUnit] = low.split(' ');
  const sharesUnit = (unit === 'days' || unit === 'months') && lowUnit.length > 0;
  return sharesUnit ? `${lowNumber} to ${high}` : `${low} to ${high}`;
}

/** `8 of 10 outcomes` for a level of 0.8. */
export function levelWords(level: number): string {
  const tenths = level * 10;
  return Number.isInteger(tenths) && tenths <= 10 && tenths >= 0
    ? `${tenths} of 10 outcomes`
    : `${Math.round(level * 100)} of 100 outcomes`;
}

/** `from 38 projects`. */
export function evidenceWords(evidence: number): string {
  return `from ${formatCount(evidence, 'project')}`;
}
