import { html, type Markup } from '../html.ts';
import { pixel } from './picture.ts';

/** A part of a bar. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly series: number;
  /** How many series the picture has. */
  readonly of: number;
  /** What it is, in words. */
  readonly words?: string;
}

/** A filled bar, told from those of other series by how dark it is and by the strokes across it. */
export function seriesBar({ height, of, series, words, width, x, y }: Part): Markup {
  return html`<g class="series-${series + 1}"><rect x="${pixel(x)}" y="${pixel(y)}" width="${pixel(width)}" height="${height}" fill-opacity="${opacityOf(series, of)}">${words !== undefined && html`<title>${words}</title>`}</rect>${strokes(series, x, y, width, height)}</g>`;
}

/** Standing alone, series are told apart by how dark they are. */
function opacityOf(series: number, of: number): number {
  const share = of < 2 ? 0 : Math.min(1, series / (of - 1));
  return Math.round((DARKEST - share * (DARKEST - LIGHTEST)) * 100) / 100;
}

const DARKEST = 0.9;
const LIGHTEST = 0.25;

/** Strokes across the bar, from far between to close: another way to tell series apart than by shade. */
function strokes(series: number, x: number, y: number, width: number, height: number): Markup | undefined {
  const every = STROKES[series % STROKES.length] ?? 0;
  const count = every === 0 ? 0 : Math.min(MOST_STROKES, Math.floor((width - height) / every));
  if (count < 1) return undefined;
  const lean = series % 2 === 0 ? 0 : height;
  const lines = Array.from({ length: count }, (_, at) => {
    const from = x + (at + 0.5) * every;
    return `M${pixel(from)} ${pixel(y + height)}L${pixel(from + lean)} ${pixel(y)}`;
  });
  return html`<path class="strokes" d="${lines.join('')}" fill="none" stroke="currentColor" stroke-opacity="0.55"/>`;
}

/** Pixels between the strokes of each series; 0 for none. */
const STROKES = [0, 12, 12, 6, 6, 20, 20, 9] as const;
const MOST_STROKES = 150;
