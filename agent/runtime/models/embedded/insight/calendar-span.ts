import {
  addDays,
  addMonths,
  dateOf,
  lastOfMonth,
  mondayOfWeek,
  parseDay,
  weekday,
} from '../values/calendar.ts';

/** Days from `from` to `to`, both inclusive. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

export type SpanUnit = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';

/** A piece of the calendar as written; without a year it is the latest that has begun. */
export type CalendarPiece =
  | {
      readonly kind: 'part';
      readonly unit: 'month' | 'quarter' | 'half';
      readonly index: number;
      readonly year?: number;
    }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'week'; readonly week: number; readonly year?: number }
  | { readonly kind: 'day'; readonly month: number; readonly day: number; readonly year?: number }
  /** All is known: `last quarter`, `2025-03-01`. */
  | { readonly kind: 'days'; readonly span: DaySpan };

export const MONTHS_OF = { month: 1, quarter: 3, half: 6, year: 12 } as const;

/** The days of a piece; `notAfter` bounds the beginning of one without a year. Null when the calendar has none. */
export function daysOf(piece: CalendarPiece, notAfter: string): DaySpan | null {
  if (piece.kind === 'days') return piece.span;
  if (piece.kind === 'year') return { from: `${piece.year}-01-01`, to: `${piece.year}-12-31` };
  if (piece.year !== undefined) return inYear(piece, piece.year);
  const latest = parseDay(notAfter).year;
  // Nine years hold a 29 February and a week 53.
  for (let year = latest; year > latest - 9; year -= 1) {
    const span = inYear(piece, year);
    if (span !== null && span.from <= notAfter) return span;
  }
  return null;
}

function inYear(piece: Exclude<CalendarPiece, { kind: 'days' | 'year' }>, year: number): DaySpan | null {
  if (piece.kind === 'part') return partOfYear(piece.unit, piece.index, year);
  if (piece.kind === 'week') {
    const monday = mondayOfWeek(year, piece.week);
    return monday === null ? null : { from: monday, to: addDays(monday, 6) };
  }
  const date = dateOf(year, piece.month, piece.day);
  return date === null ? null : { from: date, to: date };
}

function partOfYear(unit: 'month' | 'quarter' | 'half', index: number, year: number): DaySpan {
  const first = (index - 1) * MONTHS_OF[unit] + 1;
  return { from: dateOf(year, first, 1) ?? '', to: lastOfMonth(year, first + MONTHS_OF[unit] - 1) };
}

/** The calendar unit around `today`, `shift` units on. */
export function unitAround(unit: SpanUnit, shift: number, today: string): DaySpan {
  if (unit === 'day') return { from: addDays(today, shift), to: addDays(today, shift) };
  if (unit === 'week') {
    const monday = addDays(today, 1 - weekday(today) + 7 * shift);
    return { from: monday, to: addDays(monday, 6) };
  }
  const { year, month } = parseDay(today);
  const months = MONTHS_OF[unit];
  const first = Math.floor((year * 12 + month - 1) / months) * months + shift * months;
  const [firstYear, firstMonth] = [Math.floor(first / 12), (first % 12) + 1];
  return {
    from: dateOf(firstYear, firstMonth, 1) ?? '',
    to: lastOfMonth(firstYear, firstMonth + months - 1),
  };
}

/** The last `count` units up to today; quarters and halves are whole ones that are over. */
export function lastUnits(unit: SpanUnit, count: number, today: string): DaySpan {
  if (unit === 'quarter' || unit === 'half')
    return { from: unitAround(unit, -count, today).from, to: unitAround(unit, -1, today).to };
  const start =
    unit === 'day' || unit === 'week'
      ? addDays(today, -count * (unit === 'day' ? 1 : 7))
      : addMonths(today, -count * MONTHS_OF[unit]);
  return { from: addDays(start, 1), to: today };
}

/** The span of the same length before it; one of whole months gives whole months. */
export function spanBefore({ from, to }: DaySpan): DaySpan {
  const months = wholeMonths({ from, to });
  if (months !== null) return { from: addMonths(from, -months), to: addDays(from, -1) };
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  return { from: addDays(from, -days), to: addDays(from, -1) };
}

/** The same days so many years before. */
export function yearsBefore({ from, to }: DaySpan, years: number): DaySpan {
  const end = addMonths(to, -12 * years);
  const { year, month } = parseDay(end);
  const wholeEnd = addDays(to, 1).endsWith('-01');
  return { from: addMonths(from, -12 * years), to: wholeEnd ? lastOfMonth(year, month) : end };
}

/** How many whole months a span is; null when it does not begin and end with one. */
export function wholeMonths({ from, to }: DaySpan): number | null {
  if (!from.endsWith('-01') || !addDays(to, 1).endsWith('-01')) return null;
  const [first, last] = [parseDay(from), parseDay(to)];
  return (last.year - first.year) * 12 + last.month - first.month + 1;
}
