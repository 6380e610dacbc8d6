import type { Insight, InsightRow } from '#action-groups/data-analysis/insight.ts';
import { rowLabel } from './insight-tables.ts';
import type { Lines } from './svg/lines.ts';
import { cellText } from './table.ts';

/** The groups of an insight as values over time. */
export interface InsightLines extends Lines {
  readonly omitted: string | undefined;
}

export function linesOf({ chart, measures, rows }: Insight): InsightLines {
  const axis = chart.axis ?? 0;
  const groups = rows.filter(({ kind, values }) => kind === 'group' && values[chart.measure] !== null);
  const seriesOf = ({ labels }: InsightRow) => (chart.series === null ? '' : (labels[chart.series] ?? ''));
  const legend = [...new Set(groups.map(seriesOf))];
  const orders = groups.map(({ keys }) => timeOrder(keys[axis] ?? ''));
  const first = Math.min(...orders);
  const others = rows.filter(({ kind }) => kind !== 'group').map(rowLabel);
  const unknown = rows
    .filter(({ kind, values }) => kind === 'group' && values[chart.measure] === null)
    .map(rowLabel);
  const omitted = [
    ...unknown.slice(0, 3),
    ...(unknown.length > 3 ? [`${unknown.length - 3} more without a value`] : []),
    ...others,
  ];
  return {
    name: measures[chart.measure]?.name ?? '',
    wordsOf: (value) => cellText(value, measures[chart.measure]?.unit ?? 'count'),
    legend,
    points: groups
      .map((row, index) => ({
        step: (orders[index] ?? 0) - first,
        label: row.labels[axis] ?? '',
        series: legend.indexOf(seriesOf(row)),
        value: row.values[chart.measure] ?? 0,
      }))
      .sort((a, b) => a.step - b.step),
    omitted: omitted.length === 0 ? undefined : `Not drawn: ${omitted.join(', ')}`,
  };
}

/** Steps of time: years, quarters or months, whichever the key is in; what is none is 0. */
function timeOrder(key: string): number {
  const [, year = '0', quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d{2}))?$/.exec(key) ?? [];
  if (quarter !== undefined) return Number(year) * 4 + Number(quarter);
  return month === undefined ? Number(year) : Number(year) * 12 + Number(month);
}
