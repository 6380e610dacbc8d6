import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWord, sliceSource, tokenize } from './tokens.ts';

describe('tokenize', () => {
  it('gives spans that lie in order inside the source', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (source) => {
        let end = 0;
        for (const token of tokenize(source)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(source.length);
      }),
    );
  });

  it('reads a word across a zero-width character', () => {
    expect(tokenize('Con\u200bcentra')).toMatchObject([
      { text: 'Concentra', fold: 'concentra', start: 0, end: 10 },
    ]);
  });

  it('skips pictures, flags and the names chats write for them, and keeps what they say', () => {
    const seen = tokenize('🚀 Acme 🇫🇷👩🏽‍💻 :tada: wants ☎️ 💰500k 10:30:15');
    expect(seen.map(({ fold }) => fold).join(' ')).toBe('acme wants budget 500 k 10 : 30 : 15');
  });

  it('reads the digits of other scripts', () => {
    expect(tokenize('٥ مارس २०२७ ５').map(({ fold }) => fold)).toEqual(['5', 'مارس', '2027', '5']);
  });

  it('keeps digits, letters and marks apart and says what touches', () => {
    expect(tokenize('$1.2M ARR').map(({ fold, glued }) => [fold, glued])).toEqual([
      ['$', false],
      ['1', true],
      ['.', true],
      ['2', true],
      ['m', true],
      ['arr', false],
    ]);
  });
});

describe('foldWord', () => {
  it.for([
    ['München', 'munchen'],
    ['customer’s', 'customer'],
    ["don't", 'dont'],
    ['Straße', 'strasse'],
    ['１２', '12'],
  ] as const)('folds %s to %s', ([word, folded]) => {
    expect(foldWord(word)).toBe(folded);
  });
});

describe('sliceSource', () => {
  it('drops invisible characters and repeated blanks', () => {
    expect(sliceSource('a\u200b  b\tc ', { start: 0, end: 8 })).toBe('a b c');
  });
});
