import { chiSquareAbove } from './chi-square.ts';
import { requireCount } from './interval.ts';

export interface SampleRatio {
  readonly chiSquare: number;
  readonly p: number;
}

/**
 * Whether groups have the sizes that their weights give them. Below p = .001 something other than chance has
 * chosen who is in which group, and nothing else of the experiment may be read.
 */
export function sampleRatio(
  counts: readonly number[],
  weights: readonly number[] = counts.map(() => 1),
): SampleRatio {
  if (counts.length < 2 || counts.length !== weights.length)
    throw new RangeError(`${counts.length} groups and ${weights.length} weights: at least 2, one for each`);
  for (const count of counts) requireCount('count', count);
  for (const weight of weights)
    if (!(weight > 0 && Number.isFinite(weight))) throw new RangeError(`weight ${weight}: above 0`);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return { chiSquare: 0, p: 1 };
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const chiSquare = counts.reduce((sum, count, at) => {
    const expected = (total * (weights[at] ?? 0)) / whole;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  return { chiSquare, p: chiSquareAbove(chiSquare, counts.length - 1) };
}
