import { pairsNeeded } from '#evals/statistics/pair-plan.ts';
import { casesNeeded } from '#evals/statistics/score-plan.ts';
import type { Measured } from './measure-pairs.ts';

/** Of the candidate, against the base. `equivalent`: whatever the difference is, it is smaller than the margin. */
export type Verdict = 'better' | 'worse' | 'equivalent' | 'inconclusive';

/** `held`: not worse by more than the margin; `breached`: worse by more than that; `unproven`: neither is shown. */
export type GuardrailState = 'held' | 'breached' | 'unproven';

export interface VerdictOptions {
  /** The largest difference that does not matter, in the unit of the difference, 0 or more. */
  readonly margin: number;
  readonly isHigherBetter: boolean;
  /** The p to decide by, adjusted for all that was tested; left out where there is no test. */
  readonly p?: number | undefined;
  readonly alpha?: number;
}

/**
 * Equivalent before all: a difference inside the margin does not matter, however sure it is. Better and worse take an
 * interval on one side of 0 and, where there is a test, a p that agrees.
 */
export function verdictOf(measured: Measured, options: VerdictOptions): Verdict {
  const { low, high } = measured;
  const { alpha = 0.05, isHigherBetter, margin, p = 0 } = options;
  if (low === undefined || high === undefined) return 'inconclusive';
  if (low >= -margin && high <= margin) return 'equivalent';
  if (p > alpha) return 'inconclusive';
  if (low > 0) return isHigherBetter ? 'better' : 'worse';
  if (high < 0) return isHigherBetter ? 'worse' : 'better';
  return 'inconclusive';
}

/** A guardrail asks only whether the candidate is worse by more than its margin. */
export function guardrailOf(
  { low, high }: Measured,
  { margin, isHigherBetter, p = 0, alpha = 0.05 }: VerdictOptions,
): GuardrailState {
  if (low === undefined || high === undefined) return 'unproven';
  const [worst, best] = isHigherBetter ? [-low, -high] : [high, low];
  if (worst <= margin) return 'held';
  return best > margin && p <= alpha ? 'breached' : 'unproven';
}

/**
 * How many cases (conversations, where they hold several) show a difference as large as the one seen, or the margin
 * where that is larger, with 80 % power. Undefined where the data does not tell.
 */
export function casesToDecide(measured: Measured, margin: number): number | undefined {
  const { difference, deviation, discordant, clusters, method } = measured;
  const wanted = Math.max(Math.abs(difference), margin);
  if (!(wanted > 0) || deviation === undefined) return undefined;
  if (deviation === 0)
    // So many cases without a difference leave less than the margin for those not seen.
    return method === 'mcnemar-newcombe' || method === 'constant'
      ? Math.ceil(Math.log(0.025) / Math.log1p(-Math.min(wanted, 0.999)))
      : undefined;
  const needed =
    discordant !== undefined && discordant >= wanted
      ? pairsNeeded((discordant + wanted) / 2, (discordant - wanted) / 2)
      : casesNeeded(wanted, { between: deviation ** 2 });
  return Math.max(clusters + 1, Math.ceil(needed));
}
