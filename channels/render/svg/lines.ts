import { html, type Markup } from '../html.ts';
import { printableLine } from '../printable.ts';
import { legendHeight, legendMarks, SAMPLES } from './legend.ts';
import { pixel } from './picture.ts';
import { thinned } from './text-room.ts';
import { valueAxis } from './value-axis.ts';
import { scaleRoom, verticalScale } from './value-scale.ts';

/** Values over time, one line a series. */
export interface Lines {
  /** What is measured. */
  readonly name: string;
  readonly wordsOf: (value: number) => string;
  readonly legend: readonly string[];
  readonly points: readonly LinePoint[];
}

export interface LinePoint {
  /** Steps of time from the first point of all. */
  readonly step: number;
  readonly label: string;
  readonly series: number;
  readonly value: number;
}

const PLOT_HEIGHT = 180;
const DOT = 3;

/** Where things are: pixels of a step of time and of a value. */
interface Plot {
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
}

/** Lines from zero, or from the lowest value where that is below it; a dot a value. */
export function drawLines(lines: Lines, width: number): { readonly height: number; readonly marks: Markup } {
  const { legend, points, wordsOf } = lines;
  const entries = legend.map((text, series) => ({
    text: text === '' ? lines.name : text,
    sample: (middle: number) =>
      html`<g class="series-${series + 1}">${SAMPLES.line('sample', dashesOf(series))(middle)}${dotAt(series, 15, middle)}</g>`,
  }));
  const shown = entries.length > 1 ? entries : [];
  const top = legendHeight(shown) + 12;
  const bottom = top + PLOT_HEIGHT;
  const axis = valueAxis(
    points.map(({ value }) => value),
    4,
  );
  const y = (value: number) => pixel(bottom - axis.share(value) * PLOT_HEIGHT);
  const steps = axis.ticks.map((value) => ({ at: y(value), text: wordsOf(value), isZero: value === 0 }));
  const left = scaleRoom(
    steps.map(({ text }) => text),
    width,
  );
  const right = width - 24;
  const last = points.reduce((most, { step }) => Math.max(most, step), 0);
  const x = (step: number) =>
    pixel(last === 0 ? (left + right) / 2 : left + 8 + (step / last) * (right - left - 8));
  return {
    height: bottom + 24,
    marks: html`${legendMarks(shown, width)}${verticalScale(steps, left, width)}${timeScale(points, x, left, bottom, width)}${legend.map(
      (_, series) => seriesMarks(series, lines, { x, y }),
    )}`,
  };
}

function seriesMarks(series: number, { legend, points, wordsOf }: Lines, { x, y }: Plot): Markup {
  const own = points.filter((point) => point.series === series);
  const dots = own.map(({ label, step, value }) => {
    const name = [legend[series] ?? '', label].filter((part) => part !== '').join(', ');
    return html`<g class="point"><title>${printableLine(`${name}: ${wordsOf(value)}`)}</title>${dotAt(series, x(step), y(value))}</g>`;
  });
  return html`<g class="series-${series + 1}">${runs(own).map((run) => pathOf(run, series, { x, y }))}${dots}</g>`;
}

/** A line is drawn from one step to the next only: where a step is missing it is cut. */
function runs(points: readonly LinePoint[]): readonly (readonly LinePoint[])[] {
  const all: LinePoint[][] = [];
  for (const point of points) {
    const last = all.at(-1);
    if (last !== undefined && point.step - (last.at(-1)?.step ?? 0) === 1) last.push(point);
    else all.push([point]);
  }
  return all.filter((run) => run.length > 1);
}

function pathOf(run: readonly LinePoint[], series: number, { x, y }: Plot): Markup {
  const spots = run.map(({ step, value }) => `${x(step)},${y(value)}`).join(' ');
  return html`<polyline points="${spots}" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="${dashesOf(series)}"/>`;
}

/** Lines are told apart by their dashes and by the shape of their dots. */
function dashesOf(series: number): string {
  return DASHES[series % DASHES.length] ?? 'none';
}
const DASHES = ['none', '8 4', '2 4', '12 3 2 3', '6 2', '1 3', '10 6', '4 4 1 4'] as const;

function dotAt(series: number, x: number, y: number): Markup {
  switch (series % 4) {
    case 1:
      return html`<rect x="${pixel(x - DOT)}" y="${pixel(y - DOT)}" width="${2 * DOT}" height="${2 * DOT}"/>`;
    case 2:
      return html`<path d="M${x} ${pixel(y - 4)}l4.5 8h-9z"/>`;
    case 3:
      return html`<path d="M${x} ${pixel(y - 4.5)}l4.5 4.5l-4.5 4.5l-4.5 -4.5z"/>`;
    default:
      return html`<circle cx="${x}" cy="${y}" r="${DOT}"/>`;
  }
}

/** As many names of steps as keep apart and inside. */
function timeScale(
  points: readonly LinePoint[],
  x: (step: number) => number,
  left: number,
  bottom: number,
  width: number,
): Markup {
  const byStep = new Map(points.map(({ step, label }) => [step, printableLine(label)]));
  const labels = [...byStep].sort(([a], [b]) => a - b).map(([step, text]) => ({ at: x(step), text }));
  return html`<g class="axis">${thinned(labels, left - 8, width).map(
    ({ at, text }) => html`<text x="${at}" y="${bottom + 16}" text-anchor="middle">${text}</text>`,
  )}</g>`;
}
