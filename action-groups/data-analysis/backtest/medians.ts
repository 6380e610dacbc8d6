import { quantileOf } from '../learning/boosted-trees.ts';
import { PROBABILITIES, type Quantiles } from '../learning/learners.ts';
import { groupBy } from './group-by.ts';

/** A group with fewer rows than this has no median of its own: that of all stands for it. */
export const LEAST_GROUP_ROWS = 5;

export interface GroupedOutcome {
  readonly group: string;
  readonly outcome: number;
}

/** The bars: 10th, 50th and 90th percentile of all outcomes, and of each group's that has enough of them. */
export interface MedianBars {
  readonly all: Quantiles;
  of(group: string): Quantiles;
}

export function fitMedianBars(rows: readonly GroupedOutcome[]): MedianBars {
  const all = quantilesOf(rows.map(({ outcome }) => outcome));
  const own = new Map(
    [...groupBy(rows, ({ group }) => group)]
      .filter(([, own]) => own.length >= LEAST_GROUP_ROWS)
      .map(([group, own]) => [group, quantilesOf(own.map(({ outcome }) => outcome))]),
  );
  return { all, of: (group) => own.get(group) ?? all };
}

function quantilesOf(outcomes: readonly number[]): Quantiles {
  const sorted = Float64Array.from(outcomes);
  return PROBABILITIES.map((probability) => quantileOf(sorted, probability)) as unknown as Quantiles;
}
