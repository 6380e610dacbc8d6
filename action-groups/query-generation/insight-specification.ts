import { z } from 'zod';
import { nearest } from '#knowledge-base/projects/nearest.ts';
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

/** Words that sellers use of a figure, none of which is a column. */
const FIGURE_WORDS: Readonly<Record<string, InsightFigure>> = {
  revenue: 'arrUsd',
  value: 'arrUsd',
  amount: 'arrUsd',
  size: 'arrUsd',
  annual: 'arrUsd',
  monthly: 'mrrUsd',
  recurring: 'mrrUsd',
  spend: 'mrrUsd',
  cost: 'mrrUsd',
  upfront: 'upfrontUsd',
  duration: 'durationMonths',
  length: 'durationMonths',
  months: 'durationMonths',
  delay: 'gapDays',
  lag: 'gapDays',
  gap: 'gapDays',
};

/** What is wrong with a measure that is none, and the nearest that is. */
function explainMeasure(text: string): string | undefined {
  const [, aggregate = '', figure = ''] = /^\s*(\w+)\s*\(\s*(\w+)\s*\)\s*$/.exec(text) ?? [];
  const word = (figure || text).toLowerCase();
  const known =
    nearest(figure, INSIGHT_FIGURES) ??
    Object.entries(FIGURE_WORDS).find(([part]) => word.includes(part))?.[1];
  const made = nearest(aggregate, INSIGHT_AGGREGATES) ?? 'median';
  const meant = known === undefined ? nearest(text, INSIGHT_MEASURES) : `${made}(${known})`;
  const what = figure !== '' && known === undefined ? `projects have no ${figure.slice(0, 40)}` : undefined;
  return (
    [what, meant === undefined ? undefined : `did you mean ${meant}?`].filter(Boolean).join(', ') || undefined
  );
}

const period = z.object({
  from: calendarDate().describe('First close date, inclusive.'),
  to: calendarDate().describe('Last close date, inclusive.'),
});

/** Close dates, both inclusive. */
export type InsightPeriod = z.infer<typeof period>;

/** A portfolio question, typed: the only thing its SQL is ever compiled from. */
export const insightFields = {
  measures: z
    .array(oneOf(INSIGHT_MEASURES, explainMeasure))
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
