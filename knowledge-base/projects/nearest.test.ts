import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

describe('nearest', () => {
  const known = ['Healthcare', 'Retail', 'Financial Services', 'Life Sciences'];
  it.for([
    ['Helthcare', 'Healthcare'],
    ['health care', 'Healthcare'],
    ['financial', 'Financial Services'],
    ['Reatil', 'Retail'],
    ['Quantum', undefined],
    ['', undefined],
  ] as const)('%j is nearest to %j', ([text, expected]) => {
    expect(nearest(text, known)).toBe(expected);
  });

  it('finds a text by itself, and with one letter more', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.nat(8), fc.constantFrom(...'aeiou'), (text, at, letter) => {
        expect(nearest(text, known)).toBe(text);
        expect(nearest(text.slice(0, at) + letter + text.slice(at), known)).toBe(text);
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })), (text, texts) => {
        expect([undefined, ...texts]).toContain(nearest(text, texts));
      }),
    );
  });
});
