import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import { bootstrap } from './bootstrap.ts';
import { evidenceP, pairEvidence, scoreEvidence } from './e-process.ts';
import { quantile } from './quantile.ts';
import { signFlip } from './sign-flip.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('signFlip', () => {
  it('counts what a plain enumeration counts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 11 }), (values) => {
        const kept = values.filter((value) => value !== 0);
        const seen = Math.abs(kept.reduce((sum, value) => sum + value, 0));
        let count = 0;
        for (let bits = 0; bits < 2 ** kept.length; bits += 1) {
          const sum = kept.reduce((total, value, at) => total + ((bits >> at) & 1 ? -value : value), 0);
          if (Math.abs(sum) >= seen) count += 1;
        }
        expect(signFlip(values)).toMatchObject({ p: count / 2 ** kept.length, isExact: true });
      }),
      { numRuns: 60 },
    );
  });

  it('draws flips where there are too many, near to what all of them would say, the same for a seed', () => {
    const random = createRandom(7, 1);
    const values = Array.from({ length: 18 }, () => random.normal() + 0.4);
    const exact = signFlip(values);
    // Two values that hardly count make it draw.
    const drawn = signFlip([...values, 1e-9, 1e-9]);
    expect([exact.isExact, exact.of, drawn.isExact, drawn.of]).toEqual([true, 2 ** 18, false, 20_000]);
    expect(Math.abs(drawn.p - exact.p)).toBeLessThan(0.01);
    expect(signFlip([...values, 1e-9, 1e-9])).toEqual(drawn);
    expect(signFlip([...values, 1e-9, 1e-9], { seed: 2 })).not.toEqual(drawn);
  });

  it('is certain of nothing: zeros and no values have p 1, and a drawn p is never 0', () => {
    expect(signFlip([0, 0, 0])).toEqual({ p: 1, count: 1, of: 1, isExact: true });
    expect(signFlip([])).toMatchObject({ p: 1 });
    expect(signFlip(Array.from({ length: 100 }, () => 1)).p).toBe(1 / 20_001);
    expect(() => signFlip([Number.NaN])).toThrow('values[0] NaN');
  });

  it('flips 500 values 20,000 times in at most 0.3 s', () => {
    const random = createRandom(3, 1);
    const values = Array.from({ length: 500 }, () => random.normal());
    const fastest = Math.min(
      ...[1, 2, 3].map((seed) => {
        const from = performance.now();
        signFlip(values, { seed });
        return performance.now() - from;
      }),
    );
    expect(fastest).toBeLessThan(300);
  });
});

describe('bootstrap', () => {
  it('holds a known median about as often as it says', () => {
    const random = createRandom(11, 1);
    const median = (drawn: readonly number[]) =>
      quantile(
        [...drawn].sort((one, other) => one - other),
        0.5,
      );
    let held = 0;
    for (let round = 0; round < 60; round += 1) {
      const clusters = Array.from({ length: 60 }, () => random.logNormal(1));
      const { low, high } = bootstrap({ clusters, statistic: median, resamples: 400, seed: round });
      if (low <= 1 && 1 <= high) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(52);
  });

  it('moves with what it measures, and is a point where nothing varies', () => {
    const clusters = [1, 2, 4, 8, 16];
    const one = bootstrap({ clusters, statistic: mean, resamples: 500 });
    const moved = bootstrap({
      clusters: clusters.map((value) => value + 100),
      statistic: mean,
      resamples: 500,
    });
    expect(moved.low).toBeCloseTo(one.low + 100, 9);
    expect(bootstrap({ clusters: [3, 3, 3], statistic: mean, resamples: 100 })).toEqual({
      estimate: 3,
      low: 3,
      high: 3,
      clusters: 3,
    });
    expect(() => bootstrap({ clusters: [1], statistic: mean })).toThrow('clusters 1');
  });
});

describe('the e-process', () => {
  it('of scores is that of pairs where scores pass or fail', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-1, 0, 1), { maxLength: 60 }), (differences) => {
        const evidence = scoreEvidence();
        const worth = differences.reduce<number>((_, difference) => evidence.add(difference), 1);
        const gained = differences.filter((each) => each === 1).length;
        const lost = differences.filter((each) => each === -1).length;
        expect(worth / pairEvidence(gained, lost)).toBeCloseTo(1, 2);
      }),
    );
  });

  it('is a fair bet: its mean worth after another pair is what it was', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.nat({ max: 200 }), (gained, lost) => {
        const next = (pairEvidence(gained + 1, lost) + pairEvidence(gained, lost + 1)) / 2;
        return Math.abs(next / pairEvidence(gained, lost) - 1) < 1e-9;
      }),
    );
  });

  it('crosses 20 in at most 5 % of null runs, however often it is looked at', () => {
    const random = createRandom(20261125, 1);
    let crossed = 0;
    for (let run = 0; run < 1_000; run += 1) {
      let gained = 0;
      let highest = 1;
      for (let pair = 1; pair <= 200 && highest < 20; pair += 1) {
        gained += random.chance(0.5) ? 1 : 0;
        highest = Math.max(highest, pairEvidence(gained, pair - gained));
      }
      if (highest >= 20) crossed += 1;
    }
    expect(crossed).toBeLessThanOrEqual(50);
    expect([evidenceP(0.5), evidenceP(40)]).toEqual([1, 0.025]);
    expect(() => scoreEvidence().add(1.5)).toThrow('from -1 to 1');
  });
});
