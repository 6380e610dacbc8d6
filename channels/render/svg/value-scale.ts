import { html, type Markup } from '../html.ts';
import { pixel } from './picture.ts';
import { fitText, textWidth, thinned } from './text-room.ts';

/** A step of an axis: its place in pixels and what is written there. */
export interface Step {
  readonly at: number;
  readonly text: string;
  /** Zero is drawn heavier. */
  readonly isZero?: boolean;
}

export interface HorizontalScale {
  readonly steps: readonly Step[];
  readonly width: number;
  /** The heights between which lines lead from each step. */
  readonly top: number;
  readonly bottom: number;
  /** What is measured, with its unit. */
  readonly name: string;
}

/** Room below the marks for a horizontal scale. */
export const SCALE_HEIGHT = 44;

/** Steps below the marks, as many labels as keep apart; upright lines through the marks; the name at the right end. */
export function horizontalScale({ bottom, name, steps, top, width }: HorizontalScale): Markup {
  const labels = thinned(steps, 0, width);
  return html`<g class="axis"><line x1="0" x2="${width}" y1="${bottom}" y2="${bottom}" stroke="currentColor" stroke-opacity="0.4"/>${labels.map(
    ({ at, isZero, text }) =>
      html`<line class="${isZero === true ? 'zero' : 'grid'}" x1="${at}" x2="${at}" y1="${top}" y2="${bottom + 5}" stroke="currentColor" stroke-opacity="${isZero === true ? 0.5 : 0.12}"/><text x="${at}" y="${bottom + 19}" text-anchor="middle">${text}</text>`,
  )}<text class="axis-name" x="${width}" y="${bottom + 37}" text-anchor="end">${fitText(name, width)}</text></g>`;
}

/** How far from the left the marks begin beside a vertical scale: its widest label, half of the picture at most. */
export function scaleRoom(texts: readonly string[], width: number): number {
  return Math.ceil(Math.min(width / 2, Math.max(0, ...texts.map(textWidth)) + 10));
}

/** Steps at the left of the marks, with lines across them. */
export function verticalScale(steps: readonly Step[], left: number, right: number): Markup {
  return html`<g class="axis">${steps.map(
    ({ at, isZero, text }) =>
      html`<line class="${isZero === true ? 'zero' : 'grid'}" x1="${left}" x2="${right}" y1="${at}" y2="${at}" stroke="currentColor" stroke-opacity="${isZero === true ? 0.6 : 0.15}"/><text x="${left - 6}" y="${pixel(at + 4)}" text-anchor="end">${fitText(text, left - 8)}</text>`,
  )}</g>`;
}
