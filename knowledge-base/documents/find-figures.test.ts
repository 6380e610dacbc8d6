import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFigures } from './find-figures.ts';

const keys = (text: string) => findFigures(text).map(({ key }) => key);

describe('findFigures', () => {
  it.for([
    ['USD 25,000', ['USD 25000']],
    ['at most $25k and no more', ['USD 25000']],
    ['USD 5,000, and 7.5 %.', ['USD 5000', '% 7.5']],
    ['25,000 US dollars', ['USD 25000']],
    ['US$1.5 million', ['USD 1500000']],
    ['USD 10,000 to 20,000', ['USD 10000', 'USD 20000']],
    ['between USD 25,000 and USD 100,000 (both)', ['USD 25000', 'USD 100000']],
    ['€300, £20', ['EUR 300', 'GBP 20']],
    ['40 % or 40%', ['% 40', '% 40']],
    ['10 to 25 percent', ['% 10', '% 25']],
    ['10–25 %', ['% 10', '% 25']],
    ['forty percent', ['% 40']],
    ['USD 10 to 25 %', ['USD 10', '% 25']],
    ['99.999999999 % durable', ['% 99.999999999']],
    ['in 2026, on 24 September, 14 to 30 days, 40 servers', []],
    ['[guide](https://example.com/a%20b)', []],
    ['a percentage of it', []],
  ] as const)('finds in "%s" %j', ([text, expected]) => {
    expect(keys(text)).toEqual(expected);
  });

  it('finds each amount however it is written, with its place', () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), fc.constantFrom('x ', '- ', '| '), (value, before) => {
        for (const written of [`USD ${value}`, `$${value.toLocaleString('en-US')}`, `${value} dollars`]) {
          expect(findFigures(`${before}${written}.`)).toEqual([
            { text: written, start: before.length, key: `USD ${value}` },
          ]);
        }
      }),
    );
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const { text: written, start } of findFigures(text))
          expect(text.slice(start, start + written.length)).toBe(written);
      }),
    );
  });
});
