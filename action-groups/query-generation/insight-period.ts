import { formatDate } from '../kernel/format.ts';
import type { DateRange } from './insight-query-specification.ts';
import type { InsightPeriod } from './insight-specification.ts';
import { type ArgumentIssue, invalidArguments } from './invalid-argument.ts';

/** Before the first close date that a deal can have. */
const EARLIEST_DATE = '1990-01-01';

/**
 * The periods of a question: every close date up to today when none is given.
 * @throws {OperationError} `invalid-arguments` for one that ends before it begins.
 */
export function insightPeriods(
  given: { readonly period?: InsightPeriod | undefined; readonly compareWith?: InsightPeriod | undefined },
  today: string,
): { readonly period: DateRange; readonly compareWith: DateRange | null } {
  const issues = [...backwards('period', given.period), ...backwards('compareWith', given.compareWith)];
  if (issues.length > 0) throw invalidArguments(issues);
  const period = given.period ?? { from: EARLIEST_DATE, to: today };
  const range = ({ from, to }: InsightPeriod): DateRange => ({ fromDate: from, toDate: to });
  return {
    period: range(period),
    compareWith: given.compareWith === undefined ? null : range(given.compareWith),
  };
}

function backwards(field: string, period: InsightPeriod | undefined): ArgumentIssue[] {
  if (period === undefined || period.from <= period.to) return [];
  const value = `${period.from} to ${period.to}`;
  return [{ field, value, problem: 'ends before it begins', accepted: 'from on or before to' }];
}

/** `2025`, `the first quarter of 2025`, `March 2025`, `1 March 2025 to 5 April 2025`, `up to 25 November 2026`. */
export function periodInWords({ fromDate, toDate }: DateRange): string {
  if (fromDate === EARLIEST_DATE) return `up to ${formatDate(toDate)}`;
  const [year, start, end] = [fromDate.slice(0, 4), fromDate.slice(5), toDate.slice(5)];
  if (year === toDate.slice(0, 4)) {
    if (start === '01-01' && end === '12-31') return `in ${year}`;
    const quarter = QUARTERS.findIndex(([from, to]) => from === start && to === end);
    if (quarter >= 0) return `in Q${quarter + 1} ${year}`;
  }
  return fromDate === toDate
    ? `on ${formatDate(fromDate)}`
    : `from ${formatDate(fromDate)} to ${formatDate(toDate)}`;
}

const QUARTERS = [
  ['01-01', '03-31'],
  ['04-01', '06-30'],
  ['07-01', '09-30'],
  ['10-01', '12-31'],
] as const;

/** True for a period that is at most a year long: only then do its quarters and months stand for themselves. */
export function isWithinAYear({ fromDate, toDate }: DateRange): boolean {
  const nextYear = `${String(Number(fromDate.slice(0, 4)) + 1).padStart(4, '0')}${fromDate.slice(4)}`;
  return toDate < nextYear;
}
