import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Foretold } from './backtest.ts';
import { shareInterval } from './binomial.ts';
import { calibrationTable } from './calibration-table.ts';
import { compareMethods } from './compare-methods.ts';
import { coverageOf, medianRatioOf, monthCoverage, scoresOf } from './measure.ts';
import { fitMedianBars, LEAST_GROUP_ROWS } from './medians.ts';

const ln = Math.log;

/** A test row whose blend says `low`, `median`, `high`, and whose other methods say the median 1. */
function row(outcome: number, [low, median, high]: readonly [number, number, number], day = 0): Foretold {
  const one = [0, 0, 0] as const;
  return {
    id: '',
    day,
    segment: 'SMB',
    outcome: ln(outcome),
    said: {
      globalMedian: one,
      groupMedian: one,
      neighbours: one,
      ridge: one,
      boostedTrees: one,
      blend: [ln(low), ln(median), ln(high)],
    },
    range: { low: ln(low), high: ln(high) },
  };
}

describe('scoresOf', () => {
  it('is what the definitions give by hand', () => {
    // Predicted 100, 50, 400 for 100, 100, 100: off by a factor of 1, 2 and 4.
    const rows = [100, 50, 400].map((median) => ({
      quantiles: [ln(median / 2), ln(median), ln(median * 2)] as const,
      outcome: ln(100),
    }));
    const { maeLog, medianApe, within2x, pinball } = scoresOf(rows, 'ln x');
    expect(maeLog).toBeCloseTo((0 + ln(2) + ln(4)) / 3, 12);
    expect(medianApe).toBeCloseTo(0.5, 12);
    expect(within2x).toBeCloseTo(2 / 3, 12);
    // First row: .1 × ln 2 at both ends. Second: .1 × ln 4, .5 × ln 2, and 0 at the high end.
    // Third: .9 × ln 2 below, .5 × ln 4, .1 × ln 8 above.
    const second = 0.1 * ln(4) + 0.5 * ln(2);
    const third = 0.9 * ln(2) + 0.5 * ln(4) + 0.1 * ln(8);
    expect(pinball).toBeCloseTo((0.2 * ln(2) + second + third) / 9, 12);
  });

  it('adds 1 to both where 0 has a place, and leaves outcomes of 0 out of the shares', () => {
    const { maeLog, medianApe } = scoresOf(
      [
        { quantiles: [0, Math.log1p(3), 9], outcome: 0 },
        { quantiles: [0, Math.log1p(3), 9], outcome: Math.log1p(1) },
      ],
      'ln(1 + x)',
    );
    expect(maeLog).toBeCloseTo((ln(4) + ln(2)) / 2, 12);
    expect(medianApe).toBeCloseTo(2, 12);
  });

  it('gives no logarithms on a linear scale where there are none', () => {
    const scores = scoresOf([{ quantiles: [-5, -1, 5], outcome: 4 }], 'x');
    expect(scores).toMatchObject({ maeLog: null, medianApe: 1.25, within2x: 0 });
    expect(scores.pinball).toBeCloseTo((0.1 * 9 + 0.5 * 5 + 0.1 * 1) / 3, 12);
  });
});

describe('coverageOf', () => {
  it('counts both ends in, with the binomial interval of Wilson', () => {
    const rows = [10, 9.99, 40, 40.01, 20].map((outcome) => row(outcome, [10, 20, 40]));
    expect(coverageOf(rows)).toMatchObject({ rows: 5, coverage: 0.6 });
    expect(medianRatioOf(rows, 'ln x')).toBeCloseTo(4, 12);
  });

  it('gives the months apart, in order', () => {
    const rows = [row(20, [10, 20, 40], 40), row(5, [10, 20, 40], 10), row(20, [10, 20, 40], 20)];
    expect(
      monthCoverage(rows, 'ln x').map(({ month, rows: count, coverage }) => [month, count, coverage]),
    ).toEqual([
      ['1970-01', 2, 0.5],
      ['1970-02', 1, 1],
    ]);
  });
});

describe('shareInterval', () => {
  // Newcombe 1998, table I: the score interval without correction.
  it.for([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const)('of %d in %d is what has been published', ([hits, of, low, high]) => {
    const interval = shareInterval(hits, of);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('holds the share and stays within 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        const [hits, of] = a < b ? [a, b] : [b, a];
        const { low, high } = shareInterval(hits, of);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        if (of > 0) expect(low <= hits / of && hits / of <= high).toBe(true);
      }),
    );
  });
});

describe('calibrationTable', () => {
  it('counts the outcomes at or below each percentile, those between on a bell curve', () => {
    const rows = Array.from({ length: 10 }, (_, at) => row(at + 1, [2, 5, 9]));
    const observed = Object.fromEntries(
      calibrationTable(rows).map(({ nominal, observed: share }) => [nominal, share]),
    );
    expect([observed[0.1], observed[0.5], observed[0.9]]).toEqual([0.2, 0.5, 0.9]);
    // The 70th lies 0.5244 / 1.2816 of the way from ln 5 to ln 9: at 6.36, and six outcomes are below.
    expect(observed[0.7]).toBe(0.6);
  });
});

describe('compareMethods', () => {
  it('says who is nearer to the outcomes, and when that cannot be told', () => {
    const near = Array.from({ length: 40 }, (_, at) => row(2 + (at % 3) / 100, [1, 2, 4]));
    const found = compareMethods(near);
    expect(found.find(({ method, against }) => method === 'blend' && against === 'ridge')).toMatchObject({
      verdict: 'better',
    });
    expect(found.find(({ method, against }) => method === 'ridge' && against === 'neighbours')).toMatchObject(
      {
        difference: 0,
        verdict: 'not told apart',
      },
    );
    expect(found).toHaveLength(30);
  });
});

describe('fitMedianBars', () => {
  it('gives a group its own median from five rows on, else that of all', () => {
    const rows = [
      ...[1, 2, 3, 4, 5].map((outcome) => ({ group: 'large', outcome })),
      ...[100, 101, 102, 103].map((outcome) => ({ group: 'small', outcome })),
    ];
    const bars = fitMedianBars(rows);
    expect(LEAST_GROUP_ROWS).toBe(5);
    expect([bars.of('large')[1], bars.of('small')[1], bars.of('never seen')[1]]).toEqual([3, 5, 5]);
  });
});
