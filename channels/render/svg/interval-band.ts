import { html, type Markup } from '../html.ts';
import { pixel } from './picture.ts';

/** The interval as a band behind the marks of a lane and the median as a line through it. Places are in pixels. */
export function intervalBand(
  { high, low, median }: { readonly low: number; readonly median: number; readonly high: number },
  from: number,
  to: number,
): Markup {
  const width = Math.max(2, pixel(high - low));
  return html`<rect class="interval" x="${low}" y="${from}" width="${width}" height="${to - from}" fill-opacity="0.1"/><line class="median" x1="${median}" x2="${median}" y1="${from}" y2="${to}" stroke="currentColor" stroke-width="2"/>`;
}
