import type { Predictor } from '../learning/predictor.ts';

/** The quantities that are learned; each as ln(1 + x). */
export const TARGETS = ['arrUsd', 'mrrUsd', 'gapDays', 'durationMonths'] as const;
export type Target = (typeof TARGETS)[number];

/** Raised when what is stored changes its meaning: older files are not read. */
export const PREDICTOR_FORMAT = 2;

/** A trained predictor as it is stored beside the data; plain data. */
export interface StoredPredictor {
  readonly format: typeof PREDICTOR_FORMAT;
  readonly dataVersion: string;
  /** Whose projects it learned from. */
  readonly learnedFrom: 'organisation' | { readonly partnerId: string };
  /** Projects it learned from. */
  readonly rows: number;
  readonly throughDate: string;
  readonly seed: number;
  readonly predictor: Predictor;
  /** What a median by the customer's size alone says: the bar that predictions are held against. */
  readonly medians: Readonly<Record<Target, GroupMedians>>;
  /** Not there in a predictor that was trained before they were counted. */
  readonly closings?: Closings;
}

/** How many projects closed in each month `YYYY-MM`, months without any included, from the first to the last. */
export type Closings = Readonly<Record<string, number>>;

export interface GroupMedians {
  readonly all: GroupMedian;
  readonly groups: Readonly<Record<string, GroupMedian>>;
}

export interface GroupMedian {
  readonly median: number;
  readonly projects: number;
}

/** The value on the scale that is learned. */
export function learnedScale(value: number): number {
  return Math.log1p(value);
}

/** Back from the learned scale; no quantity is negative. */
export function naturalScale(learned: number): number {
  return Math.max(0, Math.expm1(learned));
}
