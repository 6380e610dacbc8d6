import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from './apportion.ts';

describe('apportion', () => {
  it.for([
    [100, [1, 1, 1], [34, 33, 33]],
    [7, [0.5, 0.25, 0.25], [3, 2, 2]],
    [10, [0, 0], [0, 10]],
    [0, [0.3, 0.7], [0, 0]],
  ] as const)('parts %d by %j', ([total, portions, parts]) => {
    expect(apportion(total, portions)).toEqual(parts);
  });

  it('makes whole parts that add up exactly and are within one of their portion', () => {
    const anyPortions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.nat(2_000_000_000), anyPortions, (total, portions) => {
        const parts = apportion(total, portions);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        expect(parts.every((part) => Number.isInteger(part) && part >= 0)).toBe(true);
        const sum = portions.reduce((all, portion) => all + portion, 0);
        if (sum > 1e-9)
          for (const [at, part] of parts.entries())
            expect(Math.abs(part - (total * (portions[at] ?? 0)) / sum)).toBeLessThanOrEqual(1.001);
      }),
    );
  });
});
