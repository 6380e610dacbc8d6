import { dateOfDay, dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import type { FollowOnRule } from './mining/follow-on-model.ts';
import { MONTH_DAYS } from './mining/purchase.ts';

/** Months from a day to a later one; negative when it is earlier. */
export function monthsBetween(fromDate: string, toDate: string): number {
  return (dayNumber(toDate) - dayNumber(fromDate)) / MONTH_DAYS;
}

/**
 * Of the customers who bought within the horizon, which part had by so many months: a straight line through the
 * 10th, 50th and 90th percentile of the lag, from 0 to the horizon.
 */
export function boughtBy(
  months: number,
  { low, median, high }: FollowOnRule['lagMonths'],
  horizonMonths: number,
) {
  const points: readonly (readonly [number, number])[] = [
    [0, 0],
    [low, 0.1],
    [median, 0.5],
    [high, 0.9],
    [horizonMonths, 1],
  ];
  if (months <= 0) return 0;
  for (let at = 1; at < points.length; at += 1) {
    const [from, to] = [points[at - 1] ?? [0, 0], points[at] ?? [0, 1]];
    if (months <= to[0]) {
      const width = to[0] - from[0];
      return width <= 0 ? to[1] : from[1] + ((to[1] - from[1]) * (months - from[0])) / width;
    }
  }
  return 1;
}

/** Of customers who had not bought by so many months, the share that did in the rest of the horizon. */
export function remainingShare(confidence: number, part: number): number {
  const left = 1 - confidence * part;
  return left <= 0 ? 0 : (confidence * (1 - part)) / left;
}

/** The calendar month so many months after a date. */
export function monthAfter(date: string, months: number): string {
  return dateOfDay(dayNumber(date) + Math.round(months * MONTH_DAYS)).slice(0, 7);
}
