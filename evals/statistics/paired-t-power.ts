import { noncentralTBelow } from './noncentral-t.ts';
import type { Wanted } from './pair-plan.ts';
import { studentQuantile } from './student-t.ts';

/** The chance that a two-sided paired t test of so many pairs sees a difference, in its direction. */
export function pairedTPower(pairs: number, difference: number, deviation: number, alpha = 0.05): number {
  if (!(pairs > 1) || !(deviation > 0))
    throw new RangeError(`pairs ${pairs}, deviation ${deviation}: above 1 and above 0`);
  const critical = studentQuantile(1 - alpha / 2, pairs - 1);
  return 1 - noncentralTBelow(critical, pairs - 1, (Math.abs(difference) / deviation) * Math.sqrt(pairs));
}

/** How many pairs such a test needs, not rounded. */
export function pairedTNeeded(
  difference: number,
  deviation: number,
  { alpha = 0.05, power = 0.8 }: Wanted = {},
): number {
  if (difference === 0) return Number.POSITIVE_INFINITY;
  let low = 1.000_001;
  let high = 4;
  while (pairedTPower(high, difference, deviation, alpha) < power) {
    low = high;
    high *= 2;
    if (high > 1e9) return Number.POSITIVE_INFINITY;
  }
  for (let step = 0; step < 100 && high - low > high * 1e-13; step += 1) {
    const middle = (low + high) / 2;
    if (pairedTPower(middle, difference, deviation, alpha) < power) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
