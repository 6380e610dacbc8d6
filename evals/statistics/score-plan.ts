import { requireCount, requireShare } from './interval.ts';
import { normalQuantile } from './normal.ts';
import type { Wanted } from './pair-plan.ts';

/** What scores vary by. */
export interface ScoreSpread {
  /** Variance between cases of the difference of their true means. */
  readonly between: number;
  /** Variance of one repeat around its case's true mean, in each variant. */
  readonly within?: { readonly base: number; readonly candidate: number };
  /** How often each case is repeated. */
  readonly repeats?: number;
}

/** How many cases show a difference of mean scores (Miller 2024), not rounded. */
export function casesNeeded(difference: number, spread: ScoreSpread, wanted: Wanted = {}): number {
  return difference === 0 ? Number.POSITIVE_INFINITY : (reach(wanted) / difference) ** 2 * varianceOf(spread);
}

/** The smallest difference of mean scores that so many cases show. */
export function casesDetect(cases: number, spread: ScoreSpread, wanted: Wanted = {}): number {
  requireCount('cases', cases, 1);
  return reach(wanted) * Math.sqrt(varianceOf(spread) / cases);
}

/** Variance of one case's difference of means over its repeats. */
function varianceOf({ between, within = { base: 0, candidate: 0 }, repeats = 1 }: ScoreSpread): number {
  requireCount('repeats', repeats, 1);
  for (const [name, value] of Object.entries({ between, ...within }))
    if (!(value >= 0)) throw new RangeError(`variance ${name} ${value}: at least 0`);
  return between + (within.base + within.candidate) / repeats;
}

function reach({ alpha = 0.05, power = 0.8 }: Wanted): number {
  requireShare('alpha', alpha);
  requireShare('power', power);
  return normalQuantile(1 - alpha / 2) + normalQuantile(power);
}
