import { calendarDate, dateOfDay, dayNumber } from '../calendar-date.ts';

/** What `npm run data:generate` and the first start make when nothing else is said. */
export const SAMPLE_DEFAULTS = { rows: 20_000, seed: 7, outDir: '.data' } as const;

/** A bound for typing errors; up to a million rows were measured. */
export const MOST_SAMPLE_ROWS = 10_000_000;

/** The last day of the month before `todayDate`: a feed of finished months. */
export function sampleThroughDate(todayDate: string): string {
  const first = calendarDate(Number(todayDate.slice(0, 4)), Number(todayDate.slice(5, 7)), 1);
  if (first === undefined) throw new RangeError(`No calendar date: ${todayDate}`);
  return dateOfDay(dayNumber(first) - 1);
}
