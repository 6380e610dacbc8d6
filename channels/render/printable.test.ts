import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './__fixtures__/arbitrary-analysis.ts';
import { displayWidth, printableLine, printableLines, shorten } from './printable.ts';

describe('printableLine', () => {
  it('leaves nothing a terminal would act on', () => {
    expect(printableLine('\u001b[31mred\u001b[0m\r\n\u202eback\u202c \ud800')).toBe(
      '[31mred [0m back \ufffd',
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(printableLine(text)).not.toMatch(
          /[\p{Cc}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u,
        );
      }),
    );
  });
});

describe('printableLines', () => {
  it('keeps line breaks only', () => {
    expect(printableLines('a\r\nb\u0007c\rd\u2028e')).toBe('a\nb c\nd\ne');
    fc.assert(
      fc.property(anyText, (text) => {
        expect(printableLines(text).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
      }),
    );
  });
});

describe('shorten', () => {
  it('cuts between characters as they are read and says so', () => {
    expect(shorten('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2)).toBe('👩‍👩‍👧…');
    expect(shorten('short', 5)).toBe('short');
  });
});

describe('displayWidth', () => {
  it('counts two columns for East Asian characters and emoji', () => {
    expect(['abc', 'é', '東京', '👩‍👩‍👧'].map(displayWidth)).toEqual([3, 1, 4, 2]);
  });
});
