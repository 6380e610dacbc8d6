import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Allocation, allocate, BUCKETS, bucketCounts, bucketOf, variantOf } from './assignment.ts';

const users = (count: number) => Array.from({ length: count }, (_, at) => `seller-${at}`);
const half = allocate({ base: 50, candidate: 50 });
const variantAt = (allocation: Allocation) => {
  const owners: (string | undefined)[] = new Array<string | undefined>(BUCKETS).fill(undefined);
  for (const [name, ranges] of Object.entries(allocation))
    for (const [from, to] of ranges) owners.fill(name, from, to);
  return owners;
};
const moved = (one: Allocation, other: Allocation) => {
  const after = variantAt(other);
  return variantAt(one).filter((name, bucket) => name !== after[bucket]).length;
};

describe('bucketOf', () => {
  it('is sticky, and the same on every machine', () => {
    expect([bucketOf('tone', 'olivia'), bucketOf('tone', 'nora'), bucketOf('length', 'olivia')]).toEqual([
      4171, 7462, 6761,
    ]);
    fc.assert(
      fc.property(fc.string(), fc.string(), (salt, user) => {
        const bucket = bucketOf(salt, user);
        expect(bucketOf(salt, user)).toBe(bucket);
        expect(Number.isInteger(bucket) && bucket >= 0 && bucket < BUCKETS).toBe(true);
      }),
    );
  });

  it('keeps salt and user apart', () => {
    expect(bucketOf('a', 'bc')).not.toBe(bucketOf('ab', 'c'));
  });

  it('spreads users evenly', () => {
    const tenths = new Array<number>(10).fill(0);
    for (const user of users(20_000)) {
      const tenth = Math.floor(bucketOf('tone', user) / 1_000);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    const chiSquare = tenths.reduce((sum, count) => sum + (count - 2_000) ** 2 / 2_000, 0);
    // Nine degrees: above 27.9 in one of a thousand.
    expect(chiSquare).toBeLessThan(27.9);
  });

  it('of two salts does not correlate: each variant of one splits the other in halves', () => {
    const counts = [0, 0, 0, 0];
    for (const user of users(10_000)) {
      const one = variantOf(half, bucketOf('tone', user)) === 'base' ? 0 : 1;
      const other = variantOf(half, bucketOf('length', user)) === 'base' ? 0 : 2;
      counts[one + other] = (counts[one + other] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 2_500) ** 2 / 2_500, 0);
    // Three degrees: above 16.3 in one of a thousand. The same salt would be at 10,000.
    expect(chiSquare).toBeLessThan(16.3);
  });
});

describe('allocate', () => {
  const shares = fc
    .tuple(fc.nat({ max: 5_000 }), fc.nat({ max: 3_000 }), fc.nat({ max: 2_000 }))
    .map(([base, one, two]) => ({ base: base / 100, one: one / 100, two: two / 100 }));

  it('gives each variant its share, no bucket twice', () => {
    fc.assert(
      fc.property(shares, (wanted) => {
        const allocation = allocate(wanted);
        const counts = bucketCounts(allocation);
        for (const [name, percent] of Object.entries(wanted))
          expect(counts[name]).toBe(Math.round(percent * 100));
        const taken = variantAt(allocation).filter((name) => name !== undefined).length;
        expect(taken).toBe(Object.values(counts).reduce((sum, count) => sum + count, 0));
      }),
      { numRuns: 25 },
    );
  });

  it('moves only the buckets that have to move when shares change', () => {
    fc.assert(
      fc.property(shares, shares, (before, after) => {
        const [one, other] = [allocate(before), allocate(after, allocate(before))];
        const [from, to] = [bucketCounts(one), bucketCounts(other)];
        const names = ['base', 'one', 'two'];
        const shrunk = names.reduce((sum, name) => sum + Math.max(0, (from[name] ?? 0) - (to[name] ?? 0)), 0);
        const grown = names.reduce((sum, name) => sum + Math.max(0, (to[name] ?? 0) - (from[name] ?? 0)), 0);
        expect(moved(one, other)).toBeLessThanOrEqual(shrunk + grown);
        expect(moved(one, other)).toBeGreaterThanOrEqual(Math.max(shrunk, grown));
        // Nobody goes from one variant into another while there is somebody who takes no part.
        const [held, kept] = [variantAt(one), variantAt(other)];
        const swapped = held.filter(
          (name, at) => name !== undefined && kept[at] !== undefined && name !== kept[at],
        );
        const spare = BUCKETS - Object.values(from).reduce((sum, count) => sum + count, 0);
        expect(swapped.length).toBe(Math.max(0, Math.min(shrunk, grown - spare)));
      }),
      { numRuns: 25 },
    );
  });

  it('puts nobody into another variant while more and more take part', () => {
    const steps: Allocation[] = [];
    for (const percent of [1, 5, 10, 25, 50])
      steps.push(allocate({ base: percent, candidate: percent }, steps.at(-1)));
    for (const [at, step] of steps.entries()) {
      const next = steps[at + 1];
      if (next === undefined) break;
      const after = variantAt(next);
      expect(variantAt(step).every((name, bucket) => name === undefined || name === after[bucket])).toBe(
        true,
      );
    }
  });

  it('moves a tenth from 50:50 to 60:40', () => {
    expect(moved(half, allocate({ base: 60, candidate: 40 }, half))).toBe(1_000);
  });

  it.for([
    [{ base: 60, candidate: 50 }, 'the shares are 110 % together'],
    [{ base: -1 }, 'the share of base is -1'],
    [{ base: 33.333 }, 'at most two decimals'],
    [{ base: Number.NaN }, 'the share of base is NaN'],
  ] as const)('refuses %j', ([wanted, words]) => {
    expect(() => allocate(wanted)).toThrow(words);
  });
});
