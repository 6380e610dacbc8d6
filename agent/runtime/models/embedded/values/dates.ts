import { readAll } from '../text/grammar.ts';
import { type Span, spanOf, type Token } from '../text/tokens.ts';
import {
  addDays,
  addMonths,
  type Day,
  dateOf,
  easter,
  lastOfMonth,
  mondayOfWeek,
  parseDay,
  weekday,
} from './calendar.ts';
import type { DateShape } from './date-shape.ts';
import { dateShape } from './date-shapes.ts';
import type { Edge, Holiday } from './date-words.ts';
import { partOfMonth } from './part-of-month.ts';

/** What a written date means. */
export type DateReading =
  /** `exact` when year, month and day were all written; else how it was read is worth saying. */
  | {
      readonly kind: 'date';
      readonly date: string;
      readonly exact: boolean;
      /** How it was read, where a seller may mean it otherwise. */
      readonly note?: string;
    }
  /** Day and month can be swapped: the customer's country decides. */
  | { readonly kind: 'either'; readonly monthFirst: string; readonly dayFirst: string }
  /** No day: `next spring`. */
  | { readonly kind: 'vague' }
  /** The calendar has no such day. */
  | { readonly kind: 'impossible' };

export interface DateMention {
  readonly reading: DateReading;
  readonly span: Span;
  /** First and next token. */
  readonly from: number;
  readonly to: number;
}

/** Every date in the text, in order, as seen from `today` (YYYY-MM-DD). */
export function readDates(tokens: readonly Token[], today: string): readonly DateMention[] {
  return readAll(tokens, dateShape).map(({ value, from, to }) => ({
    reading: withNote(readShape(value, today), tokens.slice(from, to)),
    span: spanOf(tokens, from, to),
    from,
    to,
  }));
}

/** Fiscal years begin when they please: the calendar's is taken, and said to be. */
function withNote(reading: DateReading, tokens: readonly Token[]): DateReading {
  const fiscal = tokens.some(({ fold }) => fold === 'fiscal' || /^fy\d*$/.test(fold));
  return fiscal && reading.kind === 'date'
    ? { ...reading, note: 'by the calendar year, as I do not know the fiscal one' }
    : reading;
}

/** A shape seen from `today`; without a year it is the next such day that is not past. */
export function readShape(shape: DateShape, today: string): DateReading {
  switch (shape.shape) {
    case 'day':
      return shape.year === undefined
        ? upcoming(today, (year) => dateOf(year, shape.month, shape.day))
        : exactly(dateOf(shape.year, shape.month, shape.day));
    case 'numeric':
      return numeric(shape, today);
    case 'week':
      return upcoming(today, (year) => friday(mondayOfWeek(year, shape.week)), shape.year);
    case 'period':
      return upcoming(
        today,
        (year) => within(periodOf(shape.unit, shape.index, year), shape.edge ?? 'end'),
        shape.year,
      );
    case 'around':
      return { kind: 'date', exact: false, date: aroundToday(shape, today) };
    case 'part-of-year': {
      const { year } = parseDay(today);
      return {
        kind: 'date',
        exact: false,
        date: lastOfMonth(year + shape.shift, shape.index * shape.months),
      };
    }
    case 'in':
      return { kind: 'date', exact: false, date: later(shape, today) };
    case 'weekday': {
      const ahead =
        ((shape.weekday - weekday(today) + 7) % 7) +
        (shape.shift === 1 && shape.weekday > weekday(today) ? 7 : 0);
      return { kind: 'date', exact: false, date: addDays(today, ahead === 0 ? 7 : ahead) };
    }
    case 'in-month':
      return 'month' in shape
        ? upcoming(today, (year) => partOfMonth(shape, year, shape.month), shape.year)
        : fromNow(partOfMonth(shape, ...monthFromNow(today, shape.shift)));
    case 'day-alone': {
      const { year, month } = parseDay(today);
      const days = [0, 1, 2].map((shift) => dateOf(...monthFrom(year, month, shift), shape.day));
      return fromNow(days.find((date) => date !== null && date > today) ?? null);
    }
    case 'week-of': {
      const fridayOf = (date: string | null) => (date === null ? null : addDays(date, 5 - weekday(date)));
      return upcoming(today, (year) => fridayOf(dateOf(year, shape.month, shape.day)), shape.year);
    }
    case 'vague':
      return { kind: 'vague' };
    case 'holiday':
      return upcoming(today, (year) => holiday(shape.name, year), shape.year);
  }
}

function fromNow(date: string | null): DateReading {
  return date === null ? { kind: 'impossible' } : { kind: 'date', date, exact: false };
}

function monthFromNow(today: string, shift: number): [number, number] {
  const { year, month } = parseDay(today);
  return monthFrom(year, month, shift);
}

function monthFrom(year: number, month: number, shift: number): [number, number] {
  const index = year * 12 + month - 1 + shift;
  return [Math.floor(index / 12), (index % 12) + 1];
}

function exactly(date: string | null): DateReading {
  return date === null ? { kind: 'impossible' } : { kind: 'date', date, exact: true };
}

