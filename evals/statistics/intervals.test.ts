import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from './clopper-pearson.ts';
import { clusteredMean } from './clustered-mean.ts';
import { mcnemar } from './mcnemar.ts';
import { newcombePaired } from './newcombe-paired.ts';
import { newcombeUnpaired } from './newcombe-unpaired.ts';
import { tangoInterval } from './tango-interval.ts';
import { wilcoxonSignedRank } from './wilcoxon.ts';
import { wilsonInterval } from './wilson-interval.ts';

const rate = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([cases, share]) => [Math.round(cases * share), cases] as const);
const count = fc.nat({ max: 60 });

describe('wilsonInterval and clopperPearson', () => {
  it('hold the rate, stay between 0 and 1, and mirror', () => {
    fc.assert(
      fc.property(rate, ([passed, cases]) => {
        for (const interval of [wilsonInterval, clopperPearson]) {
          const { low, high } = interval(passed, cases);
          const mirrored = interval(cases - passed, cases);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(passed / cases);
          expect(high).toBeGreaterThanOrEqual(passed / cases);
          expect(mirrored.low).toBeCloseTo(1 - high, 10);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.for([
    [3, 2, 0.95, 'passed 3: at most the 2 cases'],
    [0, 0, 0.95, 'cases 0: a whole number of at least 1'],
    [0.5, 1, 0.95, 'passed 0.5: a whole number of at least 0'],
    [1, 2, 1, 'confidence 1: between 0 and 1, both exclusive'],
  ] as const)('refuse %s of %s at %s', ([passed, cases, confidence, words]) => {
    expect(() => wilsonInterval(passed, cases, confidence)).toThrow(words);
    expect(() => clopperPearson(passed, cases, confidence)).toThrow(words);
  });

  it('clopperPearson is exact: either end leaves 2.5 % beyond the rate', () => {
    const { high } = clopperPearson(0, 20);
    expect((1 - high) ** 20).toBeCloseTo(0.025, 12);
  });
});

describe('mcnemar', () => {
  it('knows no direction, and mid-p is never above the exact p', () => {
    fc.assert(
      fc.property(count, count, (gained, lost) => {
        const { exactP, midP } = mcnemar(gained, lost);
        expect(mcnemar(lost, gained)).toEqual(mcnemar(gained, lost));
        expect(midP).toBeLessThanOrEqual(exactP);
        expect(midP).toBeGreaterThan(0);
      }),
    );
  });

  it('says nothing where nothing differs', () => {
    expect(mcnemar(0, 0)).toEqual({ exactP: 1, midP: 1, chiSquare: 0, chiSquareP: 1 });
    expect(mcnemar(4, 4).midP).toBeCloseTo(1, 12);
  });
});

describe('newcombePaired, tangoInterval and newcombeUnpaired', () => {
  it('hold the difference, and turn round with their arguments', () => {
    fc.assert(
      fc.property(count, count, count, count, (both, firstOnly, secondOnly, neither) => {
        const pairs = both + firstOnly + secondOnly + neither;
        fc.pre(pairs > 0);
        const ours = newcombePaired({ both, firstOnly, secondOnly, neither });
        const turned = newcombePaired({ both, firstOnly: secondOnly, secondOnly: firstOnly, neither });
        const tango = tangoInterval(firstOnly, secondOnly, pairs);
        expect(ours.low).toBeLessThanOrEqual(ours.difference + 1e-12);
        expect(ours.high).toBeGreaterThanOrEqual(ours.difference - 1e-12);
        expect(turned.low).toBeCloseTo(-ours.high, 12);
        expect(tango.low).toBeLessThanOrEqual(ours.difference + 1e-12);
        expect(tango.high).toBeGreaterThanOrEqual(ours.difference - 1e-12);
      }),
    );
  });

  it('newcombeUnpaired meets Newcombe’s example of 56/70 and 48/80', () => {
    const { difference, low, high } = newcombeUnpaired({ passed: 56, cases: 70 }, { passed: 48, cases: 80 });
    expect([difference, low, high].map((each) => Number(each.toFixed(4)))).toEqual([0.2, 0.0524, 0.3339]);
  });
});

describe('clusteredMean', () => {
  it('is one with the usual t test where each value is a cluster, and wider where values repeat', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 40 }), (values) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        const usual = Math.sqrt(squares / (values.length - 1) / values.length);
        const plain = clusteredMean(values);
        expect(plain.standardError).toBeCloseTo(usual, 12);
        // Each value three times over, as turns of one conversation: no more is known than before.
        const repeated = values.flatMap((value) => [value, value, value]);
        const clustered = clusteredMean(
          repeated,
          repeated.map((_, at) => Math.floor(at / 3)),
        );
        expect(clustered.standardError).toBeCloseTo(plain.standardError, 12);
      }),
    );
  });

  it('says that equal values do not vary', () => {
    expect(clusteredMean([0.1, 0.1, 0.1])).toMatchObject({ standardError: 0, p: 0, low: 0.1, high: 0.1 });
    expect(clusteredMean([0, 0, 0])).toMatchObject({ standardError: 0, t: 0, p: 1, low: 0, high: 0 });
  });

  it.for([
    [[1], [1], '1 cluster: an interval needs at least 2'],
    [[1, 2], [1], '2 values and 1 clusters'],
    [[1, Number.NaN], [1, 2], 'values[1] NaN: a finite number'],
    [[], [], '0 values, at least 1'],
  ] as const)('refuses %s', ([values, clusters, words]) => {
    expect(() => clusteredMean(values, clusters)).toThrow(words);
  });
});

describe('wilcoxonSignedRank', () => {
  it('leaves zeros out and gives ties their mean rank', () => {
    expect(wilcoxonSignedRank([0, 0])).toEqual({ v: 0, p: 1 });
    expect(wilcoxonSignedRank([1, 1, -1])).toEqual({ v: 4, p: 1 });
    expect(wilcoxonSignedRank([1, 2, 3, 4, 5])).toEqual({ v: 15, p: 0.0625 });
  });
});
