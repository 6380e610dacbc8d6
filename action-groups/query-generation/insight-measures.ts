import {
  INSIGHT_FIGURES,
  type InsightAggregate,
  type InsightFigure,
  type InsightMeasure,
} from './insight-specification.ts';

/** What a measure is made of. */
export type MeasureParts =
  | { readonly kind: 'count' }
  | { readonly kind: 'customers' }
  | { readonly kind: 'share'; readonly of: 'count' | 'arrUsd' }
  | { readonly kind: 'aggregate'; readonly aggregate: InsightAggregate; readonly figure: InsightFigure };

export function measureParts(measure: InsightMeasure): MeasureParts {
  if (measure === 'count' || measure === 'customers') return { kind: measure };
  if (measure === 'share(count)') return { kind: 'share', of: 'count' };
  if (measure === 'share(arrUsd)') return { kind: 'share', of: 'arrUsd' };
  const [aggregate, figure] = measure.slice(0, -1).split('(') as [InsightAggregate, InsightFigure];
  return { kind: 'aggregate', aggregate, figure };
}

/** The figure that a measure is computed from, undefined when it only counts. */
export function figureOf(measure: InsightMeasure): InsightFigure | undefined {
  const parts = measureParts(measure);
  if (parts.kind === 'aggregate') return parts.figure;
  return parts.kind === 'share' && parts.of === 'arrUsd' ? 'arrUsd' : undefined;
}

/** The figures that measures are computed from, in the order of their declaration. */
export function figuresOf(measures: readonly InsightMeasure[]): readonly InsightFigure[] {
  return INSIGHT_FIGURES.filter((figure) => measures.some((measure) => figureOf(measure) === figure));
}

/** True for a measure whose groups add up to the whole. */
export function isAdditive(measure: InsightMeasure): boolean {
  const parts = measureParts(measure);
  if (parts.kind === 'aggregate') return parts.aggregate === 'sum';
  return parts.kind !== 'customers';
}

/** Percentiles are told in tenths, so that their place in a sorted list is whole arithmetic. */
export const QUANTILE_TENTHS: Readonly<Partial<Record<InsightAggregate, number>>> = {
  p10: 1,
  median: 5,
  p90: 9,
};

/** The name of a measure's column in the result: `median(arrUsd)` → `median_arr_usd`. */
export function measureColumn(measure: InsightMeasure): string {
  return measure
    .replace(/[()]/g, '_')
    .replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)
    .replace(/_$/, '');
}
