import { binomialAtMost, binomialExactly } from './binomial.ts';
import { chiSquareAbove } from './chi-square.ts';
import { requireCount } from './interval.ts';

export interface McNemar {
  /** Two-sided, never too small: for critical sets. */
  readonly exactP: number;
  /** Two-sided mid-p, nearer to its nominal level (Fagerland, Lydersen and Laake 2013). */
  readonly midP: number;
  /** With continuity correction, 0 or more. */
  readonly chiSquare: number;
  readonly chiSquareP: number;
}

/**
 * McNemar's tests of pairs that pass or fail; pairs that agree say nothing.
 * @param gained pairs of which only the second passes
 * @param lost pairs of which only the first passes
 */
export function mcnemar(gained: number, lost: number): McNemar {
  requireCount('gained', gained);
  requireCount('lost', lost);
  const pairs = gained + lost;
  if (pairs === 0) return { exactP: 1, midP: 1, chiSquare: 0, chiSquareP: 1 };
  const fewer = Math.min(gained, lost);
  const both = 2 * binomialAtMost(fewer, pairs, 0.5);
  const chiSquare = Math.max(0, Math.abs(gained - lost) - 1) ** 2 / pairs;
  return {
    exactP: Math.min(1, both),
    midP: Math.min(1, both - binomialExactly(fewer, pairs, 0.5)),
    chiSquare,
    chiSquareP: chiSquareAbove(chiSquare, 1),
  };
}
