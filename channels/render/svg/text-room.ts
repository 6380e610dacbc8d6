import { displayWidth, printableLine } from '../printable.ts';

/** Pixels that a text of 12 px takes at most in the usual faces: a server cannot measure, so it is on the wide side. */
export function textWidth(text: string): number {
  let width = 0;
  if (/^[ -~]*$/.test(text)) {
    for (let at = 0; at < text.length; at += 1) width += ASCII_WIDTHS[text.charCodeAt(at) - 32] ?? 0;
    return width;
  }
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** Other people's text on one line that fits into so many pixels, cut with `…` where it has to be. */
export function fitText(text: string, pixels: number): string {
  const line = printableLine(text);
  if (textWidth(line) <= pixels) return line;
  let kept = '';
  let width = ELLIPSIS;
  for (const { segment } of graphemes.segment(line)) {
    width += graphemeWidth(segment);
    if (width > pixels) break;
    kept += segment;
  }
  return kept === '' ? '' : `${kept.trimEnd()}…`;
}

export interface PlacedLabel {
  /** The middle of the label, in pixels. */
  readonly at: number;
  readonly text: string;
}

/** Every label, every second one, every third …: as many as keep apart and inside, evenly thinned. */
export function thinned<Label extends PlacedLabel>(
  labels: readonly Label[],
  from: number,
  to: number,
): readonly Label[] {
  const inside = labels.filter(({ at, text }) => at - halfOf(text) >= from && at + halfOf(text) <= to);
  for (let every = 1; every < inside.length; every += 1) {
    const some = inside.filter((_, index) => index % every === 0);
    if (some.every((label, index) => index === 0 || apart(some[index - 1], label))) return some;
  }
  return inside.slice(0, 1);
}

const ELLIPSIS = 12;
const GAP = 8;

function halfOf(text: string): number {
  return textWidth(text) / 2;
}

function apart(one: PlacedLabel | undefined, other: PlacedLabel): boolean {
  return one === undefined || other.at - halfOf(other.text) - (one.at + halfOf(one.text)) >= GAP;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE_LATIN = /[MW@%mw—…]/u;
const NARROW_LATIN = /[ijlftrI.,:;'’|!() ]/u;
const OTHER_LATIN = /[a-zäöüßéèáàñçö0-9$+\-–]/u;

function graphemeWidth(grapheme: string): number {
  if (displayWidth(grapheme) > 1) return 16;
  if (WIDE_LATIN.test(grapheme)) return 12;
  if (NARROW_LATIN.test(grapheme)) return 4.6;
  if (OTHER_LATIN.test(grapheme)) return 7.2;
  return grapheme.charCodeAt(0) < 0x250 ? 9.2 : 13;
}

/** Of the characters from the blank to `~`, since figures and names are mostly these. */
const ASCII_WIDTHS = Array.from({ length: 95 }, (_, at) => graphemeWidth(String.fromCharCode(at + 32)));
