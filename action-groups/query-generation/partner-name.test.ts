import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPartner, partnerWords } from './partner-name.ts';

describe('isPartner', () => {
  it.for([
    ['Northwind', true],
    ['northwind cloudworks', true],
    ['Northwind Cloudworks Ltd.', true],
    ['Cloudworks, Inc', true],
    ['Northwind Data', false],
    ['Southwind', false],
    ['...', false],
  ] as const)('finds Northwind Cloudworks as %j: %s', ([asked, expected]) => {
    expect(isPartner('Northwind Cloudworks', asked)).toBe(expected);
  });

  it('is no one’s name where none is known', () => {
    expect(isPartner(null, 'Northwind')).toBe(false);
  });

  it('finds any name by itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => isPartner(name, name)));
  });

  it('gives words that need no escape in a pattern', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) =>
        partnerWords(name).every((word) => /^[\p{L}\p{N}]+$/u.test(word)),
      ),
    );
  });
});
