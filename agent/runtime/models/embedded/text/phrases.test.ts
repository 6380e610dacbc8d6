import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withinDistance } from '#action-groups/kernel/edit-distance.ts';
import { readAll } from './grammar.ts';
import { phrases } from './phrases.ts';
import { tokenize } from './tokens.ts';

const parser = phrases(
  [
    ['new york', 'NY'],
    ['new york city', 'NYC'],
    ['switzerland', 'CH'],
  ] as const,
  { misspelt: () => true },
);
const read = (text: string) => readAll(tokenize(text), parser).map(({ value }) => value);

describe('phrases', () => {
  it('takes the longest phrase that begins at a word', () => {
    expect(read('in New York City and New York')).toEqual(['NYC', 'NY']);
  });

  it('forgives two edits in a long word and none in a short one', () => {
    expect(read('Swizerland, Switzreland, Switland, york')).toEqual(['CH', 'CH']);
  });
});

describe('withinDistance', () => {
  it('is symmetric, and holds for a word with one letter taken out', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 12 }), fc.nat(), (word, seed) => {
        const at = seed % word.length;
        const shorter = word.slice(0, at) + word.slice(at + 1);
        expect(withinDistance(word, shorter, 1)).toBe(true);
        expect(withinDistance(shorter, word, 1)).toBe(true);
      }),
    );
  });

  it.for([
    ['abcd', 'abdc', 1, true],
    ['abcd', 'badc', 1, false],
    ['abcd', 'abcd', 0, true],
    ['abcd', 'abce', 0, false],
  ] as const)('%s and %s within %i: %s', ([a, b, most, expected]) => {
    expect(withinDistance(a, b, most)).toBe(expected);
  });
});
