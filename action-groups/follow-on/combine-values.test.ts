import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineValues } from './combine-values.ts';

const range = fc
  .tuple(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }))
  .map((values) => {
    const [low = 1, median = 1, high = 1] = [...values].sort((a, b) => a - b);
    return { low, median, high };
  });

describe('combineValues', () => {
  it('gives one certain step its own range back', () => {
    const arrUsd = { low: 50_000, median: 100_000, high: 400_000 };
    const combined = combineValues([{ arrUsd, share: 1, parent: null }]);
    for (const end of ['low', 'median', 'high'] as const) {
      expect((combined?.all[end] ?? 0) / arrUsd[end]).toBeGreaterThan(0.9);
      expect((combined?.all[end] ?? 0) / arrUsd[end]).toBeLessThan(1.1);
    }
    expect(combined?.likely).toEqual(combined?.all);
  });

  it('counts no step without the one that it hangs on', () => {
    const arrUsd = { low: 1, median: 1, high: 1 };
    const combined = combineValues([
      { arrUsd: null, share: 0, parent: null },
      { arrUsd, share: 1, parent: 0 },
    ]);
    expect(combined?.likely).toEqual({ low: 0, median: 0, high: 0 });
    expect(combineValues([{ arrUsd: null, share: 1, parent: null }])).toBeNull();
  });

  it('keeps its ends in order, and the likely total below that of all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ arrUsd: range, share: fc.double({ min: 0, max: 1, noNaN: true }) }), {
          minLength: 1,
          maxLength: 6,
        }),
        (steps) => {
          const combined = combineValues(steps.map((step) => ({ ...step, parent: null })));
          for (const { low, median, high } of [combined?.all, combined?.likely].flatMap(
            (each) => each ?? [],
          )) {
            expect(low).toBeLessThanOrEqual(median);
            expect(median).toBeLessThanOrEqual(high);
          }
          expect(combined?.likely.median ?? 0).toBeLessThanOrEqual(combined?.all.median ?? 0);
        },
      ),
      { numRuns: 20 },
    );
  });
});
