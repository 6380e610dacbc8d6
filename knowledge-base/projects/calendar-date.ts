const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a calendar date 'YYYY-MM-DD'. */
export function dayNumber(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

/** The calendar date of a day number; the inverse of {@link dayNumber}. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 'YYYY-MM-DD' of a year, a month (1 to 12) and a day, or undefined when the calendar has no such day. */
export function calendarDate(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** True for 'YYYY-MM-DD' text that the calendar has. */
export function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return match !== null && calendarDate(Number(match[1]), Number(match[2]), Number(match[3])) === text;
}

/** Whole months from one date to a later one, rounded up: 03-05 to 04-05 is 1, to 04-06 is 2. */
export function monthsRoundedUp(fromDate: string, toDate: string): number {
  const months =
    (Number(toDate.slice(0, 4)) - Number(fromDate.slice(0, 4))) * 12 +
    Number(toDate.slice(5, 7)) -
    Number(fromDate.slice(5, 7));
  return toDate.slice(8) > fromDate.slice(8) ? months + 1 : months;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The months in order, in lower case. */
export const MONTH_NAMES: readonly string[] = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
