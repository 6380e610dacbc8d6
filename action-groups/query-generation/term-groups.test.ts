import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestTermScore, matchedTerms, termGroups } from './term-groups.ts';

const term = (name: string, weight: number, group: string, needles: readonly string[] = [name]) => ({
  term: name,
  weight,
  why: '',
  needles,
  group,
});
const CENTRE = [
  term('datacenter', 3, 'data center'),
  term('data center', 6, 'data center', [' data ', ' center ']),
  term('oracle', 10, 'oracle'),
];

describe('matchedTerms', () => {
  it.for([
    [' data center datacenter ', ['data center']],
    [' datacenter oracle ', ['datacenter', 'oracle']],
    [' data oracle ', ['oracle']],
    [' center ', []],
  ] as const)('finds in %j the best name of each thing, once', ([text, expected]) => {
    expect(matchedTerms(text, CENTRE).map(({ term }) => term)).toEqual(expected);
  });

  it('never scores more than the best names of all', () => {
    const terms = fc.array(
      fc.record({
        term: fc.string(),
        weight: fc.integer({ min: 1, max: 10 }),
        why: fc.constant(''),
        needles: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 }),
        group: fc.constantFrom('x', 'y'),
      }),
    );
    fc.assert(
      fc.property(terms, fc.constantFrom('', 'a', 'ab', 'abc'), (given, text) => {
        const matched = matchedTerms(text, given);
        expect(bestTermScore(matched)).toBeLessThanOrEqual(bestTermScore(given));
        expect(termGroups(matched).length).toBe(matched.length);
        if (text === 'abc') expect(bestTermScore(matched)).toBe(bestTermScore(given));
      }),
    );
  });
});
