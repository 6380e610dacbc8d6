import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './__fixtures__/arbitrary-analysis.ts';
import { csv } from './csv.ts';

describe('csv', () => {
  it('quotes what needs quotes and leaves numbers plain', () => {
    expect(
      csv(
        ['a', 'b'],
        [
          ['x,"y"', -5.5],
          [null, 'two\nlines'],
        ],
      ),
    ).toBe('a,b\r\n"x,""y""",-5.5\r\n,"two\nlines"\r\n');
  });

  it.for([['=1+1'], ['+1'], ['-1'], ['@SUM(A1)'], ['\tx'], ['\rx'], [' =1'], ['＝1']])(
    'disarms %j',
    ([cell]) => {
      expect(readCsv(csv(['h'], [[cell ?? '']]))).toEqual([['h'], [`'${cell}`]]);
    },
  );

  it('reads back as it was, apart from the apostrophe before a formula', () => {
    const rows = fc.array(fc.array(anyText, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(rows, (cells) => {
        const back = readCsv(csv(['h', 'i'], cells)).slice(1);
        expect(back.map((row) => row.map(withoutApostrophe))).toEqual(
          cells.map((row) => row.map(withoutApostrophe)),
        );
        for (const cell of back.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u);
      }),
    );
  });
});

function withoutApostrophe(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}

/** RFC 4180, character by character. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"') quoted = !quoted;
    else if (!quoted && character === ',') {
      rows.at(-1)?.push(cell);
      cell = '';
    } else if (!quoted && character === '\r' && text[at + 1] === '\n') {
      rows.at(-1)?.push(cell);
      cell = '';
      rows.push([]);
      at += 1;
    } else cell += character;
  }
  return rows.slice(0, -1);
}
