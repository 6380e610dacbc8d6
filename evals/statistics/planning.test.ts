import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { holm } from './holm.ts';
import { mcnemarPower } from './mcnemar-power.ts';
import { pairsDetect, pairsNeeded } from './pair-plan.ts';
import { pairedTNeeded, pairedTPower } from './paired-t-power.ts';
import { passAtK, passHatK } from './pass-at-k.ts';
import { casesDetect, casesNeeded } from './score-plan.ts';

describe('pairsDetect', () => {
  it.for([
    [50, 17],
    [100, 12],
    [200, 9],
    [500, 5.6],
  ] as const)('of %s pairs with a fifth differing finds some %s points', ([pairs, points]) => {
    expect(Math.abs(100 * (pairsDetect(pairs, 0.2) ?? 0) - points)).toBeLessThan(0.5);
  });

  it('cannot get there with 20', () => {
    expect(pairsDetect(20, 0.2)).toBeUndefined();
  });

  it('is undone by pairsNeeded', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 5_000 }),
        fc.double({ min: 0.1, max: 0.6, noNaN: true }),
        (pairs, discordant) => {
          const found = pairsDetect(pairs, discordant);
          fc.pre(found !== undefined);
          const needed = pairsNeeded((discordant + found) / 2, (discordant - found) / 2);
          expect(needed / pairs).toBeCloseTo(1, 6);
        },
      ),
    );
  });

  it('agrees with what the test would do: power near 80 % at the planned count', () => {
    const pairs = Math.ceil(pairsNeeded(0.15, 0.05));
    expect(mcnemarPower(pairs, 0.15, 0.05)).toBeGreaterThan(0.77);
    expect(mcnemarPower(pairs, 0.15, 0.05)).toBeLessThan(0.84);
  });
});

describe('casesDetect', () => {
  it('is undone by casesNeeded, and repeats help only as far as repeats vary', () => {
    const spread = { between: 0.04, within: { base: 0.1, candidate: 0.1 }, repeats: 4 };
    expect(casesNeeded(casesDetect(120, spread), spread)).toBeCloseTo(120, 6);
    expect(casesDetect(120, { ...spread, repeats: 1e6 })).toBeCloseTo(casesDetect(120, { between: 0.04 }), 4);
    expect(casesNeeded(0, spread)).toBe(Number.POSITIVE_INFINITY);
    expect(() => casesNeeded(0.1, { between: -1 })).toThrow('variance between -1');
  });
});

describe('pairedTNeeded', () => {
  it('is undone by pairedTPower', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (difference, deviation) => {
          const needed = pairedTNeeded(difference, deviation);
          fc.pre(needed > 2.5 && needed < 1e4);
          expect(pairedTPower(needed, difference, deviation)).toBeCloseTo(0.8, 6);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('refusals', () => {
  it.for([
    ['shares above one', () => pairsNeeded(0.8, 0.3), 'shares 0.8 and 0.3'],
    ['a share below nothing', () => mcnemarPower(10, -0.1, 0.2), 'shares -0.1 and 0.2'],
    ['no pairs', () => mcnemarPower(0, 0.1, 0.2), 'pairs 0'],
    ['nothing that differs', () => pairsDetect(10, 0), 'discordant 0'],
    ['a level of 0', () => pairsNeeded(0.1, 0.2, { alpha: 0 }), 'alpha 0'],
    ['no deviation', () => pairedTPower(10, 0.1, 0), 'deviation 0'],
    ['more passes than repeats', () => passAtK(3, 4, 1), 'passed 4'],
    ['k above the repeats', () => passHatK(3, 1, 4), 'k 4'],
  ] as const)('of %s name the value', ([, call, words]) => {
    expect(call).toThrow(words);
  });
});

describe('passAtK and passHatK', () => {
  it('are each other’s mirror and one at k = 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.nat({ max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (n, c, k) => {
          fc.pre(c <= n && k <= n);
          expect(passAtK(n, c, k)).toBeCloseTo(1 - passHatK(n, n - c, k), 12);
          expect(passAtK(n, c, 1)).toBeCloseTo(c / n, 12);
          expect(passHatK(n, c, k)).toBeLessThanOrEqual(passAtK(n, c, k) + 1e-12);
        },
      ),
    );
  });
});

describe('holm and benjaminiHochberg', () => {
  it('keep the order of p-values, never below them; Holm is the stricter', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (ps) => {
        const strict = holm(ps);
        const mild = benjaminiHochberg(ps);
        ps.forEach((p, at) => {
          expect(mild[at]).toBeGreaterThanOrEqual(p - 1e-12);
          expect(strict[at]).toBeGreaterThanOrEqual((mild[at] ?? 1) - 1e-12);
          expect(strict[at]).toBeLessThanOrEqual(Math.min(1, p * ps.length) + 1e-12);
        });
        const order = (values: readonly number[]) =>
          ps
            .map((_, at) => at)
            .sort((a, b) => (ps[a] ?? 0) - (ps[b] ?? 0))
            .map((at) => values[at] ?? 0);
        for (const sorted of [order(strict), order(mild)])
          expect(sorted.every((value, at) => at === 0 || value >= (sorted[at - 1] ?? 0))).toBe(true);
      }),
    );
  });
});
