import type { Range } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatMonth, formatUsd } from '#action-groups/kernel/format.ts';

/** A range without what stands behind it. */
type Ends<Value> = Readonly<Record<'low' | 'median' | 'high', Value>>;

/** `$0.9M to $1.9M, middle $1.3M`: the range stands before the point; `per` stands after the range. */
export function wordUsdRange(range: Ends<number>, per = ''): string {
  return wordRange(formatUsd(range.low), `${formatUsd(range.high)}${per}`, formatUsd(range.median));
}

export function wordMonthRange(range: Ends<string>): string {
  return wordRange(formatMonth(range.low), formatMonth(range.high), formatMonth(range.median));
}

/** A range of whole units: `4 to 9 months, middle 6`. */
export function wordCountRange(range: Range, one: string): string {
  const [low, median, high] = [range.low, range.median, range.high].map(Math.round) as [
    number,
    number,
    number,
  ];
  return low === high ? formatCount(low, one) : `${low} to ${formatCount(high, one)}, middle ${median}`;
}

function wordRange(low: string, high: string, median: string): string {
  return high.startsWith(low) && low === median ? high : `${low} to ${high}, middle ${median}`;
}

/** A figure with one decimal, a whole one without: never rounded to a whole that it is not. */
export function decimal(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en-US') : value.toFixed(1);
}
