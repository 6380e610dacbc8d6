/**
 * Text of others on one line: control characters (terminal escapes), line breaks and direction overrides
 * become spaces, lone surrogates U+FFFD. What is left can be printed, drawn or put in a cell.
 */
export function printableLine(text: string): string {
  return wellFormed(text).replace(UNPRINTABLE, ' ').replace(/\s+/gu, ' ').trim();
}

/** Like {@link printableLine}, with line breaks kept as `\n`. */
export function printableLines(text: string): string {
  return wellFormed(text)
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(UNPRINTABLE_KEEPING_LINES, ' ');
}

/** At most `length` characters as a reader counts them, the last one `…` when something was cut. */
export function shorten(text: string, length: number): string {
  const characters = [...graphemes.segment(text)];
  if (characters.length <= length) return text;
  const kept = characters.slice(0, Math.max(0, length - 1)).map(({ segment }) => segment);
  return `${kept.join('').trimEnd()}…`;
}

/** Columns a terminal needs for the text: East Asian wide characters and emoji take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Control characters, direction overrides and isolates, and what XML 1.0 refuses. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+/gu;
const UNPRINTABLE_KEEPING_LINES = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
