import type { Insight, InsightRow } from '#action-groups/data-analysis/insight.ts';
import { html, type Markup } from './html.ts';
import type { Drawing } from './insight-drawing.ts';
import { rowLabel } from './insight-tables.ts';
import { linearAxis } from './linear-axis.ts';
import { CHARACTER_WIDTH } from './log-axis.ts';
import { printableLine, shorten } from './printable.ts';
import { cellText, type Unit } from './table.ts';

/** Values over time, one line a series. */
export interface Lines {
  readonly unit: Unit;
  readonly legend: readonly string[];
  readonly points: readonly {
    /** Steps of time from the first point of all. */
    readonly step: number;
    readonly label: string;
    readonly series: number;
    readonly value: number;
  }[];
  readonly omitted: string | undefined;
}

export function linesOf({ chart, measures, rows }: Insight): Lines {
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
    unit: measures[chart.measure]?.unit ?? 'count',
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

const LINE = 18;
const PLOT_HEIGHT = 180;
const DOT = 3;

export function drawLines({ legend, omitted, points, unit }: Lines, width: number): Drawing {
  const top = (legend.length > 1 ? legend.length * LINE : 0) + 12;
  const bottom = top + PLOT_HEIGHT;
  const axis = linearAxis(
    points.map(({ value }) => value),
    4,
  );
  const ticks = axis.ticks.map((value) => ({ value, text: cellText(value, unit) }));
  const longest = Math.max(...ticks.map(({ text }) => text.length)) * CHARACTER_WIDTH;
  const left = Math.ceil(Math.min(width / 2, longest)) + 8;
  const right = width - 24;
  const steps = Math.max(0, ...points.map(({ step }) => step));
  const x = (step: number) =>
    round(steps === 0 ? (left + right) / 2 : left + 8 + (step / steps) * (right - left - 8));
  const y = (value: number) => round(bottom - axis.share(value) * PLOT_HEIGHT);
  const grid = ticks.map(
    ({ value, text }) =>
      html`<line class="grid" x1="${left}" x2="${width}" y1="${y(value)}" y2="${y(value)}" stroke="currentColor" stroke-opacity="0.15"/><text x="${left - 6}" y="${y(value) + 4}" text-anchor="end">${shorten(text, Math.floor((left - 8) / CHARACTER_WIDTH))}</text>`,
  );
  const lines = legend.map((_, series) => {
    const own = points.filter((point) => point.series === series);
    return html`<g class="series-${series + 1}">${runs(own).map((run) => pathOf(run, series, x, y))}${own.map((point) => dotOf(point, legend, unit, x, y))}</g>`;
  });
  const marks = html`${drawDashes(legend, width)}<g class="axis">${grid}${timeLabels(
    points,
    x,
    left,
    width,
  ).map(
    ({ at, label }) => html`<text x="${at}" y="${bottom + 16}" text-anchor="middle">${label}</text>`,
  )}</g>${lines}`;
  return { height: bottom + 24, marks, omitted };
}

type Point = Lines['points'][number];

/** A line is drawn from one step to the next only: where a step is missing it is cut. */
function runs(points: readonly Point[]): readonly (readonly Point[])[] {
  const all: Point[][] = [];
  for (const point of points) {
    const last = all.at(-1);
    if (last !== undefined && point.step - (last.at(-1)?.step ?? 0) === 1) last.push(point);
    else all.push([point]);
  }
  return all.filter((run) => run.length > 1);
}

function pathOf(
  run: readonly Point[],
  series: number,
  x: (step: number) => number,
  y: (value: number) => number,
): Markup {
  const spots = run.map(({ step, value }) => `${x(step)},${y(value)}`).join(' ');
  return html`<polyline points="${spots}" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="${DASHES[series % DASHES.length] ?? ''}"/>`;
}

function dotOf(
  { label, series, step, value }: Point,
  legend: readonly string[],
  unit: Unit,
  x: (step: number) => number,
  y: (value: number) => number,
): Markup {
  const name = [legend[series] ?? '', label].filter((part) => part !== '').join(', ');
  return html`<circle cx="${x(step)}" cy="${y(value)}" r="${DOT}"><title>${printableLine(`${name}: ${cellText(value, unit)}`)}</title></circle>`;
}

/** Standing alone, lines are told apart by their dashes. */
const DASHES = ['none', '8 4', '2 4', '12 3 2 3', '6 2', '1 3', '10 6', '4 4 1 4'] as const;

function drawDashes(legend: readonly string[], width: number): Markup {
  if (legend.length < 2) return html``;
  return html`${legend.map((name, index) => {
    const y = index * LINE + 9;
    const text = shorten(printableLine(name), Math.floor((width - 40) / CHARACTER_WIDTH));
    return html`<g class="legend series-${index + 1}"><line x1="0" x2="30" y1="${y}" y2="${y}" stroke="currentColor" stroke-width="2" stroke-dasharray="${DASHES[index % DASHES.length] ?? ''}"/><text x="40" y="${y + 4}">${text}</text></g>`;
  })}`;
}

/** As many labels of time as keep apart and inside. */
function timeLabels(points: readonly Point[], x: (step: number) => number, left: number, width: number) {
  const byStep = new Map(points.map(({ step, label }) => [step, printableLine(label)]));
  const shown: { at: number; label: string }[] = [];
  let free = left - 8;
  for (const [step, label] of [...byStep].sort(([a], [b]) => a - b)) {
    const half = (label.length * CHARACTER_WIDTH) / 2;
    if (x(step) - half < free || x(step) + half > width) continue;
    shown.push({ at: x(step), label });
    free = x(step) + half + CHARACTER_WIDTH;
  }
  return shown;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
