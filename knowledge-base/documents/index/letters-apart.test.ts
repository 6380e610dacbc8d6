import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lettersApart } from './letters-apart.ts';

/** By its definition: what is left of both words after their first letters. */
function slowly(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const changes = [
    slowly(a.slice(1), b) + 1,
    slowly(a, b.slice(1)) + 1,
    slowly(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  ];
  const exchanged = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0];
  return Math.min(...changes, ...(exchanged ? [slowly(a.slice(2), b.slice(2)) + 1] : []));
}

describe('lettersApart', () => {
  it.for<[string, string, number]>([
    ['funding', 'funding', 0],
    ['funding', 'fundng', 1],
    ['funding', 'fundiing', 1],
    ['funding', 'fundung', 1],
    ['funding', 'fudning', 1],
    ['migration', 'migartoin', 2],
    ['', 'ab', 2],
  ])('of %s and %s is %d', ([a, b, distance]) => {
    expect(lettersApart(a, b, 3)).toBe(distance);
  });

  it('is what the definition gives, up to what is asked', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 6 }), (a, b, most) => {
        expect(lettersApart(a, b, most)).toBe(Math.min(slowly(a, b), most + 1));
      }),
      { numRuns: 500 },
    );
  });
});
