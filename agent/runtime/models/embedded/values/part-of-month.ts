import { addDays, dateOf, lastOfMonth, weekday } from './calendar.ts';
import type { DateShape, Nth } from './date-shape.ts';

/** Weeks close on their Friday, halves and months on their last day. */
export function partOfMonth(
  shape: Extract<DateShape, { shape: 'in-month' }>,
  year: number,
  month: number,
): string | null {
  const last = lastOfMonth(year, month);
  const nth = shape.nth;
  switch (shape.part) {
    case 'day':
      return nth === 'last' ? last : dateOf(year, month, nth);
    case 'date':
      return dateOf(year, month, shape.day ?? 0);
    case 'half':
      return nth === 1 ? dateOf(year, month, 15) : last;
    case 'week':
      return nthWeekday(year, month, 5, nth);
    case 'weekday':
      return nthWeekday(year, month, shape.weekday ?? 5, nth);
  }
}

function nthWeekday(year: number, month: number, day: number, nth: Nth): string | null {
  const last = lastOfMonth(year, month);
  if (nth === 'last') return addDays(last, -((weekday(last) - day + 7) % 7));
  const first = dateOf(year, month, 1) ?? last;
  const date = addDays(first, ((day - weekday(first) + 7) % 7) + 7 * (nth - 1));
  return date <= last ? date : null;
}
