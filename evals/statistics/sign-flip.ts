import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import { requireCount, requireNumbers } from './interval.ts';

export interface SignFlip {
  /** Two-sided. */
  readonly p: number;
  /** How many flips lie at least as far from 0 as what was seen. */
  readonly count: number;
  /** How many there were: all of them, or so many drawn. */
  readonly of: number;
  readonly isExact: boolean;
}

/** Up to so many values that are not 0 every flip is tried. */
const MOST_EXACT = 18;
/** Values that are looked up together. */
const GROUP = 8;

/**
 * A permutation test that values (one a cluster) lie around 0: their sum against the sums with signs flipped. A value
 * of 0 has no sign and is left out. Sums that are equal but for rounding count as equal.
 */
export function signFlip(
  values: readonly number[],
  { flips = 20_000, seed = 1 }: { readonly flips?: number; readonly seed?: number } = {},
): SignFlip {
  requireNumbers('values', values, 0);
  requireCount('flips', flips, 1);
  const kept = values.filter((value) => value !== 0);
  if (kept.length === 0) return { p: 1, count: 1, of: 1, isExact: true };
  const tables = groupSums(kept);
  const whole = kept.reduce((sum, value) => sum + Math.abs(value), 0);
  const seen = Math.abs(kept.reduce((sum, value) => sum + value, 0)) - 1e-12 * whole;
  if (kept.length <= MOST_EXACT) {
    const of = 2 ** kept.length;
    const count = countFlips(tables, seen, of, (at, group) => at >>> (GROUP * group));
    return { p: count / of, count, of, isExact: true };
  }
  const random = createRandom(seed, kept.length);
  let bits = 0;
  const count = countFlips(tables, seen, flips, (_, group) => {
    if (group % 4 === 0) bits = random.next() * 2 ** 32;
    return bits >>> (GROUP * (group % 4));
  });
  return { p: (count + 1) / (flips + 1), count, of: flips, isExact: false };
}

function countFlips(
  tables: readonly Float64Array[],
  seen: number,
  flips: number,
  bitsOf: (flip: number, group: number) => number,
): number {
  let count = 0;
  for (let flip = 0; flip < flips; flip += 1) {
    let sum = 0;
    for (let group = 0; group < tables.length; group += 1)
      sum += tables[group]?.[bitsOf(flip, group) & (2 ** GROUP - 1)] ?? 0;
    if (Math.abs(sum) >= seen) count += 1;
  }
  return count;
}

/** For every eight values the sums of all 256 ways to flip them. */
function groupSums(values: readonly number[]): readonly Float64Array[] {
  return Array.from({ length: Math.ceil(values.length / GROUP) }, (_, group) => {
    const own = values.slice(group * GROUP, (group + 1) * GROUP);
    return Float64Array.from({ length: 2 ** GROUP }, (_, bits) =>
      own.reduce((sum, value, at) => sum + ((bits >>> at) & 1 ? -value : value), 0),
    );
  });
}
