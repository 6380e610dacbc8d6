import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ndcgAt, recallAt } from './ranking-metrics.ts';

const graded = new Map([
  ['a', 2],
  ['b', 1],
  ['c', 0],
  ['d', -1],
]);

describe('ndcgAt', () => {
  it.for<[readonly string[], number]>([
    [['a', 'b'], 1],
    // (1 + 2 / 1.58496) / (2 + 1 / 1.58496)
    [['b', 'a'], 0.859719],
    // (2 / 2) / 2.63093: the gain is the judgement itself, not 2 to its power.
    [['x', 'c', 'a'], 0.380094],
    [['d', 'c', 'x'], 0],
    [[], 0],
  ])('of %j is %d', ([ranking, expected]) => {
    expect(ndcgAt(ranking, graded, 10)).toBeCloseTo(expected, 5);
  });

  it('looks no deeper than asked, in the best order neither', () => {
    const many = new Map(Array.from({ length: 12 }, (_, at) => [`r${at}`, 1]));
    expect(ndcgAt([...many.keys()].slice(0, 10), many, 10)).toBe(1);
    expect(ndcgAt(['x', 'a'], graded, 1)).toBe(0);
  });

  it('is between 0 and 1, and no less when two documents change to the better order', () => {
    const judgements = fc.dictionary(fc.constantFrom(...'abcdef'), fc.integer({ min: -1, max: 3 }));
    const ranking = fc.shuffledSubarray([...'abcdefgh'], { minLength: 2 });
    fc.assert(
      fc.property(judgements, ranking, (judged, order) => {
        const relevant = new Map(Object.entries(judged)).set('g', 1);
        const sorted = [...order].sort((a, b) => (relevant.get(b) ?? 0) - (relevant.get(a) ?? 0));
        const [before, after] = [ndcgAt(order, relevant, 5), ndcgAt(sorted, relevant, 5)];
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeGreaterThanOrEqual(before - 1e-12);
        expect(after).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('recallAt', () => {
  it('is the share of relevant documents, however much each is relevant', () => {
    expect(recallAt(['b', 'c', 'x'], graded, 10)).toBe(0.5);
    expect(recallAt(['x', 'b', 'a'], graded, 2)).toBe(0.5);
    expect(recallAt(['a', 'b'], graded, 10)).toBe(1);
  });
});
