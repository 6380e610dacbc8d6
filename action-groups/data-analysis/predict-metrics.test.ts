import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceRows } from './__fixtures__/evidence-row.ts';
import { endsAmong, predictMetrics, rangeOf } from './predict-metrics.ts';

const anyWeighed = fc.array(
  fc.record({ value: fc.integer({ min: 0, max: 5_000_000 }), weight: fc.integer({ min: 1, max: 50 }) }),
  { minLength: 5, maxLength: 40 },
);
const of = ({ value }: { readonly value: number }) => value;

describe('rangeOf', () => {
  it('is in order, and inside the values', () => {
    fc.assert(
      fc.property(anyWeighed, (rows) => {
        const range = rangeOf(rows, of);
        const values = rows.map(of);
        expect(range?.low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(range?.low).toBeLessThanOrEqual(range?.median ?? Number.NaN);
        expect(range?.median).toBeLessThanOrEqual(range?.high ?? Number.NaN);
        expect(range?.high).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });

  it('does not get narrower as evidence thins: fewer projects that are spread alike', () => {
    fc.assert(
      fc.property(anyWeighed, fc.integer({ min: 2, max: 6 }), (rows, times) => {
        const thin = rangeOf(rows, of);
        const thick = rangeOf(
          rows.flatMap((row) => Array.from({ length: times }, () => row)),
          of,
        );
        // A thousandth for the rounding of sums.
        expect(thin?.low).toBeLessThanOrEqual((thick?.low ?? 0) * 1.001 + 1);
        expect(thin?.high).toBeGreaterThanOrEqual((thick?.high ?? 0) * 0.999 - 1);
      }),
    );
  });

  it('is none from fewer than five', () => {
    expect(rangeOf(evidenceRows(4), ({ arrUsd }) => arrUsd)).toBeNull();
  });
});

describe('endsAmong', () => {
  it.for([
    [1, 0],
    [4, 0],
    [5, 0.02],
    [40, 0.09],
    [1e9, 0.1],
  ] as const)('lies, among %d projects, at %d', ([effective, low]) => {
    const ends = endsAmong(effective);
    expect(ends[0]).toBeCloseTo(low, 6);
    expect(ends[2]).toBeCloseTo(1 - low, 6);
  });
});

describe('predictMetrics', () => {
  it('adds up in a project: launch is close, gap and duration', () => {
    const { launchMonth } = predictMetrics(evidenceRows(8), '2027-01-31');
    expect(launchMonth).toMatchObject({ low: '2027-09', median: '2027-09', high: '2027-09' });
  });
});
