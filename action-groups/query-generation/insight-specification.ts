import { z } from 'zod';
import { calendarDate, oneOf, plainText } from '../kernel/fields.ts';

/** What a portfolio question can group and filter by. `year`, `quarter` and `month` are those of the close date. */
export const INSIGHT_DIMENSIONS = [
  'industry',
  'customerSegment',
  'region',
  'country',
  'partnerName',
  'customerName',
  'service',
  'program',
  'migrationPhase',
  'opportunityType',
  'projectType',
  'stage',
  'year',
  'quarter',
  'month',
] as const;
export type InsightDimension = (typeof INSIGHT_DIMENSIONS)[number];

/** The figures of a project that can be summed up. */
export const INSIGHT_FIGURES = ['arrUsd', 'mrrUsd', 'upfrontUsd', 'durationMonths', 'gapDays'] as const;
export type InsightFigure = (typeof INSIGHT_FIGURES)[number];

export const INSIGHT_AGGREGATES = ['sum', 'average', 'median', 'p10', 'p90', 'min', 'max'] as const;
export type InsightAggregate = (typeof INSIGHT_AGGREGATES)[number];

/** `count` counts projects, `customers` distinct customers; shares are of the whole that the filters leave. */
export const INSIGHT_MEASURES = [
  'count',
  'customers',
  'share(count)',
  'share(arrUsd)',
  ...INSIGHT_AGGREGATES.flatMap((aggregate) =>
    INSIGHT_FIGURES.map((figure) => `${aggregate}(${figure})` as const),
  ),
] as const;
export type InsightMeasure = (typeof INSIGHT_MEASURES)[number];

export const INSIGHT_OPERATORS = ['is', 'isNot', 'contains', 'atLeast', 'atMost'] as const;
export type InsightOperator = (typeof INSIGHT_OPERATORS)[number];

/** `text` looks into a project's words, as the search for similar projects does. */
export const INSIGHT_FILTER_FIELDS = [...INSIGHT_DIMENSIONS, ...INSIGHT_FIGURES, 'text'] as const;
export type InsightFilterField = (typeof INSIGHT_FILTER_FIELDS)[number];

const period = z.object({
  from: calendarDate().describe('First close date, inclusive.'),
  to: calendarDate().describe('Last close date, inclusive.'),
});

/** Close dates, both inclusive. */
export type InsightPeriod = z.infer<typeof period>;

/** A portfolio question, typed: the only thing its SQL is ever compiled from. */
export const insightFields = {
  measures: z
    .array(oneOf(INSIGHT_MEASURES))
    .min(1)
    .max(6)
    .describe('What to compute, 1 to 6, for example count or median(arrUsd).'),
  dimensions: z
    .array(oneOf(INSIGHT_DIMENSIONS))
    .max(2)
    .optional()
    .describe('What to group by, at most two; none for a single figure.'),
  filters: z
    .array(
      z.object({
        field: oneOf(INSIGHT_FILTER_FIELDS).describe('What is filtered.'),
        operator: oneOf(INSIGHT_OPERATORS).describe('How values are compared.'),
        values: z.array(plainText(200)).min(1).max(20).describe('The values, any of which counts.'),
      }),
    )
    .max(8)
    .optional()
    .describe('Which projects count; all filters must hold.'),
  period: period.optional().describe('Close dates; every closed project up to today when left out.'),
  compareWith: period.optional().describe('A second period, computed beside the first.'),
  orderBy: z
    .object({
      by: oneOf([...INSIGHT_MEASURES, ...INSIGHT_DIMENSIONS]).describe(
        'A measure or dimension of this query.',
      ),
      direction: oneOf(['ascending', 'descending']).optional().describe('Default: descending for a measure.'),
    })
    .optional()
    .describe('Order of the groups.'),
  limit: z.number().int().min(1).max(100).optional().describe('How many groups, 1 to 100. Default 20.'),
  withRest: z
    .boolean()
    .optional()
    .describe('Whether the groups beyond the limit are added up in one row. Default true.'),
} as const;

export const insightSpecification = z.object(insightFields);
export type InsightSpecification = z.infer<typeof insightSpecification>;
