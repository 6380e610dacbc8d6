import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartPieces } from './chart-pieces.ts';
import { lineSections, markdownBlock, type Piece, piecesOf } from './make-blocks.ts';
import { packMessages } from './pack-messages.ts';
import { tablePieces } from './table-pieces.ts';
import { validateMessage } from './validate-blocks.ts';

const [chart = { blocks: [] }] = chartPieces({
  type: 'bar',
  title: 'ARR',
  series: ['Median'],
  points: [
    { label: 'a', values: [1] },
    { label: 'b', values: [2] },
  ],
  xLabel: 'x',
  yLabel: 'y',
  unit: 'usd',
  twin: 'The table has all.',
});
const tableOf = (rows: number): Piece =>
  tablePieces(
    {
      title: 'Rows',
      columns: [{ name: 'Name', align: 'left', unit: 'text' }],
      rows: Array.from({ length: rows }, (_, at) => [`${'x'.repeat(60)}${at}`]),
    },
    { whole: 'Export CSV has all.' },
  )[0] ?? chart;

const anyPiece: fc.Arbitrary<Piece> = fc.oneof(
  fc.constant(chart),
  fc.integer({ min: 1, max: 90 }).map(tableOf),
  fc.integer({ min: 1, max: 10_000 }).map((length) => ({ blocks: [markdownBlock('x'.repeat(length))] })),
  fc.integer({ min: 1, max: 3_000 }).map((length) => ({ blocks: lineSections(['x'.repeat(length)]) })),
);
const allOf = (pieces: readonly Piece[]) => pieces.flatMap(({ blocks }): readonly KnownBlock[] => blocks);

describe('packMessages', () => {
  it('keeps every block in order, within the limits of each message', () => {
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 70 }), (pieces) => {
        const messages = packMessages(pieces, 'Answer');
        expect(messages.flatMap(({ blocks }) => blocks)).toEqual(allOf(pieces));
        for (const { text, blocks, plainBlocks = blocks } of messages) {
          expect(validateMessage({ text, blocks })).toEqual([]);
          expect(validateMessage({ text, blocks: plainBlocks })).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('needs one message for what fits into one', () => {
    const pieces = piecesOf(lineSections(['one', 'two']));
    expect(packMessages(pieces, 'Answer')).toHaveLength(1);
    expect(packMessages([...pieces, chart, chart, chart], 'Answer')).toHaveLength(2);
  });

  it('is called in notifications by its words first, then by what it begins with', () => {
    const pieces = [chart, chart, { ...tableOf(3) }, chart];
    expect(packMessages(pieces, 'ARR is $1M').map(({ text }) => text)).toEqual(['ARR is $1M', 'ARR']);
  });
});
