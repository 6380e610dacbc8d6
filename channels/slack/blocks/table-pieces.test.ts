import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, numberColumn, type Table, textColumn } from '#channels/render/table.ts';
import { hostileText, survivorsIn } from './__fixtures__/hostile-text.ts';
import { packMessages } from './pack-messages.ts';
import { tablePieces } from './table-pieces.ts';
import { validateMessage } from './validate-blocks.ts';

const options = { whole: 'Export CSV has all.' };
const tableOf = (rows: readonly (readonly Cell[])[]): Table => ({
  title: 'Services',
  columns: [textColumn('Service'), numberColumn('ARR', 'usd')],
  rows,
});

const anyCell = fc.oneof(hostileText, fc.double(), fc.constant(null), fc.constant('x'.repeat(5_000)));
const anyTable: fc.Arbitrary<Table> = fc
  .tuple(
    hostileText,
    fc.array(hostileText, { maxLength: 30 }),
    fc.nat({ max: 150 }),
    fc.array(anyCell, { minLength: 1, maxLength: 30 }),
  )
  .map(([title, names, height, cells]) => ({
    title,
    columns: names.map((name) => textColumn(name)),
    rows: Array.from({ length: height }, (_, at) =>
      names.map((_, column) => cells[(at + column) % cells.length] ?? null),
    ),
  }));

describe('tablePieces', () => {
  it('is taken by Slack for a table of any size and content, in both forms', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        for (const { blocks, plainBlocks, text } of packMessages(tablePieces(table, options), 'x')) {
          expect(validateMessage({ text, blocks })).toEqual([]);
          expect(validateMessage({ text, blocks: plainBlocks })).toEqual([]);
          expect(survivorsIn([blocks, plainBlocks])).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps numbers as numbers, with their words, and says what is not known', () => {
    const [piece] = tablePieces(
      tableOf([
        ['Aurora', 286_400],
        ['S3', null],
      ]),
      options,
    );
    expect(piece?.blocks.at(-1)).toMatchObject({
      type: 'data_table',
      caption: 'Services',
      rows: [
        [{ text: 'Service' }, { text: 'ARR' }],
        [
          { type: 'raw_text', text: 'Aurora' },
          { type: 'raw_number', value: 286_400, text: '$286k' },
        ],
        [
          { type: 'raw_text', text: 'S3' },
          { type: 'raw_text', text: 'not known' },
        ],
      ],
    });
    expect(piece?.plainBlocks?.at(-1)).toMatchObject({
      text: { text: '• Aurora. ARR: $286k\n• S3. ARR: not known' },
    });
  });

  it('counts the rows that have no room, and says where they are', () => {
    const [piece] = tablePieces(tableOf(Array.from({ length: 250 }, (_, at) => [`s${at}`, at])), options);
    expect(piece?.blocks.at(-1)).toMatchObject({
      elements: [{ text: 'Services: 151 rows of 250 not shown here. Export CSV has all.' }],
    });
  });

  it('says that long texts are shortened', () => {
    const [piece] = tablePieces(tableOf([['x'.repeat(400), 1]]), options);
    expect(piece?.blocks.at(-1)).toMatchObject({
      elements: [{ text: 'Services: long texts are shortened. Export CSV has all.' }],
    });
  });

  it('is no table without rows', () => {
    expect(tablePieces(tableOf([]), options)).toEqual([]);
    expect(tablePieces(tableOf([]), { ...options, none: 'None.' })[0]?.blocks).toMatchObject([
      { text: { text: 'None.' } },
    ]);
  });
});
