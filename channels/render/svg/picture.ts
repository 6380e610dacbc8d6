import { html, type Interpolated, type Markup } from '../html.ts';
import { printableLine } from '../printable.ts';

export interface ChartOptions {
  /** Unique in its page: `title` and `desc` are named by it. */
  readonly id: string;
  /** Pixels of the drawing, at least 280; text keeps its size, so draw narrow for narrow screens. */
  readonly width?: number;
}

export const LEAST_WIDTH = 280;

export function widthOf({ width = 720 }: ChartOptions): number {
  return Math.max(LEAST_WIDTH, width);
}

export interface Picture {
  readonly id: string;
  /** For the page's colours. Standing alone a picture draws in `currentColor`. */
  readonly className: string;
  readonly width: number;
  readonly height: number;
  /** What it shows, for whoever does not see it: a name, and the gist in sentences. */
  readonly title: string;
  readonly desc: string;
}

/** The frame of every chart: its size, and what it is and says in words. Pixels, 0 at the upper left; text is of 12 px. */
export function picture({ className, desc, height, id, title, width }: Picture, marks: Interpolated): Markup {
  return html`<svg class="${className}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">
<title id="${id}-title">${printableLine(title)}</title>
<desc id="${id}-desc">${printableLine(desc)}</desc>
${marks}
</svg>`;
}

/** To a tenth of a pixel. */
export function pixel(value: number): number {
  return Math.round(value * 10) / 10;
}
