import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialTail, holm, wilson } from './significance.ts';

/** Each outcome of n trials by itself. */
function slowTail(k: number, n: number, p: number): number {
  let distribution = [1];
  for (let trial = 0; trial < n; trial += 1) {
    const next = new Array<number>(distribution.length + 1).fill(0);
    distribution.forEach((mass, hits) => {
      next[hits] = (next[hits] ?? 0) + mass * (1 - p);
      next[hits + 1] = (next[hits + 1] ?? 0) + mass * p;
    });
    distribution = next;
  }
  return distribution.slice(Math.max(0, k)).reduce((sum, mass) => sum + mass, 0);
}

describe('binomialTail', () => {
  it('is what counting every outcome gives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, k, p) => {
          expect(binomialTail(k, n, p)).toBeCloseTo(slowTail(k, n, p), 9);
        },
      ),
    );
  });

  it('stays exact for many trials', () => {
    // By symmetry more than half of 2,001 fair trials is one half.
    expect(binomialTail(1001, 2001, 0.5)).toBeCloseTo(0.5, 9);
    expect(binomialTail(700, 1000, 0.5)).toBeLessThan(1e-36);
    expect(binomialTail(700, 1000, 0.5)).toBeGreaterThan(0);
  });
});

describe('holm', () => {
  it('gives the textbook’s values (Holm 1979: each times how many are left, never falling)', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  it('is never below the value itself, never above Bonferroni’s, and keeps their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (values) => {
        const adjusted = holm(values);
        values.forEach((value, at) => {
          expect(adjusted[at]).toBeGreaterThanOrEqual(value);
          expect(adjusted[at]).toBeLessThanOrEqual(Math.min(1, value * values.length));
          values.forEach((other, place) => {
            if (value < other) expect(adjusted[at]).toBeLessThanOrEqual(adjusted[place] ?? 1);
          });
        });
      }),
    );
  });
});

describe('wilson', () => {
  it('holds the share and stays within 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (hits, misses) => {
        fc.pre(hits + misses > 0);
        const { low, high } = wilson(hits, hits + misses);
        const share = hits / (hits + misses);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share + 1e-12);
        expect(high).toBeGreaterThanOrEqual(share - 1e-12);
      }),
    );
  });
});
