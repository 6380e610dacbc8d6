import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { terminalText } from './terminal-text.ts';

function whole(text: string, styled: boolean): string {
  const words = terminalText(styled);
  return words.push(text) + words.end();
}

describe('terminalText', () => {
  it('shows bold type where there is some', () => {
    expect(whole('**Acme**, 2 * 3', true)).toBe('\u001b[1mAcme\u001b[22m, 2 * 3');
    expect(whole('**Acme**, 2 * 3', false)).toBe('Acme, 2 * 3');
  });

  it('sets a table in columns', () => {
    const words =
      'By industry:\n\n| industry | ARR |\n| --- | --- |\n| Retail | **$2M** |\n| Energy | $1.25M |\n\nThat is all.';
    expect(whole(words, false).split('\n')).toEqual([
      'By industry:',
      '',
      'industry     ARR',
      '────────  ──────',
      'Retail       $2M',
      'Energy    $1.25M',
      '',
      'That is all.',
    ]);
  });

  it('gives the same whatever the pieces', () => {
    const pieces = fc.array(fc.string({ unit: fc.constantFrom('*', 'a', ' ', '\n', '\u001b', '|', '-') }));
    fc.assert(
      fc.property(pieces, fc.boolean(), (parts, styled) => {
        const words = terminalText(styled);
        const shown = parts.map((part) => words.push(part)).join('') + words.end();
        expect(shown).toBe(whole(parts.join(''), styled));
      }),
    );
  });

  it('lets nothing of the text drive the terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(whole(text, false)).not.toMatch(/[^\P{Cc}\n\t]/u);
      }),
    );
  });
});
