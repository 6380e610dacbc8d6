import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialAtMost, binomialExactly } from './binomial.ts';
import { chiSquareAbove } from './chi-square.ts';
import { incompleteBeta, incompleteBetaInverse, incompleteBetaUpper } from './incomplete-beta.ts';
import { incompleteGamma, incompleteGammaUpper } from './incomplete-gamma.ts';
import { logBeta, logChoose, logGamma } from './log-gamma.ts';
import { noncentralTBelow } from './noncentral-t.ts';
import { normalBelow, normalQuantile } from './normal.ts';
import { quantile } from './quantile.ts';
import { studentBelow, studentQuantile, studentTwoSided } from './student-t.ts';

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const share = double(1e-12, 1 - 1e-12);

/** Equal to a relative precision. */
function near(ours: number, theirs: number, relative = 1e-9): boolean {
  return Math.abs(ours - theirs) <= relative * Math.max(Math.abs(theirs), Number.MIN_VALUE);
}

describe('logGamma', () => {
  it('knows factorials and the root of pi', () => {
    expect(logGamma(1)).toBeCloseTo(0, 14);
    expect(near(logGamma(11), Math.log(3_628_800), 1e-14)).toBe(true);
    expect(near(logGamma(0.5), Math.log(Math.PI) / 2, 1e-14)).toBe(true);
    expect(near(Math.exp(logChoose(52, 5)), 2_598_960, 1e-11)).toBe(true);
    expect(near(Math.exp(logBeta(2, 3)), 1 / 12, 1e-13)).toBe(true);
  });

  it('grows as x does: gamma(x + 1) = x gamma(x)', () => {
    fc.assert(
      fc.property(
        double(0.01, 5_000),
        (x) => Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x)) <= 1e-12 * Math.max(1, logGamma(x + 1)),
      ),
    );
  });

  it('refuses what it is not defined for', () => {
    expect(() => logGamma(0)).toThrow('above 0');
    expect(() => logGamma(Number.NaN)).toThrow('above 0');
  });
});

describe('incompleteBeta', () => {
  it('is a binomial tail at whole numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat({ max: 199 }), double(0.001, 0.999), (n, k, p) => {
        fc.pre(k < n);
        return near(incompleteBetaUpper(p, k + 1, n - k), binomialAtMost(k, n, p), 1e-9);
      }),
    );
  });

  it('has two tails that make one, and mirrors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_024 }), double(0.1, 500), double(0.1, 500), (of1024, a, b) => {
        const x = of1024 / 1_024;
        const lower = incompleteBeta(x, a, b);
        return (
          Math.abs(lower + incompleteBetaUpper(x, a, b) - 1) < 1e-12 &&
          Math.abs(lower - incompleteBetaUpper(1 - x, b, a)) < 1e-9
        );
      }),
    );
  });

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(double(0.001, 0.999), double(0.5, 300), double(0.5, 300), (p, a, b) => {
        const x = incompleteBetaInverse(p, a, b);
        return near(incompleteBeta(x, a, b), p, 1e-8);
      }),
      { numRuns: 50 },
    );
    expect([incompleteBetaInverse(0, 2, 3), incompleteBetaInverse(1, 2, 3)]).toEqual([0, 1]);
  });

  it('refuses what it is not defined for', () => {
    expect(() => incompleteBeta(1.1, 1, 1)).toThrow('x from 0 to 1');
    expect(() => incompleteBeta(Number.NaN, 1, 1)).toThrow('x from 0 to 1');
    expect(() => incompleteBetaInverse(2, 1, 1)).toThrow('probability 2');
  });
});

describe('incompleteGamma', () => {
  it('is 1 - exp(-x) for a = 1', () => {
    fc.assert(fc.property(double(0, 600), (x) => near(incompleteGammaUpper(1, x), Math.exp(-x), 1e-11)));
  });

  it('has two tails that make one and moves with a as x^a exp(-x) / gamma(a + 1)', () => {
    fc.assert(
      fc.property(double(0.1, 300), double(0.01, 300), (a, x) => {
        const step = Math.exp(a * Math.log(x) - x - logGamma(a + 1));
        return (
          Math.abs(incompleteGamma(a, x) + incompleteGammaUpper(a, x) - 1) < 1e-12 &&
          Math.abs(incompleteGamma(a, x) - incompleteGamma(a + 1, x) - step) < 1e-11
        );
      }),
    );
    expect(() => incompleteGamma(1, Number.NaN)).toThrow('x at least 0');
  });
});

