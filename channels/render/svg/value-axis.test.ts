import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAxis } from './value-axis.ts';

describe('valueAxis', () => {
  it.for([
    [[-250_000, 470_000], 4, [-400_000, -200_000, 0, 200_000, 400_000, 600_000]],
    [[0], 4, [0, 1]],
    [[-90], 3, [-100, -50, 0]],
    [[5, 10], 5, [0, 2, 4, 6, 8, 10]],
  ] as const)('has round steps for %j', ([values, steps, ticks]) => {
    expect(valueAxis(values, steps).ticks).toEqual(ticks);
  });

  it('holds zero and every value, in order, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double(), { maxLength: 20 }),
        fc.integer({ min: 1, max: 8 }),
        (values, steps) => {
          const axis = valueAxis(values, steps);
          expect(axis.ticks).toContain(0);
          expect(axis.ticks.length).toBeLessThanOrEqual(steps + 3);
          const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
          const shares = sorted.map((value) => axis.share(value));
          for (const share of shares) expect(share >= 0 && share <= 1).toBe(true);
          expect(shares).toEqual(shares.toSorted((a, b) => a - b));
        },
      ),
    );
  });
});
