import { html, type Markup } from '../html.ts';
import { fitText } from './text-room.ts';

/** One line of a legend. The sample is drawn in the room from 0 to {@link SAMPLE_WIDTH} about the given height. */
export interface LegendEntry {
  readonly sample: ((middle: number) => Markup) | undefined;
  readonly text: string;
}

export const LEGEND_LINE = 18;
export const SAMPLE_WIDTH = 30;

export function legendHeight(entries: readonly LegendEntry[]): number {
  return entries.length === 0 ? 0 : entries.length * LEGEND_LINE + 6;
}

/** Entries below one another, each with a sample of its mark; one without a sample begins at the edge. */
export function legendMarks(entries: readonly LegendEntry[], width: number): Markup {
  return html`${entries.map(({ sample, text }, at) => {
    const middle = at * LEGEND_LINE + 9;
    const x = sample === undefined ? 0 : SAMPLE_WIDTH + 8;
    return html`<g class="legend">${sample?.(middle)}<text x="${x}" y="${middle + 4}">${fitText(text, width - x)}</text></g>`;
  })}`;
}

/** Samples of what most charts have. */
export const SAMPLES = {
  median: (middle: number) =>
    html`<line class="median" x1="15" x2="15" y1="${middle - 7}" y2="${middle + 7}" stroke="currentColor" stroke-width="2"/>`,
  interval: (opacity: number) => (middle: number) =>
    html`<rect class="interval" x="3" y="${middle - 6}" width="24" height="12" fill-opacity="${opacity}"/>`,
  line: (kind: string, dashes: string) => (middle: number) =>
    html`<line class="${kind}" x1="0" x2="${SAMPLE_WIDTH}" y1="${middle}" y2="${middle}" stroke="currentColor" stroke-width="2" stroke-dasharray="${dashes}"/>`,
} as const;
