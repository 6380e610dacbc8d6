import { requireNumbers } from './interval.ts';

/**
 * Wilcoxon's signed-rank test of paired differences, two-sided and exact; zeros are left out and ties share their
 * mean rank.
 * @returns V, the sum of ranks of positive differences
 */
export function wilcoxonSignedRank(differences: readonly number[]): {
  readonly v: number;
  readonly p: number;
} {
  requireNumbers('differences', differences, 0);
  const kept = differences.filter((value) => value !== 0);
  // Twice the rank, so that a mean rank of ties is a whole number.
  const ranks = kept.map((value) => {
    const below = kept.filter((other) => Math.abs(other) < Math.abs(value)).length;
    const same = kept.filter((other) => Math.abs(other) === Math.abs(value)).length;
    return 2 * below + same + 1;
  });
  const v = ranks.reduce((sum, rank, at) => sum + ((kept[at] ?? 0) > 0 ? rank : 0), 0);
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  let shares = new Float64Array(total + 1);
  shares[0] = 1;
  for (const rank of ranks) {
    const next = new Float64Array(total + 1);
    for (let sum = 0; sum <= total; sum += 1)
      next[sum] = ((shares[sum] ?? 0) + (sum >= rank ? (shares[sum - rank] ?? 0) : 0)) / 2;
    shares = next;
  }
  const tail = shares.slice(0, Math.min(v, total - v) + 1).reduce((sum, share) => sum + share, 0);
  return { v: v / 2, p: Math.min(1, 2 * tail) };
}
