import type { BlendWeights } from '../learning/blend.ts';
import { LEARNER_NAMES, type Quantiles } from '../learning/learners.ts';

/** The bars, the learners and their blend, in the order they are shown. */
export const METHODS = ['globalMedian', 'groupMedian', ...LEARNER_NAMES, 'blend'] as const;
export type Method = (typeof METHODS)[number];

/** How outcomes are learned and compared: positive amounts as ln x, those that may be 0 as ln(1 + x), others as x. */
export type Scale = 'ln x' | 'ln(1 + x)' | 'x';

/** How well a method foretold the test rows. */
export interface Scores {
  /**
   * Mean of |ln(predicted / actual)|, both with 1 added on the scale `ln(1 + x)`; null on the scale `x` where one of
   * them is not positive.
   */
  readonly maeLog: number | null;
  /** Median of |predicted − actual| / |actual|; null when every outcome is 0. */
  readonly medianApe: number | null;
  /** Share of the rows whose median is between half and double the outcome, both inclusive. */
  readonly within2x: number;
  /** Mean pinball loss of the 10th, 50th and 90th percentile on the scale. */
  readonly pinball: number;
}

/** How often intervals held the outcome. */
export interface Coverage {
  readonly rows: number;
  readonly coverage: number;
  /** 95 % binomial interval (Wilson) of the coverage. */
  readonly low: number;
  readonly high: number;
}

export interface SegmentCoverage extends Coverage {
  /** Outcomes of the calibration part in this segment. */
  readonly calibrationRows: number;
  /** Median of high end / low end; null where a low end is not positive (scale `x`). */
  readonly medianRatio: number | null;
  /** Whether it had outcomes enough for a calibration of its own; else that of all is used. */
  readonly calibratedAlone: boolean;
}

/** Of 100 outcomes, how many are to lie at or below a quantile, and how many do. */
export interface CalibrationPoint {
  readonly nominal: number;
  readonly observed: number;
  /** 95 % binomial interval (Wilson) of the observed share. */
  readonly low: number;
  readonly high: number;
  /** False for the three quantiles that are predicted, true for those on a bell curve through them. */
  readonly interpolated: boolean;
}

export interface MonthCoverage extends Coverage {
  /** YYYY-MM. */
  readonly month: string;
  readonly medianRatio: number | null;
}

/** Two methods on the same rows: positive when `method` is farther from the outcomes. */
export interface Comparison {
  readonly method: Method;
  readonly against: Method;
  /** Difference of their mean distances on the scale, with its 95 % interval over the rows' differences. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly verdict: 'better' | 'worse' | 'not told apart';
}

/** What a backtest found; plain data. */
export interface Backtest {
  readonly target: string;
  readonly rows: { readonly train: number; readonly calibration: number; readonly test: number };
  readonly methods: Readonly<Record<Method, Scores>>;
  readonly interval: {
    readonly level: number;
    readonly coverage: number;
    /** Median of high end / low end; null where a low end is not positive (scale `x`). */
    readonly medianRatio: number | null;
    readonly bySegment: Readonly<Record<string, SegmentCoverage>>;
    /** 95 % binomial interval (Wilson) of the coverage. */
    readonly low: number;
    readonly high: number;
    /** Pinball loss of the median and the calibrated ends. */
    readonly pinball: number;
    readonly byMonth: readonly MonthCoverage[];
  };
  readonly calibration: readonly CalibrationPoint[];
  readonly comparisons: readonly Comparison[];
  readonly scale: Scale;
  readonly seed: number;
  /** First days of the parts, and the last day, YYYY-MM-DD. */
  readonly period: {
    readonly trainFrom: string;
    readonly calibrationFrom: string;
    readonly testFrom: string;
    readonly testTo: string;
  };
  readonly group: { readonly column: string; readonly leastRows: number };
  readonly weights: BlendWeights;
  readonly features: { readonly categories: readonly string[]; readonly numbers: readonly string[] };
  /** With the duration of projects only. */
  readonly launchMonth?: LaunchCoverage;
  /** What a reader has to know: rows that were left out, a day that is cut. */
  readonly notes: readonly string[];
}

/** How often the range of launch months, composed of gap and duration, holds the month. */
export interface LaunchCoverage extends Coverage {
  /** Median of the months from the first to the last, both counted. */
  readonly medianMonths: number;
}

/** One test row: what was said of it, and what came of it; on the scale. */
export interface Foretold {
  readonly id: string;
  /** Days since 1970. */
  readonly day: number;
  readonly segment: string;
  readonly outcome: number;
  readonly said: Readonly<Record<Method, Quantiles>>;
  /** The calibrated ends of the blend's interval. */
  readonly range: { readonly low: number; readonly high: number };
}
