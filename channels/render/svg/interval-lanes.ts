import { html, type Markup } from '../html.ts';
import { printableLine } from '../printable.ts';
import { pixel } from './picture.ts';
import { fitText } from './text-room.ts';

/** A named bar from one value to another, in pixels. */
export interface Lane {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Upright lines through the bar, heavier or lighter. */
  readonly lines?: readonly { readonly kind: 'median' | 'zero'; readonly at: number }[];
  /** What it says, in words. */
  readonly words: string;
}

export const LANE_HEIGHT = 44;
const LINE = 18;
const BAR = 14;

/** Lanes below one another, each with its name above its bar, so that no mark crosses a name. */
export function intervalLanes(lanes: readonly Lane[], top: number, width: number): Markup {
  return html`${lanes.map(({ from, lines = [], name, to, words }, index) => {
    const y = top + index * LANE_HEIGHT;
    const [left, right] = [Math.min(from, to), Math.max(from, to)];
    const long = Math.min(width - left, Math.max(2, right - left));
    return html`<g class="lane"><title>${printableLine(words)}</title><text class="lane-name" x="0" y="${y + 13}">${fitText(name, width)}</text><rect class="interval" x="${pixel(left)}" y="${y + LINE + 2}" width="${pixel(long)}" height="${BAR}" fill-opacity="0.35"/>${lines.map(
      ({ at, kind }) =>
        html`<line class="${kind}" x1="${at}" x2="${at}" y1="${y + LINE - 1}" y2="${y + LINE + BAR + 5}" stroke="currentColor" stroke-width="${kind === 'median' ? 2 : 1}" stroke-opacity="${kind === 'median' ? 1 : 0.5}"/>`,
    )}</g>`;
  })}`;
}
