import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import type { Example, History } from '../example.ts';

const WORKLOADS = ['sap migration', 'data lake', 'contact centre', 'backup to s3'] as const;
const SEGMENTS = ['Enterprise', 'Mid-Market', 'SMB'] as const;

/**
 * A history of which the truth is known: the outcome is a sum of what the workload, the segment and the quantity
 * give, with noise of a known deviation.
 */
export function madeHistory(
  rows: number,
  { seed = 1, noise = 0.5 } = {},
): History & { readonly truth: Float64Array } {
  const random = createRandom(seed, 0);
  const examples: Example[] = [];
  const outcomes = new Float64Array(rows);
  const truth = new Float64Array(rows);
  for (let at = 0; at < rows; at += 1) {
    const workload = random.int(0, WORKLOADS.length - 1);
    const segment = random.int(0, SEGMENTS.length - 1);
    const quantity = random.int(1, 200);
    truth[at] = 8 + workload * 0.7 - segment * 0.9 + 0.4 * Math.log1p(quantity);
    outcomes[at] = (truth[at] as number) + noise * random.normal();
    examples.push({
      id: `x${at}`,
      day: 18_000 + Math.floor(at / 3),
      text: `${WORKLOADS[workload]} for customer ${random.int(100, 140)}`,
      categories: [SEGMENTS[segment] as string],
      numbers: [quantity],
    });
  }
  return {
    features: { categories: ['segment'], numbers: ['quantity'] },
    examples,
    outcomes: { value: outcomes },
    truth,
  };
}
