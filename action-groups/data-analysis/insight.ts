import { z } from 'zod';
import {
  INSIGHT_DIMENSIONS,
  INSIGHT_FIGURES,
  INSIGHT_MEASURES,
  insightSpecification,
} from '../query-generation/insight-specification.ts';

/** How a column's numbers are written. */
export const INSIGHT_UNITS = ['count', 'usd', 'months', 'days', 'share'] as const;
export type InsightUnit = (typeof INSIGHT_UNITS)[number];

const period = z.object({ fromDate: z.string(), toDate: z.string() });

/** The figures of one row in one period. */
export const insightFigures = z.object({
  /** Projects counted; by service in a row of several, uses of a service. */
  projects: z.number().int(),
  /** In the order of `measures`; null where no project has the figure. */
  values: z.array(z.number().nullable()),
  /** Projects that have each figure. */
  known: z.partialRecord(z.enum(INSIGHT_FIGURES), z.number().int()),
});
export type InsightFigures = z.infer<typeof insightFigures>;

export const INSIGHT_ROW_KINDS = ['group', 'rest', 'unknown'] as const;

export const insightRow = insightFigures.extend({
  /** `rest`: the groups beyond the limit as one. `unknown`: projects without a value to group by. */
  kind: z.enum(INSIGHT_ROW_KINDS),
  /** As the data has it, or 2026-Q3 and 2026-09; empty unless a group. */
  keys: z.array(z.string()),
  /** As a person reads it, one a dimension: `Germany` of DE; `the other 12` of the rest. */
  labels: z.array(z.string()),
  /** Groups in this row. */
  groups: z.number().int(),
  /** The second period, where two are compared. */
  compared: insightFigures.optional(),
});
export type InsightRow = z.infer<typeof insightRow>;

export const CHART_TYPES = ['bar', 'line', 'stacked', 'none'] as const;

/** How the rows are best drawn, by rule. */
export const chartHint = z.object({
  type: z.enum(CHART_TYPES),
  /** Index of the dimension along the axis; null where nothing is drawn. */
  axis: z.number().int().nullable(),
  /** Index of the dimension that makes the series, null when there is one series or one a period. */
  series: z.number().int().nullable(),
  /** Index of the measure drawn. */
  measure: z.number().int(),
  why: z.string(),
});
export type ChartHint = z.infer<typeof chartHint>;

/** The stored result of `runInsightQuery`: the body of an `insight` artifact. */
export const insight = z.object({
  insightId: z.string(),
  queryId: z.string(),
  /** The day it was asked for, YYYY-MM-DD. */
  asOfDate: z.string(),
  /** As it was asked: what the next question changes. */
  specification: insightSpecification,
  /** What is counted, one sentence. */
  counts: z.string(),
  period,
  /** `in 2025`, `up to 25 November 2026`. */
  periodWords: z.string(),
  compareWith: period.nullable(),
  compareWords: z.string().nullable(),
  dimensions: z.array(z.object({ dimension: z.enum(INSIGHT_DIMENSIONS), name: z.string() })),
  measures: z.array(
    z.object({ measure: z.enum(INSIGHT_MEASURES), name: z.string(), unit: z.enum(INSIGHT_UNITS) }),
  ),
  rows: z.array(insightRow),
  /** Of all projects counted, in a row or not. */
  totals: insightFigures.extend({ compared: insightFigures.optional() }),
  /** Groups there are, shown or not. */
  groupsTotal: z.number().int(),
  chart: chartHint,
  /** What is not in the numbers, with how many projects. `code` is stable. */
  leftOut: z.array(z.object({ code: z.string(), text: z.string(), projects: z.number().int() })),
  /** Things to say about the question or its numbers. */
  notes: z.array(z.string()),
  evidence: z.object({
    sql: z.string(),
    values: z.array(z.union([z.string(), z.number()])),
    scope: z.string(),
    dataVersion: z.string(),
    /** The last close date in the data. */
    throughDate: z.string(),
    sampleData: z.boolean(),
    /** Projects in the totals. */
    rowsCounted: z.number().int(),
    bytesScanned: z.number(),
    engineMs: z.number(),
  }),
});
export type Insight = z.infer<typeof insight>;

/** What `runInsightQuery` replies to the model: the insight without its SQL, with the first page of its rows. */
export interface InsightSummary extends Omit<Insight, 'evidence' | 'rows' | 'asOfDate' | 'specification'> {
  readonly rows: readonly InsightRow[];
  /** Rows of the whole result. */
  readonly rowsTotal: number;
  readonly evidence: Pick<
    Insight['evidence'],
    'scope' | 'dataVersion' | 'throughDate' | 'sampleData' | 'rowsCounted'
  >;
}
