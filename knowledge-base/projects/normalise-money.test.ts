import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoney } from './normalise-money.ts';
import { UNREADABLE } from './normalise-text.ts';

describe('readMoney', () => {
  it.for<[unknown, number | null | typeof UNREADABLE]>([
    [1200, 1200],
    [1200.456, 1200.46],
    [12n, 12],
    ['1200', 1200],
    ['$1,234.50', 1234.5],
    ['$ 1234.5', 1234.5],
    ['US$1,234', 1234],
    ['1,234 USD', 1234],
    ['USD 1.2M', 1_200_000],
    ['1.2 million dollars', 1_200_000],
    ['$15k', 15_000],
    ['2bn', 2_000_000_000],
    ['1.234.567,80', 1_234_567.8],
    ['1,5', 1.5],
    ['1e5', 100_000],
    ['.5', 0.5],
    ['-300', -300],
    ['$-300', -300],
    ['-$300', -300],
    ['(300)', -300],
    [-0, 0],
    [null, null],
    [undefined, null],
    ['', null],
    [' - ', null],
    ['N/A', null],
    [Number.NaN, null],
    ['€300', UNREADABLE],
    ['300 EUR', UNREADABLE],
    ['12,34,567', UNREADABLE],
    ['1.2.3', UNREADABLE],
    ['--5', UNREADABLE],
    ['(300', UNREADABLE],
    ['100-200', UNREADABLE],
    ['about 300', UNREADABLE],
    ['1e99', UNREADABLE],
    [Number.POSITIVE_INFINITY, UNREADABLE],
    [true, UNREADABLE],
    [{}, UNREADABLE],
  ])('reads %o as %s', ([cell, expected]) => {
    expect(readMoney(cell)).toBe(expected);
  });

  it('reads an amount back from every way to write it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), fc.boolean(), (inCents, negative) => {
        const usd = (negative ? -inCents : inCents) / 100 || 0;
        const grouped = Math.abs(usd).toLocaleString('en-US', { minimumFractionDigits: 2 });
        const sign = usd < 0 ? '-' : '';
        const written = [
          usd,
          `${usd}`,
          `${sign}$${grouped}`,
          `${sign}${grouped} USD`,
          usd < 0 ? `(${grouped})` : grouped,
        ];
        expect(written.map(readMoney)).toEqual(written.map(() => usd));
      }),
    );
  });

  it('never throws, and answers whole cents or why not', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string(), fc.double(), MONEY_LIKE), (cell) => {
        const usd = readMoney(cell);
        if (typeof usd === 'number') expect(Math.round(usd * 100) / 100).toBe(usd);
        else expect(usd === null || usd === UNREADABLE).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

const MONEY_LIKE = fc.stringMatching(/^[-($ ]{0,2}[0-9.,]{1,12}[kKmMbB)]{0,2}$/);
