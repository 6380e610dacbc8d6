import fc from 'fast-check';
import { type Insight, type InsightRow, insight } from '#action-groups/data-analysis/insight.ts';
import { insightChartHint } from '#action-groups/data-analysis/insight-chart-hint.ts';
import {
  INSIGHT_DIMENSIONS,
  INSIGHT_MEASURES,
  type InsightDimension,
} from '#action-groups/query-generation/insight-specification.ts';
import { anyText } from './arbitrary-analysis.ts';
import { exampleInsight } from './example-insight.ts';

const anyValue = fc.oneof(
  fc.double({ min: 0, max: 5e9, noNaN: true }),
  fc.constantFrom(null, 0, 1, 0.333, 999_600, 1e12, 1e-9, 1e300, Number.MIN_VALUE),
);
const anyShare = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(null));
const anyTime: Readonly<Partial<Record<InsightDimension, fc.Arbitrary<string>>>> = {
  year: fc.integer({ min: 1990, max: 2199 }).map(String),
  quarter: fc
    .tuple(fc.integer({ min: 2015, max: 2027 }), fc.integer({ min: 1, max: 4 }))
    .map(([year, quarter]) => `${year}-Q${quarter}`),
  month: fc
    .tuple(fc.integer({ min: 2015, max: 2027 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`),
};

/** Any insight its schema accepts, with names that others wrote. */
export const anyInsight: fc.Arbitrary<Insight> = fc
  .record({
    measures: fc.uniqueArray(fc.constantFrom(...INSIGHT_MEASURES), { minLength: 1, maxLength: 4 }),
    dimensions: fc.uniqueArray(fc.constantFrom(...INSIGHT_DIMENSIONS), { maxLength: 2 }),
    isCompared: fc.boolean(),
    groups: fc.nat({ max: 40 }),
    hasRest: fc.boolean(),
    texts: fc.array(anyText, { maxLength: 3 }),
  })
  .chain(({ measures, dimensions, isCompared, groups, hasRest, texts }) => {
    const figures = fc.record({
      projects: fc.nat({ max: 100_000 }),
      values: fc.tuple(...measures.map((measure) => (measure.startsWith('share') ? anyShare : anyValue))),
      known: fc.constant({}),
    });
    const row = (kind: InsightRow['kind']) =>
      fc
        .tuple(figures, figures, fc.tuple(...dimensions.map((dimension) => anyTime[dimension] ?? anyText)))
        .map(
          ([first, second, keys]): InsightRow => ({
            kind,
            keys: kind === 'group' ? keys : [],
            labels: kind === 'group' ? keys : [kind === 'rest' ? 'the other 3' : 'not known'],
            groups: 1,
            ...first,
            ...(isCompared ? { compared: second } : {}),
          }),
        );
    const rows = fc.tuple(
      ...Array.from({ length: dimensions.length === 0 ? 0 : groups }, () => row('group')),
      ...(hasRest ? [row('rest'), row('unknown')] : []),
    );
    return fc.tuple(rows, figures, figures).map(([all, whole, second]) =>
      insight.parse({
        ...exampleInsight(),
        compareWith: isCompared ? { fromDate: '2024-01-01', toDate: '2024-12-31' } : null,
        compareWords: isCompared ? 'in 2024' : null,
        dimensions: dimensions.map((dimension) => ({ dimension, name: dimension })),
        measures: measures.map((measure) => ({ measure, name: measure, unit: unitOf(measure) })),
        rows: all,
        totals: { ...whole, ...(isCompared ? { compared: second } : {}) },
        chart: insightChartHint(
          {
            dimensions,
            measures,
            compareWith: isCompared ? { fromDate: '2024-01-01', toDate: '2024-12-31' } : null,
          },
          all,
        ),
        leftOut: texts.map((text) => ({ code: 'lost', text, projects: 1 })),
        notes: texts,
      }),
    );
  });

function unitOf(measure: string): string {
  if (measure.startsWith('share')) return 'share';
  if (measure.includes('Months')) return 'months';
  if (measure.includes('Days')) return 'days';
  return measure.includes('Usd') ? 'usd' : 'count';
}
