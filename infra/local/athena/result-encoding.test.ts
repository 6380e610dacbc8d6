import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { javaDouble } from './result-encoding.ts';

describe('javaDouble', () => {
  it.for([
    [0, '0.0'],
    [-0, '-0.0'],
    [120000, '120000.0'],
    [0.1, '0.1'],
    [9_999_999, '9999999.0'],
    [10_000_000, '1.0E7'],
    [12_345_678.9, '1.23456789E7'],
    [0.001, '0.001'],
    [0.0001, '1.0E-4'],
    [-2.5e300, '-2.5E300'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
  ] as const)('prints %d as %s', ([value, text]) => {
    expect(javaDouble(value)).toBe(text);
  });

  it('loses nothing of any double', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(Number(javaDouble(value))).toBe(value);
      }),
    );
  });
});
