import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTokens } from './count-tokens.ts';

describe('countTokens', () => {
  it.for([
    ['', 0],
    ['move it to AWS', 4],
    ['modernization', 3],
    ['USD 25,000', 4],
    ['| a | b |', 5],
  ] as const)('counts "%s" as %i', ([text, tokens]) => {
    expect(countTokens(text)).toBe(tokens);
  });

  it('counts two texts with space between as much as each of them', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, two) => {
        expect(countTokens(`${one} ${two}`)).toBe(countTokens(one) + countTokens(two));
      }),
    );
  });

  it('counts what the same rule, written as patterns, counts', () => {
    const runs = (text: string, pattern: RegExp) => (text.match(pattern) ?? []).map((run) => [...run].length);
    const sum = (lengths: readonly number[], each: number) =>
      lengths.reduce((total, length) => total + Math.ceil(length / each), 0);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(countTokens(text)).toBe(
          sum(runs(text, /[\p{L}\p{M}]+/gu), 6) +
            sum(runs(text, /\p{N}+/gu), 3) +
            runs(text, /[^\s\p{L}\p{M}\p{N}]/gu).length,
        );
      }),
    );
  });
});
