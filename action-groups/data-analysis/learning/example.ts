/** One thing that happened, as it was known when it began. */
export interface Example {
  readonly id: string;
  /** The day it happened, in days since 1970: history is what happened before. */
  readonly day: number;
  readonly text: string;
  /** By the names of {@link FeatureNames.categories}; null is "not known". */
  readonly categories: readonly (string | null)[];
  /** By the names of {@link FeatureNames.numbers}; null is "not known". */
  readonly numbers: readonly (number | null)[];
}

export interface FeatureNames {
  readonly categories: readonly string[];
  readonly numbers: readonly string[];
}

/** Examples of one kind, with what came of each. */
export interface History {
  readonly features: FeatureNames;
  /** In order of `day`. */
  readonly examples: readonly Example[];
  /**
   * What came of each example, a list a quantity, on the scale that is learned (logarithms for amounts and times);
   * NaN where it is not known.
   */
  readonly outcomes: Readonly<Record<string, Float64Array>>;
}

/** The part of a history from one place to another. */
export function partOf({ features, examples, outcomes }: History, from: number, to: number): History {
  return {
    features,
    examples: examples.slice(from, to),
    outcomes: Object.fromEntries(
      Object.entries(outcomes).map(([name, values]) => [name, values.subarray(from, to)]),
    ),
  };
}
