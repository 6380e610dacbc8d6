import { describe, expect, it } from 'vitest';
import { dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import type { Foretold } from './backtest.ts';
import { launchCoverage } from './launch-coverage.ts';

/** A row of a deal closed on 15 January 2026, of which 10, 20, 40 or so was said. */
function row(id: string, outcome: number, [low, median, high]: readonly [number, number, number]): Foretold {
  const blend = [Math.log1p(low), Math.log1p(median), Math.log1p(high)] as const;
  return {
    id,
    day: dayNumber('2026-01-15'),
    segment: 'SMB',
    outcome: Math.log1p(outcome),
    said: {
      globalMedian: blend,
      groupMedian: blend,
      neighbours: blend,
      ridge: blend,
      boostedTrees: blend,
      blend,
    },
    range: { low: blend[0], high: blend[2] },
  };
}

describe('launchCoverage', () => {
  it('composes the range as an analysis does, and counts by whole months', () => {
    // 20 days and 3 months: 4 May, no sooner and no later than the ends' distances together say.
    const gaps = ['a', 'b', 'c', 'only here'].map((id) => row(id, 20, [20, 20, 20]));
    const durations = [row('a', 3, [2, 3, 4]), row('b', 4, [2, 3, 4]), row('c', 6, [2, 3, 4])];
    expect(launchCoverage(gaps, durations)).toMatchObject({ rows: 3, coverage: 2 / 3, medianMonths: 3 });
  });

  it('is none where no row knows both', () => {
    expect(launchCoverage([], [row('a', 3, [2, 3, 4])])).toBeUndefined();
  });
});
