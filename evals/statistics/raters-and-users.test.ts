import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import { cuped } from './cuped.ts';
import { cohenKappa } from './kappa.ts';
import { roganGladen } from './rogan-gladen.ts';
import { sampleRatio } from './sample-ratio.ts';
import { userDifference } from './user-difference.ts';

describe('cohenKappa', () => {
  it('is 1 for full agreement, 0 for what chance gives, and NaN where nothing is to be told apart', () => {
    expect(
      cohenKappa([
        [10, 0],
        [0, 5],
      ]),
    ).toMatchObject({ kappa: 1, standardError: 0 });
    expect(
      cohenKappa([
        [9, 3],
        [3, 1],
      ]).kappa,
    ).toBeCloseTo(0, 12);
    expect(
      cohenKappa([
        [10, 0],
        [0, 0],
      ]).kappa,
    ).toBeNaN();
  });

  it('refuses a table that is none', () => {
    expect(() => cohenKappa([[1, 2]])).toThrow('as many rows as columns');
    expect(() =>
      cohenKappa([
        [1, -2],
        [0, 0],
      ]),
    ).toThrow('count -2');
    expect(() =>
      cohenKappa([
        [0, 0],
        [0, 0],
      ]),
    ).toThrow('ratings 0');
  });
});

describe('roganGladen', () => {
  it('undoes what a judge makes of a true rate', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        share,
        fc.double({ min: 0.6, max: 1, noNaN: true }),
        fc.double({ min: 0.6, max: 1, noNaN: true }),
        (rate, sensitivity, specificity) => {
          const observed = rate * sensitivity + (1 - rate) * (1 - specificity);
          expect(roganGladen(observed, sensitivity, specificity)).toBeCloseTo(rate, 9);
        },
      ),
    );
  });

  it('tells nothing of a judge that guesses, and stays a rate', () => {
    expect(roganGladen(0.5, 0.5, 0.5)).toBeUndefined();
    expect([roganGladen(0, 0.9, 0.9), roganGladen(1, 0.9, 0.9)]).toEqual([0, 1]);
    expect(() => roganGladen(1.2, 0.9, 0.9)).toThrow('observed 1.2');
  });
});

describe('sampleRatio', () => {
  it('takes the weights into account', () => {
    expect(sampleRatio([900, 100], [9, 1])).toEqual({ chiSquare: 0, p: 1 });
    expect(sampleRatio([500, 500], [9, 1]).p).toBeLessThan(1e-100);
    expect(sampleRatio([0, 0])).toEqual({ chiSquare: 0, p: 1 });
  });

  it('refuses what are no groups', () => {
    expect(() => sampleRatio([3])).toThrow('at least 2');
    expect(() => sampleRatio([3, 4], [1, 0])).toThrow('weight 0');
    expect(() => sampleRatio([3, 4.5])).toThrow('count 4.5');
  });
});

describe('cuped', () => {
  it('keeps the mean and never adds spread', () => {
    const values = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(values, (pairs) => {
        const outcomes = pairs.map(([outcome]) => outcome);
        const { adjusted, reduction } = cuped(
          outcomes,
          pairs.map(([, before]) => before),
        );
        const mean = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0) / all.length;
        const spread = (all: readonly number[]) =>
          all.reduce((sum, each) => sum + (each - mean(all)) ** 2, 0);
        expect(mean(adjusted)).toBeCloseTo(mean(outcomes), 9);
        expect(spread(adjusted)).toBeCloseTo(spread(outcomes) * (1 - reduction), 6);
        expect(reduction).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('takes all away that was known before', () => {
    expect(cuped([2, 4, 6], [1, 2, 3])).toEqual({ adjusted: [4, 4, 4], theta: 2, reduction: 1 });
    expect(() => cuped([1, 2], [1])).toThrow('one for each');
  });
});

describe('userDifference', () => {
  it('is wider for the turns of few users than for as many users', () => {
    const random = createRandom(5, 1);
    const group = () =>
      Array.from({ length: 30 }, () =>
        random.chance(0.5) ? { total: 20, count: 20 } : { total: 0, count: 20 },
      );
    const [base, candidate] = [group(), group()];
    const asUsers = (users: readonly { total: number }[]) =>
      users.flatMap(({ total }) => Array.from({ length: 20 }, () => ({ total: total / 20, count: 1 })));
    const clustered = userDifference(base, candidate);
    const naive = userDifference(asUsers(base), asUsers(candidate));
    expect(clustered?.difference).toBeCloseTo(naive?.difference ?? Number.NaN, 12);
    expect((clustered?.standardError ?? 0) / (naive?.standardError ?? 1)).toBeGreaterThan(4);
  });

  it('needs two users with turns in each group', () => {
    const one = { total: 1, count: 1 };
    expect(userDifference([one, { total: 0, count: 0 }], [one, one])).toBeUndefined();
    expect(userDifference([one, one], [one, one])).toMatchObject({ difference: 0, p: 1, low: 0, high: 0 });
  });
});
