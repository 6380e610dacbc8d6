import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import { requireCount } from './interval.ts';

/**
 * A permutation test for any figure of pairs that changes its sign when both sides are changed over: the two sides of
 * each cluster are swapped at random, and the figure compared with what was seen. At its level where swapping a
 * cluster's sides changes nothing, two-sided; never 0.
 */
export function swapTest<Cluster>(options: {
  readonly clusters: readonly Cluster[];
  readonly swap: (cluster: Cluster) => Cluster;
  readonly statistic: (clusters: readonly Cluster[]) => number;
  readonly swaps?: number;
  readonly seed?: number;
}): number {
  const { clusters, seed = 1, statistic, swap, swaps = 1_000 } = options;
  requireCount('swaps', swaps, 1);
  const seen = Math.abs(statistic(clusters)) * (1 - 1e-12);
  const swapped = clusters.map(swap);
  const random = createRandom(seed, clusters.length);
  let count = 0;
  for (let at = 0; at < swaps; at += 1) {
    const drawn = clusters.map((own, index) => (random.chance(0.5) ? (swapped[index] ?? own) : own));
    if (Math.abs(statistic(drawn)) >= seen) count += 1;
  }
  return (count + 1) / (swaps + 1);
}
