import type { Insight, InsightRow } from '#action-groups/data-analysis/insight.ts';
import { html, type Markup } from './html.ts';
import type { Drawing } from './insight-drawing.ts';
import { rowLabel } from './insight-tables.ts';
import { CHARACTER_WIDTH } from './log-axis.ts';
import { printableLine, shorten } from './printable.ts';
import { cellText } from './table.ts';

/** Bars from zero, each with its name and value in words above it. */
export interface Bars {
  /** Of the parts of bars, by their place; one name is no legend. */
  readonly legend: readonly string[];
  readonly groups: readonly {
    readonly label: string;
    readonly value: string;
    /** Bars below one another, each of parts side by side. `series` is the place in the legend. */
    readonly bars: readonly (readonly {
      readonly series: number;
      readonly value: number;
      readonly words: string;
    }[])[];
  }[];
  readonly omitted: string | undefined;
}

/** More bars are for the table. */
const MOST_BARS = 30;

export function barsOf(insight: Insight): Bars {
  const { chart, rows } = insight;
  const groups = rows.filter(({ kind }) => kind === 'group');
  return chart.type === 'stacked' && chart.axis !== null && chart.series !== null
    ? stackedBars(insight, groups, chart.axis, chart.series)
    : plainBars(insight, groups);
}

function plainBars(insight: Insight, groups: readonly InsightRow[]): Bars {
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

function stackedBars(insight: Insight, groups: readonly InsightRow[], axis: number, series: number): Bars {
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

const LINE = 18;
const BAR = 9;
const GAP = 3;

export function drawBars({ groups, legend, omitted }: Bars, width: number): Drawing {
  const largest = Math.max(
    0,
    ...groups.flatMap(({ bars }) => bars.map((parts) => parts.reduce((sum, { value }) => sum + value, 0))),
  );
  const scale = (value: number) => (largest > 0 ? (Math.max(0, value) / largest) * width : 0);
  const marks: Markup[] = [drawLegend(legend, width)];
  let y = legend.length > 1 ? legend.length * LINE + 6 : 0;
  for (const { label, value, bars } of groups) {
    const room = Math.floor((width - value.length * CHARACTER_WIDTH) / CHARACTER_WIDTH) - 2;
    marks.push(
      html`<text class="name" x="0" y="${y + 13}">${shorten(printableLine(label), Math.max(4, room))}</text><text class="value" x="${width}" y="${y + 13}" text-anchor="end">${printableLine(value)}</text>`,
    );
    y += LINE;
    for (const parts of bars) {
      let x = 0;
      for (const { series, value: part, words } of parts) {
        const length = round(scale(part));
        marks.push(
          html`<rect class="series-${series + 1}" x="${round(x)}" y="${y}" width="${Math.min(length, round(width - x))}" height="${BAR}" fill-opacity="${opacityOf(series, legend.length)}"><title>${printableLine(words)}</title></rect>`,
        );
        x += length;
      }
      y += BAR + GAP;
    }
    y += GAP;
  }
  return { height: Math.max(y, LINE), marks: html`${marks}`, omitted };
}

/** One line a series, with a sample of its fill. */
export function drawLegend(legend: readonly string[], width: number): Markup {
  if (legend.length < 2) return html``;
  const entries = legend.map((name, index) => {
    const y = index * LINE;
    const text = shorten(printableLine(name), Math.floor((width - 22) / CHARACTER_WIDTH));
    return html`<g class="legend"><rect class="series-${index + 1}" x="0" y="${y + 3}" width="14" height="10" fill-opacity="${opacityOf(index, legend.length)}"/><text x="22" y="${y + 13}">${text}</text></g>`;
  });
  return html`${entries}`;
}

/** Standing alone, series are told apart by how dark they are. */
function opacityOf(series: number, of: number): number {
  const share = of < 2 ? 0 : Math.min(1, series / (of - 1));
  return Math.round((DARKEST - share * (DARKEST - LIGHTEST)) * 100) / 100;
}

const DARKEST = 0.9;
const LIGHTEST = 0.25;

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
