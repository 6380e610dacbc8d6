import { isTimeDimension } from '../query-generation/insight-dimensions.ts';
import { isAdditive } from '../query-generation/insight-measures.ts';
import type { InsightQuerySpecification } from '../query-generation/insight-query-specification.ts';
import type { ChartHint, InsightRow } from './insight.ts';

/** Series that a person can tell apart in one picture. */
const MOST_SERIES = 8;

/**
 * How an answer is best drawn: nothing for fewer than two groups; a line over time; of two dimensions stacked bars where
 * the parts add up to something, else bars of the pairs; bars for the rest. What is drawn is the first measure.
 */
export function insightChartHint(
  {
    dimensions,
    measures,
    compareWith,
  }: Pick<InsightQuerySpecification, 'dimensions' | 'measures' | 'compareWith'>,
  rows: readonly InsightRow[],
): ChartHint {
  const groups = rows.filter(({ kind }) => kind === 'group');
  const measure = measures[0] ?? 'count';
  const hint = (
    type: ChartHint['type'],
    axis: number | null,
    series: number | null,
    why: string,
  ): ChartHint => ({
    type,
    axis,
    series,
    measure: 0,
    why,
  });
  if (dimensions.length === 0 || groups.length < 2)
    return hint('none', null, null, 'there are not two groups to compare');
  const time = dimensions.findIndex(isTimeDimension);
  if (dimensions.length === 1) {
    if (time === 0 && compareWith === null) return hint('line', 0, null, 'it runs over time');
    return hint(
      'bar',
      0,
      null,
      compareWith === null ? 'groups are compared' : 'two periods are compared, group by group',
    );
  }
  const axis = time === -1 ? 0 : time;
  const series = 1 - axis;
  const names = new Set(groups.map(({ keys }) => keys[series]));
  if (compareWith !== null || names.size > MOST_SERIES) {
    return hint('bar', null, null, 'there are too many series to tell apart');
  }
  if (isAdditive(measure)) return hint('stacked', axis, series, 'the parts add up');
  return time === -1
    ? hint('bar', null, null, 'pairs are compared')
    : hint('line', axis, series, 'it runs over time');
}
