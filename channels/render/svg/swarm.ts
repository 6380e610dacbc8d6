import { html, type Markup } from '../html.ts';
import { swarmOffsets } from './dot-swarm.ts';

/** Dots side by side about a middle line, as wide as needed: where they lie, and the markup of each. */
export interface Swarm {
  readonly bottom: number;
  readonly marks: Markup;
}

/** Room above the dots for the lane's name. */
export const LANE_NAME = 18;

export interface WeightedDot {
  readonly x: number;
  /** At least 0; compared with the heaviest only. */
  readonly weight: number;
  readonly words: string;
}

/** Dots that are larger and darker the more they weigh. */
export function weightedSwarm(dots: readonly WeightedDot[], top: number): Swarm {
  const heaviest = dots.reduce((most, { weight }) => Math.max(most, weight), Number.MIN_VALUE);
  const shares = dots.map(({ weight }) => Math.min(1, Math.max(0, weight / heaviest)));
  const largest = dots.length > 60 ? 6 : 9;
  const sized = dots.map(({ x }, at) => ({
    x,
    radius: Math.round((2.5 + (largest - 2.5) * Math.sqrt(shares[at] ?? 0)) * 10) / 10,
  }));
  const { middle, bottom, offsets } = place(sized, top);
  const marks = dots.map(({ words }, at) => {
    const opacity = Math.round((0.3 + 0.5 * (shares[at] ?? 0)) * 100) / 100;
    const { x, radius } = sized[at] ?? { x: 0, radius: 0 };
    return html`<circle class="project" cx="${x}" cy="${middle + (offsets[at] ?? 0)}" r="${radius}" fill-opacity="${opacity}"><title>${words}</title></circle>`;
  });
  return { bottom, marks: html`${marks}` };
}

export interface NumberedDot {
  readonly x: number;
  readonly number: number;
  readonly words: string;
}

const NUMBERED_RADIUS = 10;

/** Rings with a number in each. */
export function numberedSwarm(dots: readonly NumberedDot[], top: number): Swarm {
  const { middle, bottom, offsets } = place(
    dots.map(({ x }) => ({ x, radius: NUMBERED_RADIUS })),
    top,
  );
  const marks = dots.map(({ number, words, x }, at) => {
    const y = middle + (offsets[at] ?? 0);
    return html`<g class="similar"><title>${words}</title><circle cx="${x}" cy="${y}" r="${NUMBERED_RADIUS}" fill="none" stroke="currentColor" stroke-width="1.5"/><text x="${x}" y="${y + 4}" text-anchor="middle" font-weight="600">${number}</text></g>`;
  });
  return { bottom, marks: html`${marks}` };
}

/** Half of the tallest swarm, in pixels. */
const MOST_OFFSET = 64;

/** Room for the lane's name, then the swarm. */
function place(dots: readonly { readonly x: number; readonly radius: number }[], top: number) {
  const offsets = swarmOffsets(dots, MOST_OFFSET);
  const reach = (side: 1 | -1) =>
    dots.reduce((most, { radius }, at) => Math.max(most, side * (offsets[at] ?? 0) + radius), 0);
  const middle = Math.ceil(top + LANE_NAME + 8 + reach(-1));
  return { offsets, middle, bottom: Math.ceil(middle + reach(1) + 10) };
}
