import { CONFIDENCE, type Interval, requireCount } from './interval.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** How many pairs pass in both, in the first only, in the second only, in neither. */
export interface PairedCounts {
  readonly both: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly neither: number;
}

export interface Difference extends Interval {
  readonly difference: number;
}

/**
 * The first's pass rate minus the second's over pairs, with Newcombe's interval of method 10 (score intervals of
 * each rate, their correlation corrected for continuity).
 * @see Newcombe, Statistics in Medicine 17 (1998), 2635–2650
 */
export function newcombePaired(counts: PairedCounts, confidence = CONFIDENCE): Difference {
  const { both, firstOnly, secondOnly, neither } = counts;
  for (const [name, count] of Object.entries(counts)) requireCount(name, count);
  const pairs = both + firstOnly + secondOnly + neither;
  requireCount('pairs', pairs, 1);
  const first = (both + firstOnly) / pairs;
  const second = (both + secondOnly) / pairs;
  const ofFirst = wilsonInterval(both + firstOnly, pairs, confidence);
  const ofSecond = wilsonInterval(both + secondOnly, pairs, confidence);
  const phi = correlation(counts, pairs);
  const difference = first - second;
  const distance = (down: number, up: number) =>
    Math.sqrt(Math.max(0, down ** 2 - 2 * phi * down * up + up ** 2));
  return {
    difference,
    low: difference - distance(first - ofFirst.low, ofSecond.high - second),
    high: difference + distance(second - ofSecond.low, ofFirst.high - first),
  };
}

function correlation({ both, firstOnly, secondOnly, neither }: PairedCounts, pairs: number): number {
  const product = (both + firstOnly) * (secondOnly + neither) * (both + secondOnly) * (firstOnly + neither);
  if (product === 0) return 0;
  const excess = both * neither - firstOnly * secondOnly;
  return (excess > 0 ? Math.max(excess - pairs / 2, 0) : excess) / Math.sqrt(product);
}
