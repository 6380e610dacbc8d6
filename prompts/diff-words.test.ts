import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords } from './diff-words.ts';

const some = fc
  .array(fc.constantFrom('a', 'b', 'deal', ' ', '\n', '.', '{{name}}', 'ü'), { maxLength: 40 })
  .map((parts) => parts.join(''));

describe('diffWords', () => {
  it('says which words went and which came', () => {
    expect(diffWords('Tone: plain. Be short.', 'Tone: warm. Be short!')).toEqual([
      { kind: 'same', text: 'Tone: ' },
      { kind: 'removed', text: 'plain' },
      { kind: 'added', text: 'warm' },
      { kind: 'same', text: '. Be short' },
      { kind: 'removed', text: '.' },
      { kind: 'added', text: '!' },
    ]);
  });

  it('holds both texts, whole and in order', () => {
    fc.assert(
      fc.property(some, some, (before, after) => {
        const pieces = diffWords(before, after);
        const without = (kind: string) =>
          pieces
            .filter((piece) => piece.kind !== kind)
            .map(({ text }) => text)
            .join('');
        expect([without('added'), without('removed')]).toEqual([before, after]);
      }),
    );
  });

  it('finds nothing between a text and itself', () => {
    fc.assert(
      fc.property(some, (text) => {
        expect(diffWords(text, text)).toEqual(text === '' ? [] : [{ kind: 'same', text }]);
      }),
    );
  });
});
