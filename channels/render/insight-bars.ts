import type { Insight, InsightRow } from '#action-groups/data-analysis/insight.ts';
import { rowLabel } from './insight-tables.ts';
import type { Bars } from './svg/bars.ts';
import { cellText } from './table.ts';

/** The groups of an insight as bars. */
export interface InsightBars extends Bars {
  readonly omitted: string | undefined;
}

/** More bars are for the table. */
const MOST_BARS = 30;

export function barsOf(insight: Insight): InsightBars {
  const { chart, rows } = insight;
  const groups = rows.filter(({ kind }) => kind === 'group');
  return chart.type === 'stacked' && chart.axis !== null && chart.series !== null
    ? stackedBars(insight, groups, chart.axis, chart.series)
    : plainBars(insight, groups);
}

function plainBars(insight: Insight, groups: readonly InsightRow[]): InsightBars {
  const { chart, measures, compareWords, periodWords } = insight;
  const unit = measures[chart.measure]?.unit ?? 'count';
  return {
    legend: compareWords === null ? [] : [periodWords, compareWords],
    groups: groups.slice(0, MOST_BARS).map((row) => {
      const values = [row, ...(compareWords === null ? [] : [row.compared])].map(
        (of) => of?.values[chart.measure] ?? null,
      );
      const words = values.map((value) => cellText(value, unit));
      return {
        label: rowLabel(row),
        value: words.join(' · '),
        bars: values.map((value, series) => [{ series, value: value ?? 0, words: words[series] ?? '' }]),
      };
    }),
    omitted: omittedWords(insight, groups.length),
  };
}

function stackedBars(
  insight: Insight,
  groups: readonly InsightRow[],
  axis: number,
  series: number,
): InsightBars {
  const { chart, measures } = insight;
  const unit = measures[chart.measure]?.unit ?? 'count';
  const legend = [...new Set(groups.map(({ labels }) => labels[series] ?? ''))];
  const names = [...new Set(groups.map(({ labels }) => labels[axis] ?? ''))];
  return {
    legend,
    groups: names.slice(0, MOST_BARS).map((name) => {
      const parts = groups
        .filter(({ labels }) => labels[axis] === name)
        .map(({ labels, values }) => ({
          series: legend.indexOf(labels[series] ?? ''),
          value: values[chart.measure] ?? 0,
          words: `${labels[series] ?? ''}: ${cellText(values[chart.measure] ?? null, unit)}`,
        }))
        .sort((a, b) => a.series - b.series);
      const sum = parts.reduce((total, { value }) => total + value, 0);
      return { label: name, value: cellText(sum, unit), bars: [parts] };
    }),
    omitted: omittedWords(insight, names.length),
  };
}

function omittedWords({ rows }: Insight, drawn: number): string | undefined {
  const beyond = drawn > MOST_BARS ? [`${drawn - MOST_BARS} more groups`] : [];
  const others = rows.filter(({ kind }) => kind !== 'group').map(rowLabel);
  const all = [...beyond, ...others];
  return all.length === 0 ? undefined : `Not drawn: ${all.join(', ')}`;
}