describe('the normal distribution', () => {
  it('knows its tables, far tails included', () => {
    expect(near(normalQuantile(0.975), 1.959963984540054, 1e-15)).toBe(true);
    expect(near(normalBelow(-10), 7.619853024160525e-24, 1e-11)).toBe(true);
    expect(near(normalQuantile(1e-100), -21.273453560965322, 1e-12)).toBe(true);
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(0.5)]).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      0,
    ]);
  });

  it('is undone by its quantile', () => {
    fc.assert(fc.property(share, (p) => near(normalBelow(normalQuantile(p)), p, 1e-11)));
  });
});

describe("Student's t", () => {
  it('of one degree is Cauchy, and of many nearly normal', () => {
    fc.assert(
      fc.property(
        double(-1e4, 1e4),
        (t) => Math.abs(studentBelow(t, 1) - (0.5 + Math.atan(t) / Math.PI)) < 1e-12,
      ),
    );
    expect(studentQuantile(0.975, 1e7)).toBeCloseTo(1.9599641, 5);
    expect(near(studentQuantile(0.975, 9), 2.262157162798205, 1e-10)).toBe(true);
  });

  it('is undone by its quantile', () => {
    fc.assert(
      fc.property(double(1e-6, 1 - 1e-6), double(1, 3_000), (p, degrees) =>
        near(studentBelow(studentQuantile(p, degrees), degrees), p, 1e-9),
      ),
      { numRuns: 50 },
    );
  });

  it('has no tail beyond infinity, and all of it beyond 0', () => {
    expect([studentTwoSided(Number.POSITIVE_INFINITY, 3), studentTwoSided(0, 3)]).toEqual([0, 1]);
    expect(studentTwoSided(Number.NaN, 3)).toBeNaN();
    expect([studentQuantile(0, 3), studentQuantile(0.5, 3), studentQuantile(1, 3)]).toEqual([
      Number.NEGATIVE_INFINITY,
      0,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('moved by nothing is itself', () => {
    fc.assert(
      fc.property(
        double(-30, 30),
        double(1, 200),
        (t, degrees) => Math.abs(noncentralTBelow(t, degrees, 0) - studentBelow(t, degrees)) < 1e-11,
      ),
    );
  });

  it('moved lies where other libraries have it', () => {
    expect(near(noncentralTBelow(2.5, 12, 1.3), 0.8474294025092051, 1e-11)).toBe(true);
    expect(near(noncentralTBelow(-1, 30, -2), 0.8413611329316459, 1e-11)).toBe(true);
    expect(near(studentTwoSided(40, 30), 1.3726045194406417e-27, 1e-10)).toBe(true);
    expect(near(studentQuantile(1e-10, 4), -416.1751403296041, 1e-10)).toBe(true);
  });

  it('moved far lies as far, and is found where its weights begin far out', () => {
    expect(noncentralTBelow(39, 1e6, 40)).toBeCloseTo(normalBelow(-1), 3);
    expect(noncentralTBelow(Number.POSITIVE_INFINITY, 5, 2)).toBe(1);
  });
});

describe('chiSquareAbove', () => {
  it('lies where other libraries have it', () => {
    expect(near(chiSquareAbove(100, 3), 1.5541594313896026e-21, 1e-11)).toBe(true);
    expect(near(incompleteGammaUpper(50, 90), 1.6494985017178526e-6, 1e-11)).toBe(true);
    expect(near(incompleteBeta(0.55, 300, 200), 0.011853654379737162, 1e-11)).toBe(true);
  });

  it('of one degree is both tails of a normal', () => {
    fc.assert(
      fc.property(double(0.01, 30), (z) => near(chiSquareAbove(z * z, 1), 2 * normalBelow(-z), 1e-9)),
    );
  });
});

describe('binomial', () => {
  it('has chances that make one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), double(0, 1), (n, p) => {
        const total = Array.from({ length: n + 1 }, (_, k) => binomialExactly(k, n, p));
        return Math.abs(total.reduce((sum, each) => sum + each, 0) - 1) < 1e-10;
      }),
      { numRuns: 50 },
    );
    expect(binomialExactly(-1, 3, 0.5)).toBe(0);
  });
});

describe('quantile', () => {
  it('lies between its neighbours', () => {
    expect([0, 0.25, 0.5, 1].map((each) => quantile([1, 2, 10], each))).toEqual([1, 1.5, 2, 10]);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
