import { dateOfDay, dayNumber } from '#knowledge-base/projects/calendar-date.ts';

/** A calendar quarter of a plan. */
export interface Quarter {
  /** `2027-Q1`. */
  readonly quarter: string;
  readonly fromDate: string;
  readonly toDate: string;
}

/** So many quarters, from the one that the day is in. */
export function quartersFrom(startDate: string, count: number): Quarter[] {
  const year = Number(startDate.slice(0, 4));
  const first = year * 4 + Math.floor((Number(startDate.slice(5, 7)) - 1) / 3);
  return Array.from({ length: count }, (_, at) => {
    const fromDate = firstDay(first + at);
    return {
      quarter: `${fromDate.slice(0, 4)}-Q${((first + at) % 4) + 1}`,
      fromDate,
      toDate: dateOfDay(dayNumber(firstDay(first + at + 1)) - 1),
    };
  });
}

/** The first day of the quarter after the one that the day is in. */
export function nextQuarter(date: string): string {
  return quartersFrom(date, 2)[1]?.fromDate ?? date;
}

function firstDay(quarter: number): string {
  const month = (quarter % 4) * 3 + 1;
  return `${String(Math.floor(quarter / 4)).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
}
