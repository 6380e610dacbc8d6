import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveSample, type WeightedValue, weightedQuantiles } from './weighted-quantile.ts';

const weighted = fc.record({
  value: fc.oneof(fc.nat(20), fc.double({ min: 0, max: 1e9, noNaN: true })),
  weight: fc.double({ min: 1e-6, max: 1, noNaN: true }),
});
const sample = fc.array(weighted, { minLength: 1, maxLength: 40 });
const scale = fc.constantFrom('linear' as const, 'log' as const);
const probability = fc.double({ min: 0, max: 1, noNaN: true });

function expectNear(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, index) => {
    const other = expected[index] ?? Number.NaN;
    expect(Math.abs(value - other)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(other)));
  });
}

describe('weightedQuantiles', () => {
  it.for([
    [[1, 1, 1, 1], 0.5, 'linear', 2.5],
    [[1, 1, 1, 1], 0.1, 'linear', 1],
    [[1, 1, 1, 1], 0.25, 'linear', 1.5],
    [[1, 1, 1, 1], 1, 'linear', 4],
    [[0, 0, 1, 0], 0.9, 'linear', 3],
    [[1, 0, 0, 1], 0.5, 'linear', 2.5],
    [[1, 0, 0, 1], 0.5, 'log', Math.sqrt(2 * 5) - 1],
    [[3, 1, 0, 0], 0.5, 'linear', 1],
    [[3, 1, 0, 0], 0.75, 'linear', 1.5],
    [[9, 1, 0, 0], 0.9, 'linear', 1.5],
  ] as const)(
    'of 1, 2, 3, 4 with the weights %s at %d on the %s scale is %d',
    ([weights, at, on, expected]) => {
      const values = weights.map((weight, index) => ({ value: index + 1, weight }));
      expect(weightedQuantiles(values, [at], on)[0]).toBeCloseTo(expected, 12);
    },
  );

  it('are ordered as their probabilities and stay within the values', () => {
    fc.assert(
      fc.property(sample, fc.array(probability, { minLength: 2, maxLength: 5 }), scale, (values, at, on) => {
        const quantiles = weightedQuantiles(
          values,
          [...at].sort((a, b) => a - b),
          on,
        );
        expect(quantiles).toEqual([...quantiles].sort((a, b) => a - b));
        const all = values.map(({ value }) => value);
        for (const quantile of quantiles) {
          expect(quantile).toBeGreaterThanOrEqual(Math.min(...all));
          expect(quantile).toBeLessThanOrEqual(Math.max(...all));
        }
      }),
    );
  });

  it('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(sample, probability, scale, (values, at, on) => {
        expect(weightedQuantiles([...values].reverse(), [at], on)).toEqual(
          weightedQuantiles(values, [at], on),
        );
      }),
    );
  });

  it('do not depend on the size of the weights', () => {
    fc.assert(
      fc.property(sample, probability, scale, fc.constantFrom(0.25, 8, 1024), (values, at, on, factor) => {
        const scaled = values.map(({ value, weight }) => ({ value, weight: weight * factor }));
        expectNear(weightedQuantiles(scaled, [at], on), weightedQuantiles(values, [at], on));
      }),
    );
  });

  it('count a value that comes twice as one of twice the weight', () => {
    fc.assert(
      fc.property(sample, weighted, probability, scale, (values, again, at, on) => {
        const twice = weightedQuantiles([...values, again, again], [at], on);
        const doubled = weightedQuantiles([...values, { ...again, weight: again.weight * 2 }], [at], on);
        expectNear(twice, doubled);
      }),
    );
  });

  it('ignore rows without weight, and are NaN when none has any', () => {
    const values: WeightedValue[] = [
      { value: 7, weight: 1 },
      { value: 1_000, weight: 0 },
    ];
    expect(weightedQuantiles(values, [0.1, 0.9], 'log')).toEqual([7, 7]);
    expect(weightedQuantiles([{ value: 7, weight: 0 }], [0.5], 'log')).toEqual([Number.NaN]);
    expect(weightedQuantiles([], [0.5], 'linear')).toEqual([Number.NaN]);
  });
});

describe('effectiveSample', () => {
  it('is the number of rows when they weigh the same, and one when one has it all', () => {
    expect(effectiveSample([0.2, 0.2, 0.2, 0.2, 0.2])).toBeCloseTo(5, 12);
    expect(effectiveSample([1, 0, 0])).toBe(1);
    expect(effectiveSample([])).toBe(0);
  });

  it('is between one and the number of rows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 }),
        (weights) => {
          expect(effectiveSample(weights)).toBeGreaterThanOrEqual(1 - 1e-9);
          expect(effectiveSample(weights)).toBeLessThanOrEqual(weights.length + 1e-9);
        },
      ),
    );
  });
});
