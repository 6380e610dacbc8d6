import { z } from 'zod';
import { duration, match, number, pattern, range, scalar } from './match.ts';

const period = z.strictObject({ from: z.string().optional(), to: z.string().optional() });
const words = z.array(z.string().min(1)).min(1);

const tools = z.strictObject({
  /** Operations as they were called; how strictly is `mode`'s, `in-order` when left out: others may come between. */
  order: words.optional(),
  mode: z.enum(['exact', 'in-order', 'any-order']).optional(),
  forbid: words.optional(),
  /** How many calls there may be at all. */
  calls: range.optional(),
  none: z.literal(true).optional(),
});

/** The specification of runInsightQuery, a subset; an empty list means that there is none. */
const insight = z.strictObject({
  measures: z.array(z.union([z.string(), z.strictObject({ anyOf: z.array(z.string()).min(1) })])).optional(),
  dimensions: z.array(z.string()).optional(),
  filters: z
    .array(
      z.strictObject({
        field: z.string(),
        operator: z.string().optional(),
        values: z.array(scalar).optional(),
      }),
    )
    .optional(),
  period: period.optional(),
  compareWith: period.optional(),
  orderBy: z.strictObject({ by: z.string().optional(), direction: z.string().optional() }).optional(),
  limit: z.number().optional(),
});

/** Of the SQL behind the results that the turn made or opened; each of them has to hold. */
const sql = z.strictObject({
  /** Which result's SQL; every one's when left out. */
  from: z.string().optional(),
  parses: z.boolean().optional(),
  /** One SELECT, nothing else. */
  readOnly: z.boolean().optional(),
  single: z.boolean().optional(),
  /** Tables that may be read, and must be. */
  tables: words.optional(),
  maxLimit: z.int().min(1).optional(),
  /** Columns that a condition of a WHERE names. */
  filters: words.optional(),
  /** SQL in a file beside the suite; its rows on the same data are the same, in any order. */
  sameResultAs: z.string().min(1).optional(),
});

/** Aggregates of values of the results that the answer may show beside what the grounding knows by itself. */
export const DERIVATIONS = ['sum', 'mean', 'median', 'min', 'max', 'count', 'percent', 'range'] as const;

const numbers = z.strictObject({
  /** Every number of the answer stands in a result; true on every turn unless said otherwise. */
  grounded: z.boolean().optional(),
  derive: z.array(z.enum(DERIVATIONS)).min(1).optional(),
  /** By the path of a result (`analysis.metrics.arrUsd.middle`), or by any name for what the answer has to show. */
  values: z.record(z.string(), number).optional(),
});

const judge = z.strictObject({
  /** `name@version`: a prompt of `prompts/judges` that has been released. */
  rubric: z.string().regex(/^[a-z0-9-]+@\d+$/, 'is no rubric such as helpful@1'),
  min: z.number().min(0).max(1),
  /** Asked so often, the majority decides; an odd number. */
  votes: z.int().min(1).max(9).optional(),
});

/** What is expected of a turn; each field is one check, and what is left out is not looked at. */
export const expectation = z.strictObject({
  outcome: z.enum(['answered', 'asked', 'refused', 'failed']).optional(),
  /** Arguments of analyzeOpportunity in this turn, a subset. */
  slots: z.record(z.string(), match).optional(),
  described: words.optional(),
  notDescribed: words.optional(),
  whatIf: z.boolean().optional(),
  /** Fields asked for instead of an analysis. */
  asks: z.array(z.string()).optional(),
  tools: tools.optional(),
  insight: insight.optional(),
  /** Operations called in this turn, in any order, each with a subset of its arguments; lists are compared as sets. */
  calls: z
    .array(
      z.strictObject({
        operation: z.string(),
        arguments: z.record(z.string(), z.union([match, z.array(scalar)])).optional(),
      }),
    )
    .optional(),
  find: z.record(z.string(), match).optional(),
  section: z.union([z.string(), z.strictObject({ anyOf: z.array(z.string()) })]).optional(),
  sql: sql.optional(),
  numbers: numbers.optional(),
  citations: z.strictObject({ min: z.int().min(0).optional(), resolve: z.boolean().optional() }).optional(),
  /** Each pattern is met by the title, section or address of a source that the answer cites; none for an empty list. */
  cites: z.array(pattern).optional(),
  answer: z
    .strictObject({
      contains: words.optional(),
      notContains: words.optional(),
      re: z.array(pattern).min(1).optional(),
      /** Labels at the beginning of a line: `ARR`, `Confidence`. */
      sections: words.optional(),
      maxCharacters: z.int().min(1).optional(),
    })
    .optional(),
  refuse: z.enum(['out-of-scope', 'unsafe', 'no-access', 'missing-data']).optional(),
  /** Nothing of partners outside the seller's scope; or of these sessions, what only they have shown. */
  noLeak: z.union([z.literal(true), words]).optional(),
  followUps: range.optional(),
  latency: z.strictObject({ firstTokenMs: duration.optional(), totalMs: duration.optional() }).optional(),
  cost: z
    .strictObject({ usd: z.number().positive().optional(), tokens: z.int().min(1).optional() })
    .optional(),
  judge: z.array(judge).min(1).optional(),
});
export type Expectation = z.infer<typeof expectation>;
