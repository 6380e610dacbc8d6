import { html, type Markup } from '../html.ts';
import { printableLine } from '../printable.ts';
import { legendHeight, legendMarks } from './legend.ts';
import { pixel } from './picture.ts';
import { seriesBar } from './series-fill.ts';
import { fitText, textWidth } from './text-room.ts';

/** Bars from zero, each with its name and value in words above it. */
export interface Bars {
  /** Of the parts of bars, by their place; one name is no legend. */
  readonly legend: readonly string[];
  readonly groups: readonly BarGroup[];
}

export interface BarGroup {
  readonly label: string;
  readonly value: string;
  /** Bars below one another, each of parts side by side. `series` is the place in the legend. */
  readonly bars: readonly (readonly BarPart[])[];
}

export interface BarPart {
  readonly series: number;
  readonly value: number;
  readonly words: string;
}

const LINE = 18;
const BAR = 9;
const GAP = 3;

/**
 * Bars below one another, as long as their values; those below zero lead to the left of it. The longest ends at the
 * edge, or where `most` would, when that is given.
 */
export function drawBars(
  { groups, legend }: Bars,
  width: number,
  most?: number,
): { readonly height: number; readonly marks: Markup } {
  const entries = legend.map((text, series) => ({
    text,
    sample: (middle: number) =>
      seriesBar({ x: 0, y: middle - 6, width: 30, height: 12, series, of: legend.length }),
  }));
  const shown = entries.length > 1 ? entries : [];
  const x = placeOf(groups, width, most);
  const zero = x(0);
  const marks: Markup[] = [legendMarks(shown, width)];
  let y = legendHeight(shown);
  for (const { label, value, bars } of groups) {
    const words = fitText(value, width * 0.7);
    const room = width - textWidth(words) - 12;
    marks.push(
      html`<text class="name" x="0" y="${y + 13}">${fitText(label, room)}</text><text class="value" x="${width}" y="${y + 13}" text-anchor="end">${words}</text>`,
    );
    y += LINE;
    const top = y;
    for (const parts of bars) {
      let [up, down] = [0, 0];
      for (const { series, value: part, words: said } of parts) {
        const from = part < 0 ? down : up;
        const [one, other] = [x(from), x(from + part)];
        if (part < 0) down += part;
        else up += part;
        marks.push(
          seriesBar({
            x: Math.min(one, other),
            y,
            width: Math.abs(other - one),
            height: BAR,
            series,
            of: legend.length,
            words: printableLine(said),
          }),
        );
      }
      y += BAR + GAP;
    }
    if (zero > 0)
      marks.push(
        html`<line class="zero" x1="${zero}" x2="${zero}" y1="${top - 2}" y2="${y - 1}" stroke="currentColor" stroke-opacity="0.5"/>`,
      );
    y += GAP;
  }
  return { height: Math.max(y, LINE), marks: html`${marks}` };
}

/** Where a value lies between the edges. */
function placeOf(groups: readonly BarGroup[], width: number, most: number | undefined) {
  const ends = groups.flatMap(({ bars }) =>
    bars.flatMap((parts) => {
      const sum = (sign: 1 | -1) =>
        parts.reduce((total, { value }) => (value * sign > 0 ? total + value : total), 0);
      return [sum(1), sum(-1)];
    }),
  );
  const finite = [...ends, ...(most === undefined ? [] : [most])].map((end) =>
    Math.min(LARGEST, Math.max(-LARGEST, end)),
  );
  const [low, high] = finite.reduce(([a, b], end) => [Math.min(a, end), Math.max(b, end)], [0, 0]);
  const span = high - low;
  return (value: number) => (span > 0 ? pixel(Math.min(1, Math.max(0, (value - low) / span)) * width) : 0);
}

/** Values past this are no amounts; places stay finite. */
const LARGEST = 1e300;
