import { evidenceP, scoreEvidence } from '#evals/statistics/e-process.ts';
import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import type { SequentialReading } from './comparison.ts';

/**
 * Conversations in the seeded random order in which a bet looks at them. The order depends on the seed and on the
 * conversations, not on the order in which they are given.
 */
export function sequentialOrder(clusters: readonly string[], seed: number): readonly string[] {
  const order = [...new Set(clusters)].sort();
  const random = createRandom(seed, 5);
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = random.int(0, at);
    [order[at], order[other]] = [order[other] ?? '', order[at] ?? ''];
  }
  return order;
}

/**
 * Reads differences of shares one conversation after the other, and stops as soon as a bet on them is worth 1/alpha:
 * a false alarm in at most alpha of all experiments, however often it is looked at.
 * @param differences one a conversation, each from −1 to 1, in {@link sequentialOrder}
 */
export function readSequentially(differences: readonly number[], alpha = 0.05): SequentialReading {
  const bets = scoreEvidence();
  let evidence = 1;
  for (const [at, difference] of differences.entries()) {
    evidence = bets.add(difference);
    if (evidence >= 1 / alpha)
      return { stoppedAfter: at + 1, pairs: differences.length, evidence, p: evidenceP(evidence) };
  }
  return { pairs: differences.length, evidence, p: evidenceP(evidence) };
}
