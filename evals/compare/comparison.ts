import type { ExperimentMetric } from '#prompts/experiment.ts';
import type { Measured } from './measure-pairs.ts';
import type { GuardrailState, Verdict } from './verdict.ts';

/** Which run one side is. */
export interface RunRef {
  readonly runId: string;
  readonly folder: string;
  readonly variant: string;
  readonly target: string;
  readonly agentVersion: string | null;
  readonly model: string | null;
  readonly tier: string | null;
  readonly dataVersion: string | null;
  readonly repeats: number;
  readonly startedAt: string;
}

/** One line of the report: a metric of both sides. */
export interface MetricRow {
  readonly metric: ExperimentMetric;
  readonly statistic: 'mean' | 'p95';
  /** The first decides, guardrails may not get worse; the others are told. */
  readonly role: 'primary' | 'guardrail' | 'told';
  readonly measured: Measured;
  /** Of relative metrics a share of the base. */
  readonly margin: number;
  readonly isRelative: boolean;
  readonly isHigherBetter: boolean;
  /** After Holm, over the deciding rows of all candidates; left out of rows without a test. */
  readonly adjustedP?: number;
  readonly verdict: Verdict;
  readonly guardrail?: GuardrailState;
  /** How many cases would decide it; of inconclusive rows only, where that can be told. */
  readonly casesToDecide?: number;
}

/** A case whose verdict is another in the candidate. */
export interface ChangedCase {
  readonly caseId: string;
  readonly suite: string;
  readonly isCritical: boolean;
  readonly isKnownGap: boolean;
  readonly base: PassedOf;
  readonly candidate: PassedOf;
}

export interface PassedOf {
  readonly passed: number;
  readonly repeats: number;
}

/** The deciding metric over the cases of one tag: exploratory, however small its p. */
export interface TagSlice {
  readonly tag: string;
  readonly measured: Measured;
  /** After Benjamini and Hochberg, over all tags. */
  readonly adjustedP?: number;
}

export interface Comparison {
  readonly base: RunRef;
  readonly candidate: RunRef;
  /** Of the first row. */
  readonly verdict: Verdict;
  /** The deciding row first. */
  readonly rows: readonly MetricRow[];
  readonly slices: readonly TagSlice[];
  readonly critical: {
    readonly cases: number;
    /** McNemar's exact p over them. */
    readonly exactP: number;
    /** Failing in the candidate; those that pass in the base are newly failing too. */
    readonly failing: readonly ChangedCase[];
  };
  readonly newlyFailing: readonly ChangedCase[];
  readonly newlyPassing: readonly ChangedCase[];
  readonly pairs: number;
  readonly unpaired: readonly string[];
  readonly infra: readonly string[];
  readonly invalid: readonly string[];
  /** Runs that ended before all was asked, with why: no verdict is given. */
  readonly unfinished: readonly string[];
  /** Every answer of every case is the same on both sides. */
  readonly isIdentical: boolean;
  /** What else a reader has to know, a line each. */
  readonly notes: readonly string[];
  /** Where a sequential reading was asked for. */
  readonly sequential?: SequentialReading;
  readonly exitCode: number;
}

/** What a bet on the pairs was worth, one after the other. */
export interface SequentialReading {
  /** How many pairs were looked at when it stopped; left out where the bet never was worth 1/alpha. */
  readonly stoppedAfter?: number;
  readonly pairs: number;
  /** At the end, or where it stopped. */
  readonly evidence: number;
  /** May be told at any time. */
  readonly p: number;
}
