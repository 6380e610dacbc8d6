import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addCents,
  type Cents,
  centsFromUsd,
  MAX_CENTS,
  MoneyError,
  negateCents,
  scaleCents,
  shareOutCents,
  spreadCents,
  subtractCents,
  usdFromCents,
  wholeCents,
} from './money.ts';

const anyCents = fc.maxSafeInteger().map((cents) => wholeCents(cents));
const someCents = fc.integer({ min: -(10 ** 12), max: 10 ** 12 }).map((cents) => wholeCents(cents));

describe('centsFromUsd', () => {
  it.for([
    [0.1 + 0.2, 30],
    [1.005, 101],
    [-1.005, -101],
    [1e-7, 0],
    [19.99, 1_999],
    [1e12, 1e14],
    [-0, 0],
  ] as const)('reads %d dollars as %d cents', ([usd, cents]) => {
    expect(centsFromUsd(usd)).toBe(cents);
  });

  it.for([Number.NaN, Number.POSITIVE_INFINITY, 1e15, -1e15])(
    'refuses %d, and says how much is possible',
    (usd) => {
      expect(() => centsFromUsd(usd)).toThrow(MoneyError);
      expect(() => centsFromUsd(usd)).toThrow(/90 trillion/);
    },
  );

  it('comes back to the cent from any amount below 10 trillion dollars', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), (cents) => {
        expect(centsFromUsd(usdFromCents(wholeCents(cents)))).toBe(cents);
      }),
    );
  });

  it('reads an amount as its decimal is written', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(99), (dollars, cents) => {
        expect(centsFromUsd(Number(`${dollars}.${String(cents).padStart(2, '0')}`))).toBe(
          dollars * 100 + cents,
        );
      }),
    );
  });
});

describe('addCents, subtractCents, negateCents', () => {
  it('sum to the same cent in any order, and take away what they added', () => {
    fc.assert(
      fc.property(fc.array(someCents, { maxLength: 50 }), someCents, (amounts, one) => {
        const sum = addCents(...amounts);
        expect(addCents(...amounts.toReversed())).toBe(sum);
        expect(subtractCents(addCents(sum, one), one)).toBe(sum);
        expect(addCents(sum, negateCents(sum))).toBe(0);
      }),
    );
  });

  it('refuse a sum that is too large', () => {
    expect(() => addCents(MAX_CENTS, wholeCents(1))).toThrow(MoneyError);
    expect(() => subtractCents(negateCents(MAX_CENTS), wholeCents(1))).toThrow(MoneyError);
  });
});

describe('scaleCents', () => {
  it.for([
    [5, 0.5, 3],
    [-5, 0.5, -3],
    [100, 1.2, 120],
    [333, 1 / 3, 111],
    [7, 0, 0],
  ] as const)('makes of %d cents times %d %d', ([cents, factor, scaled]) => {
    expect(scaleCents(wholeCents(cents), factor)).toBe(scaled);
  });

  it('is within half a cent and a rounding of the product', () => {
    fc.assert(
      fc.property(someCents, fc.double({ min: -10, max: 10, noNaN: true }), (cents, factor) => {
        expect(Math.abs(scaleCents(cents, factor) - cents * factor)).toBeLessThanOrEqual(0.5 + 1e-3);
      }),
    );
  });

  it('refuses a factor that is no number', () => {
    expect(() => scaleCents(wholeCents(1), Number.NaN)).toThrow(MoneyError);
  });
});

describe('shareOutCents', () => {
  it.for([
    [100, [1, 1, 1], [34, 33, 33]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [7, [0.5, 0.25, 0.25], [3, 2, 2]],
    [1, [0, 5], [0, 1]],
  ] as const)('parts %d by %j', ([total, portions, parts]) => {
    expect(shareOutCents(wholeCents(total), portions)).toEqual(parts);
  });

  it('loses no cent of any amount, and is within a cent of each portion', () => {
    const anyPortions = fc
      .array(fc.nat(1_000_000), { minLength: 1, maxLength: 40 })
      .filter((portions) => portions.some((portion) => portion > 0));
    fc.assert(
      fc.property(anyCents, anyPortions, (total, portions) => {
        const parts = shareOutCents(total, portions);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total));
        expect(parts.every((part) => Object.is(part, 0) || Math.sign(part) === Math.sign(total))).toBe(true);
        if (Math.abs(total) < 1e9) {
          const whole = portions.reduce((sum, portion) => sum + portion, 0);
          for (const [at, part] of parts.entries())
            expect(Math.abs(part - (total * (portions[at] ?? 0)) / whole)).toBeLessThanOrEqual(1.01);
        }
      }),
    );
  });

  it.for([[[]], [[0, 0]], [[1, -1]], [[Number.NaN, 1]], [[Number.POSITIVE_INFINITY]]])(
    'refuses the portions %j',
    ([portions]) => {
      expect(() => shareOutCents(wholeCents(1), portions ?? [])).toThrow(MoneyError);
    },
  );
});

describe('spreadCents', () => {
  it('spreads without losing a cent, no two parts more than one apart', () => {
    fc.assert(
      fc.property(someCents, fc.integer({ min: 1, max: 120 }), (total: Cents, parts) => {
        const spread = spreadCents(total, parts);
        expect(addCents(...spread)).toBe(total);
        expect(Math.max(...spread) - Math.min(...spread)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
