import { z } from 'zod';
import { opportunityFields } from '../opportunity.ts';
import { architecture } from './architecture.ts';
import { monthRange, type Range, range } from './range.ts';
import { sensitivity } from './sensitivity.ts';
import { type ServicePattern, servicePart, servicePattern } from './service-pattern.ts';
import type { WhatIf } from './what-if.ts';

export type { MonthRange, Range } from './range.ts';

export const CONFIDENCE_LEVELS = ['HIGH', 'MEDIUM', 'LOW', 'NOT ENOUGH EVIDENCE'] as const;

/** Why something matches: a term of the description or an attribute that is the same. */
export const matchReason = z.object({
  kind: z.enum(['term', 'attribute']),
  /** The term, or `industry: Healthcare`. */
  text: z.string(),
  weight: z.number(),
});

/** One service of a project with what it cost. */
export const serviceCost = z.object({ service: z.string(), monthlyUsd: z.number(), upfrontUsd: z.number() });

/** One historical project behind the numbers: everything a metric is computed from. */
export const evidenceRow = z.object({
  opportunityId: z.string(),
  customerName: z.string(),
  opportunityName: z.string(),
  partnerName: z.string().nullable(),
  industry: z.string().nullable(),
  customerSegment: z.string().nullable(),
  country: z.string().nullable(),
  closeDate: z.string().nullable(),
  startDate: z.string().nullable(),
  endDate: z.string().nullable(),
  gapDays: z.number().nullable(),
  /** As planned. */
  durationMonths: z.number().nullable(),
  mrrUsd: z.number().nullable(),
  upfrontUsd: z.number().nullable(),
  arrUsd: z.number().nullable(),
  statedArrUsd: z.number().nullable(),
  services: z.array(serviceCost),
  doubts: z.array(z.string()),
  /** Relevance as the query scored it. */
  score: z.number(),
  /** Weight in every quantile, summing to 1 over the rows. */
  weight: z.number(),
  reasons: z.array(matchReason),
});
export type EvidenceRow = z.infer<typeof evidenceRow>;

export const similarProject = evidenceRow.extend({
  /** 0 to 1: score over the best score possible. */
  similarity: z.number(),
  calculatorUrl: z.string().nullable(),
  crmUrl: z.string().nullable(),
  /** The ARR as stated beside the one that its services come to. */
  money: z.object({
    statedArrUsd: z.number().nullable(),
    computedArrUsd: z.number().nullable(),
    /** One is more than a quarter above the other. */
    isAtOdds: z.boolean(),
  }),
});
export type SimilarProject = z.infer<typeof similarProject>;

export const predictedService = z.object({
  service: z.string(),
  /** Weighted share of the similar projects that used it, 0 to 1. */
  share: z.number(),
  projects: z.number().int(),
  /** Over the projects that used it. */
  monthlyUsd: range,
  upfrontUsd: range,
  /** What it has of the predicted amounts; null where that cannot be told. */
  part: servicePart.nullable(),
});
export type PredictedService = z.infer<typeof predictedService>;

/** A statement with the figures that carry it. `code` is stable, `text` is written by code from `figures`. */
export const finding = z.object({
  code: z.string(),
  text: z.string(),
  figures: z.record(z.string(), z.union([z.number(), z.string()])),
  /** Opportunity ids of the projects behind it, at most 10. */
  opportunityIds: z.array(z.string()),
});
export type Finding = z.infer<typeof finding>;

export const confidence = z.object({
  level: z.enum(CONFIDENCE_LEVELS),
  /** Which of the three held it down. */
  limitedBy: z.enum(['spread', 'sample', 'quality', 'nothing']),
  /** High over low of the ARR interval. */
  spreadRatio: z.number().nullable(),
  /** Kish's effective sample size of the weights. */
  effectiveSample: z.number(),
  /** Share of the rows without a doubt, 0 to 1. */
  quality: z.number(),
  reason: z.string(),
});

export const searchTerm = z.object({ term: z.string(), weight: z.number(), why: z.string() });
export type SearchTerm = z.infer<typeof searchTerm>;

/** How the rows were found: enough to run it again and to check every figure. */
export const evidence = z.object({
  queryId: z.string(),
  /** The SQL as it ran, Trino dialect, with `?` for bound values. */
  sql: z.string(),
  values: z.array(z.union([z.string(), z.number()])),
  terms: z.array(searchTerm),
  period: z.object({ fromDate: z.string(), toDate: z.string() }),
  scope: z.string(),
  dataVersion: z.string(),
  sampleData: z.boolean(),
  /** Projects that matched at all, of those the seller may see. */
  rowsMatched: z.number().int(),
  rowsRead: z.number().int(),
  rowsUsed: z.number().int(),
  /** What was read and not used, or used with a doubt, by reason. */
  left: z.array(z.object({ reason: z.string(), rows: z.number().int() })),
  bytesScanned: z.number(),
  engineMs: z.number(),
});
export type Evidence = z.infer<typeof evidence>;

const quantiles = z.tuple([z.number(), z.number(), z.number()]);
const byLearner = <Value extends z.ZodType>(value: Value) =>
  z.object({ neighbours: value, ridge: value, boostedTrees: value });

