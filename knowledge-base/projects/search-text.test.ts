import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchText, searchWords } from './search-text.ts';

describe('searchText', () => {
  it('holds each word once, in order, with a space before and after it', () => {
    expect(
      searchText(['Sybase ASE -> Aurora', null, 'Move the 40 Sybase databases to Aurora (PostgreSQL)!']),
    ).toBe(' sybase ase aurora move 40 databases postgresql ');
    expect(searchText(['Café São', '.NET/C#'])).toBe(' cafe sao net c ');
    expect(searchText([null, ' - '])).toBe(' ');
  });

  it('is found by any of its words, and folds to itself', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), { maxLength: 4 }),
        (texts) => {
          const text = searchText(texts);
          for (const word of searchWords(text)) expect(text).toContain(` ${word} `);
          expect(searchText([text])).toBe(text);
          expect(text).toMatch(/^ (?:[\p{L}\p{N}]+ )*$/u);
        },
      ),
    );
  });
});
