import { benjaminiHochberg } from '#evals/statistics/benjamini-hochberg.ts';
import type { TagSlice } from './comparison.ts';
import type { Measured } from './measure-pairs.ts';
import type { Pair } from './pair-runs.ts';

/** A tag of fewer conversations is not told. */
const LEAST_CONVERSATIONS = 5;

/** A metric over the cases of each tag, p-values adjusted over all tags, the surest first. */
export function tagSlices(
  pairs: readonly Pair[],
  measure: (pairs: readonly Pair[]) => Measured,
): readonly TagSlice[] {
  const tags = [...new Set(pairs.flatMap(({ base }) => base.tags))].sort();
  const slices = tags
    .map((tag) => ({ tag, measured: measure(pairs.filter(({ base }) => base.tags.includes(tag))) }))
    // What holds for every case is no slice.
    .filter(({ measured }) => measured.clusters >= LEAST_CONVERSATIONS && measured.cases < pairs.length);
  const tested = slices.flatMap(({ measured }) => (measured.p === undefined ? [] : [measured.p]));
  const adjusted = benjaminiHochberg(tested)[Symbol.iterator]();
  return slices
    .map((slice): TagSlice => {
      const next = slice.measured.p === undefined ? undefined : adjusted.next().value;
      return next === undefined ? slice : { ...slice, adjustedP: next };
    })
    .sort((one, other) => (one.adjustedP ?? 1) - (other.adjustedP ?? 1));
}