/** How one quantity was foretold: everything its range was computed from, in the quantity's own unit. */
export const learnedQuantity = z.object({
  /** Low, middle and high of each learner; the neighbours' follow from the rows and their weights. */
  learners: byLearner(quantiles),
  /** What each counts in the blend of ln(1 + quantity); of 1 together. */
  weights: byLearner(z.number()),
  /** Factors by which 1 + low and 1 + high were moved, so that past ranges would have held what they say. */
  calibration: z.object({
    lowFactor: z.number(),
    highFactor: z.number(),
    /** The latest outcomes that say so, of the group or of all. */
    outcomes: z.number().int(),
    group: z.string(),
  }),
  /** What the median by the customer's size alone says: the bar. */
  groupMedian: z.object({ median: z.number(), projects: z.number().int(), group: z.string() }),
});
export type LearnedQuantity = z.infer<typeof learnedQuantity>;

/** The model behind an analysis; null where none was trained, and the rows' own quantiles are the ranges. */
export const prediction = z.object({
  /** SHA-256 of the stored model. */
  modelHash: z.string(),
  /** Whose projects it learned from, in words. */
  learnedFrom: z.string(),
  projects: z.number().int(),
  throughDate: z.string(),
  targets: z.object({
    arrUsd: learnedQuantity,
    mrrUsd: learnedQuantity,
    gapDays: learnedQuantity,
    durationMonths: learnedQuantity,
  }),
});
export type PredictionModel = z.infer<typeof prediction>;

/** The stored result of `analyzeOpportunity`: the body of an `analysis` artifact. */
export const analysis = z.object({
  analysisId: z.string(),
  analysisType: z.enum(['standard', 'enhanced']),
  /** The day it was asked for, YYYY-MM-DD. */
  asOfDate: z.string(),
  opportunity: z.object(opportunityFields),
  /** Set when the opportunity is only supposed: the analysis that it varies. */
  whatIfOf: z.string().optional(),
  /** Things to tell the seller about the input: a past close date, a partner not found, … */
  notes: z.array(z.string()),
  outcome: z.enum(['predicted', 'not-enough-evidence']),
  metrics: z.object({
    arrUsd: range.nullable(),
    mrrUsd: range.nullable(),
    launchMonth: monthRange.nullable(),
    gapDays: range.nullable(),
    durationMonths: range.nullable(),
  }),
  prediction: prediction.nullable(),
  confidence,
  services: z.array(predictedService),
  servicePattern,
  /** Null where there is not enough evidence. */
  architecture: architecture.nullable(),
  similarProjects: z.array(similarProject).max(3),
  findings: z.array(finding),
  /** Why the range of the ARR is what it is. */
  rationale: z.array(finding),
  risks: z.array(finding),
  /** Null until it is asked for, but for the type `enhanced`; and where there is not enough evidence. */
  sensitivity: sensitivity.nullable(),
  methodology: z.array(z.string()),
  evidence,
  rows: z.array(evidenceRow),
});
export type Analysis = z.infer<typeof analysis>;

/** Sections that can be asked for by name. */
export const ANALYSIS_SECTIONS = [
  'summary',
  'metrics',
  'confidence',
  'services',
  'architecture',
  'similarProjects',
  'risks',
  'findings',
  'rationale',
  'sensitivity',
  'methodology',
  'evidence',
] as const;
export type AnalysisSection = (typeof ANALYSIS_SECTIONS)[number];

/**
 * What `analyzeOpportunity` replies to the model: the analysis without its rows, well under 25 KB; of a
 * what-if also `whatIf`, the differences to its base.
 */
export interface AnalysisSummary {
  readonly analysisId: string;
  readonly analysisType: Analysis['analysisType'];
  readonly outcome: Analysis['outcome'];
  readonly opportunity: Analysis['opportunity'];
  readonly notes: readonly string[];
  readonly metrics: Analysis['metrics'];
  /** The median by the customer's size alone, of each quantity; null where no model was trained. */
  readonly groupMedians: Readonly<
    Record<keyof PredictionModel['targets'], LearnedQuantity['groupMedian']>
  > | null;
  readonly confidence: Analysis['confidence'];
  /** At most eight, by share. */
  readonly services: readonly Pick<
    PredictedService,
    'service' | 'share' | 'projects' | 'monthlyUsd' | 'part'
  >[];
  /** How many services the analysis has. */
  readonly servicesTotal: number;
  readonly similarProjects: readonly Pick<
    SimilarProject,
    | 'opportunityId'
    | 'customerName'
    | 'opportunityName'
    | 'closeDate'
    | 'arrUsd'
    | 'durationMonths'
    | 'similarity'
    | 'reasons'
  >[];
  readonly risks: readonly Pick<Finding, 'code' | 'text' | 'figures'>[];
  readonly evidence: Pick<
    Evidence,
    'queryId' | 'rowsMatched' | 'rowsRead' | 'rowsUsed' | 'period' | 'scope' | 'dataVersion' | 'sampleData'
  >;
  readonly whatIf?: WhatIf;
}

/** What `getAnalysisSection` replies: one section, whole, rows left out. */
export interface AnalysisSectionReply {
  readonly analysisId: string;
  readonly section: AnalysisSection;
  /** For `summary` an AnalysisSummary, for `services` a ServicesContent, else `analysis[section]`. */
  readonly content: unknown;
}

/** The section `services`. */
export interface ServicesContent extends ServicePattern {
  readonly services: readonly PredictedService[];
  /** What the parts are of. */
  readonly mrrUsd: Range | null;
}
