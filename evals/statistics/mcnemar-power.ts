import { binomialExactly } from './binomial.ts';
import { requireCount } from './interval.ts';
import { mcnemar } from './mcnemar.ts';

/**
 * The chance that McNemar's test of so many pairs sees a difference, over all that can happen.
 * @param gained share of pairs of which only the second passes
 * @param lost share of pairs of which only the first passes
 */
export function mcnemarPower(
  pairs: number,
  gained: number,
  lost: number,
  { alpha = 0.05, test = 'midP' }: { readonly alpha?: number; readonly test?: 'midP' | 'exactP' } = {},
): number {
  requireCount('pairs', pairs, 1);
  const discordant = gained + lost;
  if (!(gained >= 0 && lost >= 0 && discordant <= 1))
    throw new RangeError(`shares ${gained} and ${lost}: at least 0, and at most 1 together`);
  if (discordant === 0) return 0;
  let power = 0;
  for (let differing = 1; differing <= pairs; differing += 1) {
    const most = mostBelow(differing, alpha, test);
    const weight = most < 0 ? 0 : binomialExactly(differing, pairs, discordant);
    if (weight === 0) continue;
    let seen = 0;
    for (let fewer = 0; fewer <= most; fewer += 1)
      seen +=
        binomialExactly(fewer, differing, gained / discordant) +
        binomialExactly(fewer, differing, lost / discordant);
    power += weight * seen;
  }
  return power;
}

/** The largest smaller count that is significant; −1 where none is. */
function mostBelow(differing: number, alpha: number, test: 'midP' | 'exactP'): number {
  let most = -1;
  for (let fewer = 0; 2 * fewer < differing; fewer += 1) {
    if (mcnemar(fewer, differing - fewer)[test] > alpha) break;
    most = fewer;
  }
  return most;
}
