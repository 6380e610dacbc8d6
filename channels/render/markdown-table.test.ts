import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTableRow, readMarkdownTable } from './markdown-table.ts';

const LINES = [
  'Before',
  '| industry | ARR |',
  '| --- | ---: |',
  '| Retail | $2M |',
  '| Energy | $1M |',
  'After',
];

describe('readMarkdownTable', () => {
  it('reads header and rows, figures to the right', () => {
    expect(readMarkdownTable(LINES, 1)).toEqual({
      end: 5,
      table: {
        title: '',
        columns: [
          { name: 'industry', align: 'left', unit: 'text' },
          { name: 'ARR', align: 'right', unit: 'text' },
        ],
        rows: [
          ['Retail', '$2M'],
          ['Energy', '$1M'],
        ],
      },
    });
    for (const at of [0, 2, 3, 5, 9]) expect(readMarkdownTable(LINES, at)).toBeUndefined();
  });

  it('reads back any cells', () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => text.replace(/[\n\r\\|*]/g, '').trim());
    const rows = fc.array(fc.tuple(cell, cell), { maxLength: 5 });
    fc.assert(
      fc.property(rows, (cells) => {
        const lines = ['| a | b |', '| --- | --- |', ...cells.map(([a, b]) => `| ${a} | ${b} |`)];
        expect(readMarkdownTable(lines, 0)?.table.rows).toEqual(cells);
      }),
    );
  });

  it('never throws, and ends behind where it begins', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('|', '-', ' ', 'a', ':', '\\') })), (lines) => {
        const read = readMarkdownTable(lines, 0);
        if (read !== undefined) expect(read.end).toBeGreaterThanOrEqual(2);
        expect(isTableRow(lines[0] ?? '')).toBe(/^\s*\|.*\|\s*$/s.test(lines[0] ?? ''));
      }),
    );
  });
});
