import { as, either, integer, type Parser, sequence, skip, word, wordIn } from '../text/grammar.ts';
import type { Token } from '../text/tokens.ts';
import { yearAfter } from './date-parts.ts';
import type { DateShape } from './date-shape.ts';
import {
  COUNT_WORDS,
  type DateUnit,
  HOLIDAY_WORDS,
  type Holiday,
  UNIT_WORDS,
  WEEKDAY_WORDS,
} from './date-words.ts';

const count: Parser<number> = either(
  integer(1, 999, 3),
  as(sequence<[unknown, number, unknown]>(skip('a'), wordIn(COUNT_WORDS), skip('of')), ([, value]) => value),
  wordIn(COUNT_WORDS),
  as(sequence<[string, string]>(word('half'), word('a', 'an')), () => 0.5),
);

/** `3-4 weeks`, `two to three months`: the later one counts. */
const upTo: Parser<number> = either(
  as(sequence<[number, string, number]>(count, word('-', 'to', 'or'), count), ([, , value]) => value),
  count,
);

const amount = sequence<[number, unknown, DateUnit]>(upTo, skip('-', 'or', 'so', 'more'), wordIn(UNIT_WORDS));

/** `in six weeks`, `within 90 days`, `3 months from now`, `two weeks out`. */
export const ahead: Parser<DateShape> = either(
  as(
    sequence<[string, unknown, [number, unknown, DateUnit], unknown]>(
      word('in', 'within'),
      skip('the', 'next', 'about', 'around', 'roughly', 'approx', '~', 'another', 'some'),
      amount,
      notRate,
    ),
    ([, , [value, , unit]]) => relative(value, unit),
  ),
  as(
    sequence<[[number, unknown, DateUnit], string, unknown]>(
      amount,
      word('from', 'out', 'hence', 'away'),
      skip('now', 'today'),
    ),
    ([[value, , unit]]) => relative(value, unit),
  ),
);

/** `40k in 3 months of work`: an amount that goes on is not a date. */
function notRate(tokens: readonly Token[], at: number) {
  return tokens[at]?.fold === 'of' ? null : { value: undefined, next: at };
}

function relative(value: number, unit: DateUnit): DateShape | null {
  if (unit === 'half') return null;
  if (unit === 'fortnight') return { shape: 'in', unit: 'week', count: 2 * value };
  if (value === 0.5) return unit === 'year' ? { shape: 'in', unit: 'month', count: 6 } : null;
  return { shape: 'in', unit, count: value };
}

export const namedDay: Parser<DateShape> = either<DateShape>(
  as(
    wordIn(
      new Map([
        ['today', 0],
        ['tomorrow', 1],
      ]),
    ),
    (value) => ({ shape: 'in', unit: 'day', count: value }),
  ),
  as(sequence<[string, string, string]>(word('day'), word('after'), word('tomorrow')), () => ({
    shape: 'in',
    unit: 'day',
    count: 2,
  })),
  as(
    sequence<[string, number]>(word('next', 'this', 'coming', 'on', 'by'), wordIn(WEEKDAY_WORDS)),
    ([which, value]) => ({
      shape: 'weekday',
      weekday: value,
      shift: which === 'next' ? 1 : 0,
    }),
  ),
  as(
    sequence<[Holiday, unknown, number | undefined]>(wordIn(HOLIDAY_WORDS), skip('day'), yearAfter),
    ([name, , yearNumber]) => ({
      shape: 'holiday',
      name,
      year: yearNumber,
    }),
  ),
  as(sequence<[string, string]>(word('new'), word('year', 'years')), () => ({
    shape: 'holiday',
    name: 'new-year',
  })),
);
