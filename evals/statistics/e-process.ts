import { requireCount } from './interval.ts';
import { logBeta } from './log-gamma.ts';

/**
 * The evidence against “as many gained as lost”, as a bet's worth: 2^m B(gained + 1, lost + 1) for m = gained + lost.
 * It may be looked at after every pair; under the hypothesis it reaches 1/alpha with a chance of at most alpha.
 */
export function pairEvidence(gained: number, lost: number): number {
  requireCount('gained', gained);
  requireCount('lost', lost);
  return Math.exp((gained + lost) * Math.LN2 + logBeta(gained + 1, lost + 1));
}

/** The p that may be told at any time: 1/E, at most 1. */
export function evidenceP(evidence: number): number {
  return Math.min(1, 1 / evidence);
}

/** How many stakes a bet on scores is spread over: an even mixture, so its worth is a mean. */
const STAKES = 256;

/**
 * The same for differences of scores, each from −1 to 1: the mean worth of bets that stake λ on each difference, λ
 * evenly over (−1, 1). For differences of −1, 0 and 1 it is {@link pairEvidence} but for the number of stakes.
 */
export function scoreEvidence(): { readonly add: (difference: number) => number } {
  const logs = new Float64Array(STAKES);
  return {
    add(difference) {
      if (!(Math.abs(difference) <= 1)) throw new RangeError(`difference ${difference}: from -1 to 1`);
      let sum = 0;
      for (let at = 0; at < STAKES; at += 1) {
        const stake = (2 * at + 1) / STAKES - 1;
        logs[at] = (logs[at] ?? 0) + Math.log1p(stake * difference);
        sum += Math.exp(logs[at] ?? 0);
      }
      return sum / STAKES;
    },
  };
}
