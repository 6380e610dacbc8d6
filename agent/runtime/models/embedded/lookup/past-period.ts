import {
  as,
  either,
  integer,
  longest,
  maybe,
  type Parser,
  sequence,
  skip,
  word,
  wordIn,
} from '../text/grammar.ts';
import type { Token } from '../text/tokens.ts';
import { addDays, addMonths, lastOfMonth, parseDay } from '../values/calendar.ts';
import { COUNT_WORDS, MONTH_WORDS, WEEKDAY_WORDS } from '../values/date-words.ts';

/** Days behind us, both inclusive. */
export interface PastPeriod {
  readonly since: string;
  readonly until: string;
}

/** A period that a question about the past names, with the tokens it stands in; null when there is none. */
export function readPastPeriod(
  tokens: readonly Token[],
  today: string,
): (PastPeriod & { readonly from: number; readonly to: number }) | null {
  const parser = longest(bounded(today), named(today));
  for (let at = 0; at < tokens.length; at += 1) {
    const found = parser(tokens, at);
    if (found !== null) return { ...found.value, from: at, to: found.next };
  }
  return null;
}

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';
const UNITS: ReadonlyMap<string, Unit> = new Map(
  (['day', 'week', 'month', 'quarter', 'year'] as const).flatMap((unit): [string, Unit][] => [
    [unit, unit],
    [`${unit}s`, unit],
  ]),
);
const count = either(integer(1, 400, 3), wordIn(COUNT_WORDS));

/** `today`, `last month`, `the past two weeks`, `three days ago`, `in October`, `in 2025`, `on Monday`. */
function named(today: string): Parser<PastPeriod> {
  const led = skip('in', 'during', 'over', 'within', 'on', 'the', 'for');
  return either<PastPeriod>(
    as(sequence<[unknown, string]>(led, word('today', 'tonight')), () => ({ since: today, until: today })),
    as(sequence<[unknown, string]>(led, word('yesterday')), () => oneDay(addDays(today, -1))),
    as(
      sequence<[unknown, string, number, Unit]>(led, word('last', 'past', 'previous'), count, wordIn(UNITS)),
      ([, , units, unit]) => ({ since: back(today, units, unit), until: today }),
    ),
    as(
      sequence<[unknown, string, Unit]>(
        led,
        word('last', 'past', 'previous', 'this', 'current'),
        wordIn(UNITS),
      ),
      ([, which, unit]) =>
        whole(which === 'this' || which === 'current' ? today : back(today, 1, unit), unit, today),
    ),
    as(sequence<[number, Unit, string]>(count, wordIn(UNITS), word('ago')), ([units, unit]) =>
      whole(back(today, units, unit), unit, today),
    ),
    as(sequence<[unknown, number]>(skip('on', 'last', 'this'), wordIn(WEEKDAY_WORDS)), ([, weekday]) =>
      oneDay(lastWeekday(today, weekday)),
    ),
    as(
      sequence<[string, Day]>(word('in', 'during', 'last', 'since'), monthOrYear(today)),
      ([, { day, unit }]) => whole(day, unit, today),
    ),
  );
}

/** `since October`, `since last week`: up to today; `from October`: that month. */
function bounded(today: string): Parser<PastPeriod> {
  return (tokens, at) => {
    const cue = word('since', 'after', 'from')(tokens, at);
    const found =
      cue === null
        ? null
        : (named(today)(tokens, cue.next) ??
          as(monthOrYear(today), ({ day, unit }) => whole(day, unit, today))(tokens, cue.next));
    if (cue === null || found === null) return null;
    // `the analyses from October` are those of that month.
    const isOpen = tokens[at]?.fold !== 'from';
    const { since, until } = found.value;
    return { value: { since, until: isOpen ? today : until }, next: found.next };
  };
}

interface Day {
  readonly day: string;
  readonly unit: 'month' | 'year';
}

/** The latest such month that is not ahead, or the year. */
function monthOrYear(today: string): Parser<Day> {
  const { year, month } = parseDay(today);
  return either<Day>(
    as(
      sequence<[number, number | undefined]>(wordIn(MONTH_WORDS), maybe(integer(2000, year, 4))),
      ([named, said]) => ({ day: dayIn(said ?? (named > month ? year - 1 : year), named), unit: 'month' }),
    ),
    as(integer(2000, year, 4), (said) => ({ day: dayIn(said, 1), unit: 'year' })),
  );
}

function dayIn(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}-01`;
}

/** The unit of the calendar that holds a day, up to today; weeks begin on Monday. */
function whole(day: string, unit: Unit, today: string): PastPeriod {
  const { year, month } = parseDay(day);
  const first = unit === 'quarter' ? month - ((month - 1) % 3) : 1;
  const monday = addDays(day, -((weekdayOf(day) + 6) % 7));
  const period: PastPeriod = {
    day: oneDay(day),
    week: { since: monday, until: addDays(monday, 6) },
    month: { since: dayIn(year, month), until: lastOfMonth(year, month) },
    quarter: { since: dayIn(year, first), until: lastOfMonth(year, first + 2) },
    year: { since: dayIn(year, 1), until: lastOfMonth(year, 12) },
  }[unit];
  return { since: period.since, until: period.until > today ? today : period.until };
}

function back(today: string, units: number, unit: Unit): string {
  if (unit === 'day' || unit === 'week') return addDays(today, -units * (unit === 'week' ? 7 : 1));
  return addMonths(today, -units * { month: 1, quarter: 3, year: 12 }[unit]);
}

function oneDay(day: string): PastPeriod {
  return { since: day, until: day };
}

/** 0 is Sunday. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The latest such day before today. */
function lastWeekday(today: string, weekday: number): string {
  return addDays(today, -((weekdayOf(today) - (weekday % 7) + 7) % 7 || 7));
}
