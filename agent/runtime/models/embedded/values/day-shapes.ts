import { as, either, glued, integer, maybe, type Parser, sequence, skip, word } from '../text/grammar.ts';
import type { Token } from '../text/tokens.ts';
import { cued, month, year, yearAfter } from './date-parts.ts';
import type { DateShape } from './date-shape.ts';
import { SIZES } from './money-words.ts';

const dayNumber = as(
  sequence<[number, unknown]>(
    integer(1, 99, 2),
    maybe(either(glued(word('st', 'nd', 'rd', 'th')), glued(word('.')))),
  ),
  ([value]) => value,
);

const dash = skip('-', 'of', 'the', '/', 'de', 'di');

/** `12 Mar 27`: two digits that nothing counts. */
const bareShortYear: Parser<number | undefined> = (tokens, at) => {
  const written = yearAfter(tokens, at);
  if (written !== null && written.value !== undefined) return written;
  const [token, next] = [tokens[at], tokens[at + 1]];
  const ends =
    next === undefined ||
    next.kind === 'line' ||
    (next.kind === 'mark' && !next.glued) ||
    /^[,.;)|]$/.test(next.fold);
  return token?.kind === 'number' && !token.glued && /^(?:2[6-9]|3\d)$/.test(token.fold) && ends
    ? { value: 2000 + Number(token.fold), next: at + 1 }
    : written;
};

/** `5 March 2027`, `5th of March`, `5-Mar-27`, `5. März`. */
export const dayMonth: Parser<DateShape> = as(
  sequence<[number, unknown, number, number | undefined]>(dayNumber, dash, month, bareShortYear),
  ([day, , monthNumber, yearNumber]) => ({ shape: 'day', day, month: monthNumber, year: yearNumber }),
);

/** `March 5th, 2027`, `Mar-5`. Digits that a unit or more digits follow are a count. */
export const monthDay: Parser<DateShape> = as(
  sequence<[number, unknown, number, unknown, number | undefined]>(
    month,
    skip('-', 'the'),
    dayNumber,
    notCount,
    yearAfter,
  ),
  ([monthNumber, , day, , yearNumber]) => ({ shape: 'day', day, month: monthNumber, year: yearNumber }),
);

function notCount(tokens: readonly Token[], at: number): { value: undefined; next: number } | null {
  const token = tokens[at];
  if (token === undefined || token.kind !== 'word' || year(tokens, at) !== null)
    return { value: undefined, next: at };
  return token.glued ? null : { value: undefined, next: at };
}

const SEPARATORS = ['/', '-', '.'];

/** Three numbers with one separator: `2027-03-05`, `3/5/2027`, `28.02.27`. */
export const threeNumbers: Parser<DateShape> = (tokens, at) => {
  const [a, s, b, t, c] = [tokens[at], tokens[at + 1], tokens[at + 2], tokens[at + 3], tokens[at + 4]];
  if (a?.kind !== 'number' || b?.kind !== 'number' || c?.kind !== 'number') return null;
  if (s === undefined || s.fold !== t?.fold || !SEPARATORS.includes(s.fold)) return null;
  if (!b.glued || !s.glued) {
    // `5. 3. 2027` is usual; `40 - 50 - 60` is not a date.
    if (s.fold !== '.' || !s.glued) return null;
  }
  const after = tokens[at + 5];
  if (
    after?.glued === true &&
    !/^t\d*$/.test(after.fold) &&
    (after.kind !== 'mark' ||
      (SEPARATORS.includes(after.fold) &&
        tokens[at + 6]?.kind === 'number' &&
        tokens[at + 6]?.glued === true))
  )
    return null;
  const before = tokens[at - 1];
  if (a.glued && before !== undefined && (before.kind !== 'mark' || SEPARATORS.includes(before.fold)))
    return null;
  const [x, y, z] = [Number(a.fold), Number(b.fold), Number(c.fold)];
  if (a.fold.length === 4 && c.fold.length <= 2) {
    if (x < 1990 || x > 2199) return null;
    return { value: { shape: 'day', year: x, month: y, day: z }, next: at + 5 };
  }
  if (a.fold.length > 2 || b.fold.length > 2 || (c.fold.length !== 4 && c.fold.length !== 2)) return null;
  const yearNumber = c.fold.length === 2 ? 2000 + z : z;
  if (yearNumber < 1990 || yearNumber > 2199) return null;
  // `.` is used by day-first writers only.
  if (s.fold === '.') return { value: { shape: 'day', year: yearNumber, month: y, day: x }, next: at + 5 };
  return { value: { shape: 'numeric', first: x, second: y, year: yearNumber }, next: at + 5 };
};

/** `28.02.` and `20270305` after a word that asks for a date. */
export const shortDay: Parser<DateShape> = cued<DateShape>((tokens, at) => {
  const [a, s, b, t, after] = [0, 1, 2, 3, 4].map((step) => tokens[at + step]);
  if (a?.kind !== 'number') return null;
  const written = /^(20\d\d)(\d\d)(\d\d)$/.exec(a.fold);
  if (written !== null) {
    const [year, month, day] = written.slice(1).map(Number);
    return { value: { shape: 'day', year: year ?? 0, month: month ?? 0, day: day ?? 0 }, next: at + 1 };
  }
  const isDotted =
    s?.fold === '.' && t?.fold === '.' && s.glued && b?.glued === true && t.glued && after?.glued !== true;
  if (!isDotted || b.kind !== 'number' || a.fold.length > 2 || b.fold.length > 2) return null;
  return { value: { shape: 'day', day: Number(a.fold), month: Number(b.fold) }, next: at + 4 };
});

/** `3/5` and `12/04` after a word that asks for a date; `24/7` never. */
export const twoNumbers: Parser<DateShape> = cued<DateShape>((tokens, at) => {
  const [a, s, b, after] = [tokens[at], tokens[at + 1], tokens[at + 2], tokens[at + 3]];
  if (
    a?.kind !== 'number' ||
    b?.kind !== 'number' ||
    (s?.fold !== '/' && s?.fold !== '-') ||
    !s.glued ||
    !b.glued
  )
    return null;
  const [first, second] = [Number(a.fold), Number(b.fold)];
  if (
    a.fold.length === 4 &&
    b.fold.length === 2 &&
    first >= 1990 &&
    first <= 2199 &&
    second >= 1 &&
    second <= 12
  )
    return { value: { shape: 'period', unit: 'month', index: second, year: first }, next: at + 3 };
  if (a.fold.length > 2 || s.fold !== '/' || (after?.glued === true && after.kind !== 'mark')) return null;
  if (b.fold.length === 4) {
    return first >= 1 && first <= 12 && second >= 1990 && second <= 2199
      ? { value: { shape: 'period', unit: 'month', index: first, year: second }, next: at + 3 }
      : null;
  }
  if (b.fold.length > 2 || (first === 24 && second === 7)) return null;
  // `1/2 million`
  if (after !== undefined && after.fold.length > 2 && SIZES.has(after.fold)) return null;
  return { value: { shape: 'numeric', first, second }, next: at + 3 };
});
