import type { Parsed } from '../text/grammar.ts';
import type { Token } from '../text/tokens.ts';
import { COUNT_WORDS } from './date-words.ts';
import { groupedAt, numberAt } from './decimal-number.ts';
import { SIZES } from './money-words.ts';

/** A number with the word that multiplies it, as an amount has them. */
export interface Scaled {
  readonly value: number;
  /** What it was multiplied by; 1 without such a word. */
  readonly size: number;
  readonly next: number;
}

/** What is known of the place a number stands in. */
export interface NumberPlace {
  /** Thousands may be parted by blanks: beside a currency, or where an amount is asked for. */
  readonly grouped: boolean;
  /** A single letter may stand apart from the digits: `1.2 M`. */
  readonly apart: boolean;
}

/** `1.2M`, `250 000`, `.5m`, `half a million`, `seven hundred thousand`. */
export function scaledAt(tokens: readonly Token[], at: number, place: NumberPlace): Scaled | null {
  const written = writtenAt(tokens, at, place.grouped);
  if (written === null) return wordsAt(tokens, at);
  const size = sizeAt(tokens, written.next, place.apart);
  if (size === null) return { value: written.value, size: 1, next: written.next };
  const value = decimalBefore(tokens, at, written.next, size.value) ?? written.value;
  return { value: round(value * size.value), size: size.value, next: size.next };
}

/** A product of decimals has digits that nobody wrote: `1.1m` is 1 100 000.0000000002. */
export function round(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function writtenAt(tokens: readonly Token[], at: number, grouped: boolean): Parsed<number> | null {
  if (tokens[at]?.fold === '.' && tokens[at + 1]?.kind === 'number' && tokens[at + 1]?.glued === true)
    return { value: Number(`0.${tokens[at + 1]?.fold}`), next: at + 2 };
  return fractionWritten(tokens, at) ?? (grouped ? groupedAt(tokens, at) : numberAt(tokens, at));
}

/** `1/2 million`: a fraction only where a size follows, else it is a date or a choice. */
function fractionWritten(tokens: readonly Token[], at: number): Parsed<number> | null {
  const [over, stroke, under, size] = [0, 1, 2, 3].map((step) => tokens[at + step]);
  const isWritten =
    over?.kind === 'number' && stroke?.fold === '/' && under?.kind === 'number' && under.glued;
  if (!isWritten || (size?.fold.length ?? 0) < 3 || !SIZES.has(size?.fold ?? '')) return null;
  const value = Number(over.fold) / Number(under.fold);
  return value > 0 && value < 1 ? { value, next: at + 3 } : null;
}

/** `1.234M` is a little over a million: three digits after a single mark are decimals before a size, save `1,250k`. */
function decimalBefore(tokens: readonly Token[], at: number, next: number, size: number): number | null {
  const [whole, mark, rest] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (next !== at + 3 || rest?.fold.length !== 3 || whole === undefined) return null;
  return mark?.fold === '.' || (mark?.fold === ',' && size >= 1e6)
    ? Number(`${whole.fold}.${rest.fold}`)
    : null;
}

export function sizeAt(tokens: readonly Token[], at: number, apart: boolean): Parsed<number> | null {
  const token = tokens[at];
  const value = token?.kind === 'word' ? SIZES.get(token.fold) : undefined;
  if (token === undefined || value === undefined) return null;
  // A single letter counts only when it touches the digits: `1.2M`, not `12 m`.
  if (token.fold.length === 1 && !token.glued && !apart) return null;
  const point = tokens[at + 1]?.fold === '.' && ['mio', 'mrd', 'tsd'].includes(token.fold);
  return { value, next: point ? at + 2 : at + 1 };
}

/** Words of numbers before a size; without one they count things. */
function wordsAt(tokens: readonly Token[], start: number): Scaled | null {
  const count = fractionAt(tokens, start) ?? countAt(tokens, start);
  if (count === null) return null;
  const token = tokens[count.next];
  const size = token !== undefined && token.fold.length > 1 ? SIZES.get(token.fold) : undefined;
  if (size === undefined) return null;
  // `four and a half million` was read; `a million and a half` ends with its half.
  const half = ['and', 'a', 'half'].every((word, index) => tokens[count.next + 1 + index]?.fold === word);
  return { value: round((count.value + (half ? 0.5 : 0)) * size), size, next: count.next + (half ? 4 : 1) };
}

/** `half a`, `a quarter of a`, `three quarters of a`. */
function fractionAt(tokens: readonly Token[], start: number): Parsed<number> | null {
  let at = tokens[start]?.fold === 'a' ? start + 1 : start;
  let value = { half: 0.5, quarter: 0.25 }[tokens[at]?.fold ?? ''];
  if (tokens[start]?.fold === 'three' && tokens[start + 1]?.fold === 'quarters') {
    value = 0.75;
    at = start + 1;
  }
  if (value === undefined) return null;
  at += 1;
  if (tokens[at]?.fold === 'of') at += 1;
  return tokens[at]?.fold === 'a' ? { value, next: at + 1 } : null;
}

/** `four`, `seven hundred`, `one point two`, `a couple of`, `two and a half`. */
function countAt(tokens: readonly Token[], start: number): Parsed<number> | null {
  const first = tokens[start]?.kind === 'word' ? COUNT_WORDS.get(tokens[start]?.fold ?? '') : undefined;
  if (first === undefined) return null;
  let [value, at] = [first, start + 1];
  if (tokens[start]?.fold === 'a' && tokens[at]?.fold === 'couple') {
    value = 2;
    at += 1;
  }
  if (tokens[at]?.fold === 'of') at += 1;
  const tenths = tokens[at]?.fold === 'point' ? COUNT_WORDS.get(tokens[at + 1]?.fold ?? '') : undefined;
  if (tenths !== undefined && tenths < 10) return { value: value + tenths / 10, next: at + 2 };
  if (tokens[at]?.fold === 'hundred') {
    value *= 100;
    at += 1;
  }
  if (tokens[at]?.fold === 'and' && tokens[at + 1]?.fold === 'a' && tokens[at + 2]?.fold === 'half')
    return { value: value + 0.5, next: at + 3 };
  return { value, next: at };
}
