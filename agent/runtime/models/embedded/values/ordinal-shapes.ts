import {
  as,
  either,
  glued,
  integer,
  maybe,
  type Parser,
  sequence,
  skip,
  word,
  wordIn,
} from '../text/grammar.ts';
import { cued, month, yearAfter } from './date-parts.ts';
import type { DateShape, Nth } from './date-shape.ts';
import { NTH_WORDS, WEEKDAY_WORDS } from './date-words.ts';
import { dayMonth, monthDay, threeNumbers } from './day-shapes.ts';
import { around } from './period-shapes.ts';

/** `first`, `3rd`, `last`. */
const nth: Parser<Nth> = either<Nth>(
  wordIn(NTH_WORDS),
  as(
    sequence<[number, string]>(integer(1, 5, 1), glued(word('st', 'nd', 'rd', 'th'))),
    ([value]) => value as Nth,
  ),
);

type Month = { readonly month: number; readonly year?: number | undefined } | { readonly shift: number };

/** `of May`, `in May 2027`, `of next month`. */
const ofMonth: Parser<Month> = as(
  sequence<[unknown, Month]>(
    skip('of', 'in', 'the'),
    either<Month>(
      as(sequence<[number, number | undefined]>(month, yearAfter), ([value, year]) => ({
        month: value,
        year,
      })),
      as(around, (found) => (found.unit === 'month' ? { shift: found.shift } : null)),
      as(word('month'), () => ({ shift: 0 })),
    ),
  ),
  ([, value]) => value,
);

/** `the 3rd week of May`, `last week of next month`. */
const weekOfMonth: Parser<DateShape> = as(
  sequence<[Nth, string, Month]>(nth, word('week', 'wk'), ofMonth),
  ([which, , where]) => ({ shape: 'in-month', part: 'week', nth: which, ...where }),
);

/** `2nd half of April`. */
const halfOfMonth: Parser<DateShape> = as(
  sequence<[Nth, string, Month]>(nth, word('half'), ofMonth),
  ([which, , where]) =>
    which === 1 || which === 2 || which === 'last'
      ? { shape: 'in-month', part: 'half', nth: which, ...where }
      : null,
);

/** `last Friday of March`, `second Tuesday in May`. */
const weekdayOfMonth: Parser<DateShape> = as(
  sequence<[Nth, number, Month]>(nth, wordIn(WEEKDAY_WORDS), ofMonth),
  ([which, weekday, where]) => ({ shape: 'in-month', part: 'weekday', nth: which, weekday, ...where }),
);

/** `last day of June`, `first of April`, `the 15th of next month`. */
const dayOfMonth: Parser<DateShape> = either<DateShape>(
  as(sequence<[Nth, unknown, Month]>(nth, maybe(word('day')), ofMonth), ([which, , where]) =>
    which === 1 || which === 'last' ? { shape: 'in-month', part: 'day', nth: which, ...where } : null,
  ),
  as(
    sequence<[unknown, number, string, unknown, Month]>(
      skip('the'),
      integer(1, 31, 2),
      glued(word('st', 'nd', 'rd', 'th')),
      skip('day'),
      either<Month>(
        as(
          sequence<[unknown, Extract<DateShape, { shape: 'around' }>]>(skip('of', 'the'), around),
          ([, found]) => (found.unit === 'month' ? { shift: found.shift } : null),
        ),
        as(sequence<[string, string, string]>(word('of'), word('the', 'this'), word('month')), () => ({
          shift: 0,
        })),
      ),
    ),
    ([, day, , , where]) => ({ shape: 'in-month', part: 'date', nth: 1, day, ...where }),
  ),
);

/** Beside a day `Sat` and `Sun` can be nothing else. */
const DAY_NAMES: ReadonlyMap<string, number> = new Map([...WEEKDAY_WORDS, ['sat', 6], ['sun', 7]]);

/** `Mon 5 April 2027`, `Friday, 5 March`: the day of the week says nothing more. */
const dayWithWeekday: Parser<DateShape> = as(
  sequence<[unknown, number, unknown, DateShape]>(
    skip('on', 'by'),
    wordIn(DAY_NAMES),
    skip(',', '.', 'the', '('),
    either<DateShape>(threeNumbers, dayMonth, monthDay),
  ),
  ([, , , day]) => day,
);

/** `on the 28th`: the next such day, where a word asks for a date and no month follows. */
const dayAlone: Parser<DateShape> = cued<DateShape>(
  as(
    sequence<[unknown, number, string, undefined]>(
      skip('the'),
      integer(1, 31, 2),
      glued(word('st', 'nd', 'rd', 'th')),
      (tokens, at) =>
        /^(?:of|week|wk|half|day)$/.test(tokens[at]?.fold ?? '') ||
        tokens[at]?.kind === 'number' ||
        WEEKDAY_WORDS.has(tokens[at]?.fold ?? '') ||
        month(tokens, at) !== null
          ? null
          : { value: undefined, next: at },
    ),
    ([, day]) => ({ shape: 'day-alone', day }),
  ),
);

/** `week of 12 April`, `w/c 12 April`: the Friday of that week. */
const weekOf: Parser<DateShape> = as(
  sequence<[unknown, DateShape]>(
    either<unknown>(
      sequence<[string, unknown]>(word('week'), skip('of', 'commencing', 'beginning', 'starting', 'from')),
      sequence<[string, string, string]>(word('w'), glued(word('/')), glued(word('c'))),
      word('wc'),
    ),
    as(
      sequence<[unknown, DateShape]>(
        skip('the', 'monday', 'mon'),
        either<DateShape>(dayMonth, monthDay, threeNumbers),
      ),
      ([, day]) => day,
    ),
  ),
  ([, day]) => (day.shape === 'day' ? { ...day, shape: 'week-of' } : null),
);

/** Days told by their place in a month or week. */
export const ordinalDay: Parser<DateShape> = either<DateShape>(
  weekOfMonth,
  halfOfMonth,
  weekdayOfMonth,
  dayOfMonth,
  weekOf,
  dayWithWeekday,
  dayAlone,
);
