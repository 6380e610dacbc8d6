import { calendarDate, dateOfDay, MONTH_NAMES } from './calendar-date.ts';
import { isBlank, type ReadCell, UNREADABLE } from './normalise-text.ts';

/** How `3/4/2026` is read: month first (4 March is 3/4 in the US) or day first. */
export type DateOrder = 'month-first' | 'day-first';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2099;
/** Day numbers of spreadsheets count from 1899-12-30. */
const SPREADSHEET_EPOCH_DAY = -25_569;

/**
 * Reads a date of a feed as 'YYYY-MM-DD', between 1990 and 2099. Numbers, also as text: epoch seconds,
 * milliseconds, microseconds or nanoseconds by their size, 20260305, or a spreadsheet's day number. Text:
 * ISO dates and datetimes (the date as written, no shift of zone), 5.3.2026, 3/5/2026 by `order` unless only
 * one order is possible, Mar 5, 2026, 5-Mar-26.
 */
export function readDate(cell: unknown, order: DateOrder = 'month-first'): ReadCell<string> {
  if (isBlank(cell)) return null;
  if (typeof cell === 'number' || typeof cell === 'bigint') return fromNumber(Number(cell));
  if (cell instanceof Date) return fromNumber(cell.getTime(), 1);
  if (typeof cell !== 'string') return UNREADABLE;
  const text = cell.trim();
  const iso = ISO.exec(text);
  if (iso !== null) return inRange(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (NUMBER.test(text)) return fromNumber(Number(text));
  return fromText(text, order);
}

/** True for text whose day and month could be read either way, so that the source's order decided. */
export function isDateOrderAssumed(cell: unknown): boolean {
  const match = typeof cell === 'string' ? SLASHED.exec(cell.trim()) : null;
  return match !== null && match[1] !== match[2] && Number(match[1]) <= 12 && Number(match[2]) <= 12;
}

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE]\+?\d+)?$/;
const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?:[ ,T].*)?$/;
const DOTTED = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:[ ,T].*)?$/;
const MONTH_FIRST_WORDS = /^([a-z]{3,9})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4}|\d{2})(?:[ ,T].*)?$/i;
const DAY_FIRST_WORDS = /^(\d{1,2})(?:st|nd|rd|th)?\.?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})(?:[ ,T].*)?$/i;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i;
function fromText(text: string, order: DateOrder): ReadCell<string> {
  const slashed = SLASHED.exec(text);
  if (slashed !== null) {
    const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), fullYear(slashed[3])];
    const dayFirst = first > 12 || (order === 'day-first' && second <= 12);
    return dayFirst ? inRange(year, second, first) : inRange(year, first, second);
  }
  const dotted = DOTTED.exec(text);
  if (dotted !== null) return inRange(fullYear(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const words = text.replace(WEEKDAY, '');
  const monthFirst = MONTH_FIRST_WORDS.exec(words);
  if (monthFirst !== null)
    return inRange(fullYear(monthFirst[3]), monthOf(monthFirst[1]), Number(monthFirst[2]));
  const dayFirst = DAY_FIRST_WORDS.exec(words);
  if (dayFirst !== null) return inRange(fullYear(dayFirst[3]), monthOf(dayFirst[2]), Number(dayFirst[1]));
  return UNREADABLE;
}

/** The scale is told by the size, since 1990 to 2099 never overlaps between units. */
function fromNumber(value: number, msPerUnit?: number): ReadCell<string> {
  if (!Number.isFinite(value)) return UNREADABLE;
  if (msPerUnit === undefined && Number.isInteger(value)) {
    if (value >= FIRST_YEAR * 10_000 && value < (LAST_YEAR + 1) * 10_000)
      return inRange(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100);
    const serial = dateOfSerial(value);
    if (serial !== undefined) return serial;
  }
  const epochMs = value * (msPerUnit ?? msPerUnitOf(value));
  return withinYears(epochMs) ? dateOfDay(Math.floor(epochMs / 86_400_000)) : UNREADABLE;
}

function msPerUnitOf(value: number): number {
  if (value < 1e11) return 1000;
  if (value < 1e14) return 1;
  return value < 1e17 ? 1e-3 : 1e-6;
}

function dateOfSerial(value: number): string | undefined {
  const day = value + SPREADSHEET_EPOCH_DAY;
  return value < 100_000 && withinYears(day * 86_400_000) ? dateOfDay(day) : undefined;
}

const FIRST_MS = Date.UTC(FIRST_YEAR, 0, 1);
const END_MS = Date.UTC(LAST_YEAR + 1, 0, 1);

function withinYears(epochMs: number): boolean {
  return epochMs >= FIRST_MS && epochMs < END_MS;
}

function inRange(year: number, month: number, day: number): ReadCell<string> {
  if (year < FIRST_YEAR || year > LAST_YEAR) return UNREADABLE;
  return calendarDate(year, month, day) ?? UNREADABLE;
}

function fullYear(digits: string | undefined): number {
  return digits?.length === 2 ? 2000 + Number(digits) : Number(digits);
}

function monthOf(word: string | undefined): number {
  const lower = word?.toLowerCase() ?? '';
  const short = lower === 'sept' ? 'sep' : lower;
  return MONTH_NAMES.findIndex((month) => month === lower || month.slice(0, 3) === short) + 1;
}