/** The year as written, else the first of the coming years in which the date exists and is not past. */
function upcoming(today: string, make: (year: number) => string | null, written?: number): DateReading {
  if (written !== undefined) {
    const date = make(written);
    return date === null ? { kind: 'impossible' } : { kind: 'date', date, exact: false };
  }
  const { year } = parseDay(today);
  // Nine years cover a 29 February across a century that is no leap year.
  for (let candidate = year; candidate <= year + 8; candidate += 1) {
    const date = make(candidate);
    if (date !== null && date >= today) return { kind: 'date', date, exact: false };
  }
  return { kind: 'impossible' };
}

function numeric(shape: Extract<DateShape, { shape: 'numeric' }>, today: string): DateReading {
  const { first, second, year } = shape;
  const read = (month: number, day: number): string | null => {
    if (year !== undefined) return dateOf(year, month, day);
    const reading = upcoming(today, (candidate) => dateOf(candidate, month, day));
    return reading.kind === 'date' ? reading.date : null;
  };
  const [monthFirst, dayFirst] = [read(first, second), read(second, first)];
  if (monthFirst === null && dayFirst === null) return { kind: 'impossible' };
  if (monthFirst !== null && dayFirst !== null && monthFirst !== dayFirst)
    return { kind: 'either', monthFirst, dayFirst };
  return { kind: 'date', date: monthFirst ?? dayFirst ?? '', exact: year !== undefined };
}

interface Period {
  readonly first: string;
  readonly last: string;
}

function periodOf(unit: 'month' | 'quarter' | 'half' | 'year', index: number, year: number): Period {
  const months = { month: 1, quarter: 3, half: 6, year: 12 }[unit];
  const firstMonth = (index - 1) * months + 1;
  return {
    first: dateOf(year, firstMonth, 1) ?? '',
    last: lastOfMonth(year, firstMonth + months - 1),
  };
}

/** A day inside a period: `early` a sixth in, `mid` half way, `late` five sixths in. */
function within({ first, last }: Period, edge: Edge): string {
  if (edge === 'start') return first;
  if (edge === 'end') return last;
  const days = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
  const share = { early: 1 / 6, mid: 1 / 2, late: 5 / 6 }[edge];
  const date = parseDay(addDays(first, Math.max(0, Math.round(days * share) - 1)));
  // People mean round days: the 5th, 15th, 25th of a month; a month's end or middle of anything longer.
  if (days <= 31) return dateOf(date.year, date.month, { early: 5, mid: 15, late: 25 }[edge]) ?? last;
  return date.day > 20
    ? lastOfMonth(date.year, date.month)
    : (dateOf(date.year, date.month, date.day < 8 ? 1 : 15) ?? last);
}

function aroundToday(shape: Extract<DateShape, { shape: 'around' }>, today: string): string {
  const { year, month } = parseDay(today);
  const edge = shape.edge ?? 'end';
  if (shape.unit === 'week') {
    const monday = addDays(today, 1 - weekday(today) + 7 * shape.shift);
    return edge === 'start' || edge === 'early'
      ? monday
      : edge === 'mid'
        ? addDays(monday, 2)
        : addDays(monday, 4);
  }
  if (shape.unit === 'day') return addDays(today, shape.shift);
  const months = { fortnight: 1, month: 1, quarter: 3, half: 6, year: 12 }[shape.unit];
  const index = Math.floor((year * 12 + month - 1) / months) + shape.shift;
  const perYear = 12 / months;
  return within(
    periodOf(
      shape.unit === 'fortnight' ? 'month' : shape.unit,
      (index % perYear) + 1,
      Math.floor(index / perYear),
    ),
    edge,
  );
}

function later({ unit, count }: Extract<DateShape, { shape: 'in' }>, today: string): string {
  if (unit === 'day') return addDays(today, count);
  if (unit === 'week') return addDays(today, count * 7);
  if (unit === 'fortnight') return addDays(today, count * 14);
  return addMonths(today, count * { month: 1, quarter: 3, half: 6, year: 12 }[unit]);
}

function friday(monday: string | null): string | null {
  return monday === null ? null : addDays(monday, 4);
}

function holiday(name: Holiday, year: number): string | null {
  if (name === 'christmas') return dateOf(year, 12, 25);
  if (name === 'new-year') return dateOf(year, 1, 1);
  if (name === 'valentine') return dateOf(year, 2, 14);
  if (name === 'easter') return easter(year);
  const first: Day = { year, month: 11, day: 1 };
  const start = weekday(`${year}-11-01`);
  return dateOf(year, first.month, 1 + ((4 - start + 7) % 7) + 21);
}

/** Day and month by what the customer's country writes. */
export function settleDate(reading: DateReading, order: 'month-first' | 'day-first'): string | null {
  if (reading.kind === 'impossible' || reading.kind === 'vague') return null;
  if (reading.kind === 'date') return reading.date;
  return order === 'month-first' ? reading.monthFirst : reading.dayFirst;
}
