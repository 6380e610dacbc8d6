import { dateOfDay } from '#knowledge-base/projects/calendar-date.ts';
import { addMonths } from '../predict-metrics.ts';
import { composeLaunch } from '../prediction/foretold-metrics.ts';
import type { Foretold, LaunchCoverage } from './backtest.ts';
import { shareInterval } from './binomial.ts';
import { medianOf } from './measure.ts';
import { fromScale } from './scale.ts';

/**
 * How often the range of launch months holds the month of the launch, composed of gap and duration as an analysis
 * composes it; of the test rows that both know.
 */
export function launchCoverage(
  gaps: readonly Foretold[],
  durations: readonly Foretold[],
): LaunchCoverage | undefined {
  const gapOf = new Map(gaps.map((row) => [row.id, row]));
  const rows = durations.flatMap((duration) => {
    const gap = gapOf.get(duration.id);
    return gap === undefined ? [] : [launchOf(gap, duration)];
  });
  if (rows.length === 0) return undefined;
  const inside = rows.filter(({ isInside }) => isInside).length;
  return {
    rows: rows.length,
    coverage: inside / rows.length,
    ...shareInterval(inside, rows.length),
    medianMonths: medianOf(rows.map(({ months }) => months)),
  };
}

function launchOf(
  gap: Foretold,
  duration: Foretold,
): { readonly isInside: boolean; readonly months: number } {
  const { low, high } = composeLaunch(dateOfDay(gap.day), naturalRange(gap), naturalRange(duration));
  const natural = ({ outcome }: Foretold) => Math.round(fromScale('ln(1 + x)', outcome));
  const actual = dateOfDay(addMonths(gap.day + natural(gap), natural(duration))).slice(0, 7);
  return { isInside: low <= actual && actual <= high, months: monthNumber(high) - monthNumber(low) + 1 };
}

function naturalRange({ range, said }: Foretold) {
  const natural = (end: number) => fromScale('ln(1 + x)', end);
  return {
    range: [natural(range.low), natural(said.blend[1]), natural(range.high)],
    evidence: 0,
  } as const;
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}
