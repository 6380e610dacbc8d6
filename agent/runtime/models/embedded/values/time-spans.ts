import { as, either, integer, type Parser, readAll, sequence, skip, wordIn } from '../text/grammar.ts';
import { type Span, spanOf, type Token } from '../text/tokens.ts';
import { COUNT_WORDS, type DateUnit, UNIT_WORDS } from './date-words.ts';

/** A stretch of time in whole months: `five years`, `36-month`, `6 quarters`, `a year and a half`. */
export interface TimeSpan {
  readonly months: number;
  /** In what it was counted. */
  readonly unit: 'month' | 'quarter' | 'year' | 'half';
  readonly count: number;
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

const MONTHS: Readonly<Partial<Record<DateUnit, number>>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** Beside the words of dates, those that sellers shorten further. */
const UNITS: ReadonlyMap<string, DateUnit> = new Map<string, DateUnit>([
  ...UNIT_WORDS,
  ['q', 'quarter'],
  ['qs', 'quarter'],
  ['qt', 'quarter'],
  ['qts', 'quarter'],
  ['quater', 'quarter'],
  ['quaters', 'quarter'],
  ['quartal', 'quarter'],
  ['quartale', 'quarter'],
  ['trimestres', 'quarter'],
  ['y', 'year'],
  ['yo', 'year'],
  ['jahre', 'year'],
  ['monate', 'month'],
  ['mons', 'month'],
  ['halves', 'half'],
]);

const whole: Parser<number> = either(integer(1, 999, 3), wordIn(COUNT_WORDS));
const half: Parser<number> = (tokens, at) =>
  ['and', 'a', 'half'].every((word, step) => tokens[at + step]?.fold === word)
    ? { value: 0.5, next: at + 3 }
    : null;
const point: Parser<number> = (tokens, at) => {
  const [mark, digit] = [tokens[at], tokens[at + 1]];
  return mark?.fold === '.' &&
    mark.glued &&
    digit?.kind === 'number' &&
    digit.glued &&
    digit.fold.length === 1
    ? { value: Number(digit.fold) / 10, next: at + 2 }
    : null;
};
const nothing: Parser<number> = (_tokens, at) => ({ value: 0, next: at });

/** `2 years`, `1.5 years`, `two and a half years`, `a year and a half`, `half a year`, `next four quarters` */
const span: Parser<{ count: number; unit: DateUnit }> = either(
  as(
    sequence<[number, number, unknown, DateUnit, number]>(
      whole,
      either(point, half, nothing),
      skip('-', 'more', 'full', 'of'),
      wordIn(UNITS),
      either(half, nothing),
    ),
    ([count, part, , unit, after]) => ({ count: count + part + after, unit }),
  ),
  as(
    sequence<[string, unknown, DateUnit]>(
      wordIn(new Map([['half', 'half']])),
      skip('a', 'of'),
      wordIn(UNITS),
    ),
    ([, , unit]) => (unit === 'year' ? { count: 1, unit: 'half' } : null),
  ),
);

/** Every stretch of time of a month or more; `a month` behind an amount says how often, and is none. */
export function readTimeSpans(
  tokens: readonly Token[],
  taken: readonly { readonly from: number; readonly to: number }[] = [],
): readonly TimeSpan[] {
  return readAll(tokens, span).flatMap(({ value: { count, unit }, from, to }) => {
    const each = MONTHS[unit];
    if (each === undefined || taken.some((other) => other.from < to && from < other.to)) return [];
    const isRate =
      /^(?:a|an)$/.test(tokens[from]?.fold ?? '') &&
      (isAmount(tokens[from - 1]) || isAmount(tokens[from - 2]) || isAmount(tokens[from - 3]));
    const months = Math.round(count * each);
    if (isRate || months < 1) return [];
    return [{ months, unit: unit as TimeSpan['unit'], count, span: spanOf(tokens, from, to), from, to }];
  });
}

function isAmount(token: Token | undefined): boolean {
  return (
    token?.kind === 'number' ||
    /^(?:k|m|usd|dollars?|thousand|million|grand|savings?|saved)$/.test(token?.fold ?? '')
  );
}
