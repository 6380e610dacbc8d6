import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount, formatDate, formatExactUsd, formatMonth, formatShare, formatUsd } from './format.ts';

describe('formatUsd', () => {
  it.for([
    [0, '$0'],
    [949.6, '$950'],
    [999.9, '$1k'],
    [12_449, '$12.4k'],
    [999_600, '$1M'],
    [1_208_333, '$1.21M'],
    [-45_000, '-$45k'],
    [3_400_000_000, '$3.4B'],
  ] as const)('writes %d as %s', ([usd, text]) => {
    expect(formatUsd(usd)).toBe(text);
  });

  it('stays within half a percent of the amount', () => {
    const factors: Record<string, number> = { k: 1e3, M: 1e6, B: 1e9 };
    fc.assert(
      fc.property(fc.double({ min: 1000, max: 9.9e11, noNaN: true }), (usd) => {
        const [, digits = '', unit = ''] = /^\$([\d.]+)([kMB])$/.exec(formatUsd(usd)) ?? [];
        expect(Math.abs((Number(digits) * (factors[unit] ?? 0)) / usd - 1)).toBeLessThanOrEqual(0.005);
      }),
    );
  });
});

describe('the other formats', () => {
  it('write dates, counts and shares', () => {
    expect([
      formatExactUsd(1_208_333.4),
      formatMonth('2027-03'),
      formatDate('2027-03-05'),
      formatCount(1, 'project'),
      formatCount(1214, 'project'),
      formatShare(0.381),
      formatShare(0.999),
      formatShare(0.001),
      formatShare(1),
    ]).toEqual([
      '$1,208,333',
      'March 2027',
      '5 March 2027',
      '1 project',
      '1,214 projects',
      '38 %',
      'over 99 %',
      'under 1 %',
      '100 %',
    ]);
  });
});
