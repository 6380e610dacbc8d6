import type { KnownBlock } from '@slack/types';
import { cellText, type Unit } from '#channels/render/table.ts';
import { clip, clipText, contextBlock, lineSections, type Piece, plain, titleBlock } from './make-blocks.ts';
import { SLACK_LIMITS as LIMITS } from './slack-limits.ts';

export interface Chart {
  readonly type: 'bar' | 'line';
  readonly title: string;
  /** Along the axis, each with one value a series; null where there is none, and then it is not drawn. */
  readonly points: readonly { readonly label: string; readonly values: readonly (number | null)[] }[];
  readonly series: readonly string[];
  readonly xLabel: string;
  readonly yLabel: string;
  /** What else is not drawn, in words. */
  readonly omitted?: string | undefined;
  /** Of the values. */
  readonly unit: Unit;
  /** Where the same figures stand. */
  readonly twin: string;
  /** A table with the same figures stands beside it. */
  readonly hasTable?: boolean;
}

/**
 * A chart that Slack draws itself. Of more points or series than it takes, the first are drawn and the rest is counted.
 * Where Slack does not know the block, its figures are shown as lines. Nothing where there are not two points to compare.
 * @see https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
export function chartPieces(chart: Chart): readonly Piece[] {
  const names = distinct(chart.series.slice(0, LIMITS.chartSeries));
  const known = chart.points.filter(({ values }) => names.every((_, at) => isDrawable(values[at])));
  const drawn = known.slice(0, LIMITS.chartPoints);
  if (drawn.length < 2 || names.length === 0) return [];
  const labels = distinct(drawn.map(({ label }) => label));
  const series = names.map((name, at) => ({
    name,
    data: labels.map((label, index) => ({ label, value: drawn[index]?.values[at] ?? 0 })),
  }));
  const left = [
    ...count(known.length - drawn.length, 'more on the axis'),
    ...count(chart.points.length - known.length, 'without a value'),
    ...count(chart.series.length - names.length, 'more series'),
    ...(chart.omitted === undefined ? [] : [chart.omitted]),
  ];
  const note = left.length === 0 ? [] : [contextBlock([`Not drawn: ${left.join('; ')}. ${chart.twin}`])];
  const block = {
    type: 'data_visualization',
    title: plain(chart.title, LIMITS.chartTitle).text,
    chart: {
      type: chart.type,
      series,
      axis_config: {
        categories: labels,
        x_label: plain(chart.xLabel, LIMITS.chartTitle).text,
        y_label: plain(chart.yLabel, LIMITS.chartTitle).text,
      },
    },
  };
  return [
    {
      title: chart.title,
      // The package's types do not have the block yet.
      blocks: [block as unknown as KnownBlock, ...note],
      plainBlocks:
        chart.hasTable === true
          ? [contextBlock([`${chart.title}: no chart here. ${chart.twin}`])]
          : [titleBlock(chart.title), ...lineSections(pointLines(chart, names, drawn), '• '), ...note],
    },
  ];
}

/** `$50k–$100k: 2`, with several series `Month 3: Middle $12k; High $40k`. */
function pointLines({ unit }: Chart, names: readonly string[], points: Chart['points']): readonly string[] {
  return points.map(({ label, values }) => {
    const words = names.map((name, at) => {
      const value = cellText(values[at] ?? null, unit);
      return names.length === 1 ? value : `${name} ${value}`;
    });
    return `${label}: ${words.join('; ')}`;
  });
}

function isDrawable(value: number | null | undefined): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function count(left: number, what: string): readonly string[] {
  return left > 0 ? [`${left.toLocaleString('en-US')} ${what}`] : [];
}

/** Names that fit and differ: one that is there already gets a number. */
function distinct(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const base = clipText(name, LIMITS.chartLabel) || '—';
    let label = base;
    for (let number = 2; taken.has(label); number += 1) {
      const mark = ` ${number}`;
      label = `${clip(base, LIMITS.chartLabel - mark.length)}${mark}`;
    }
    taken.add(label);
    return label;
  });
}
