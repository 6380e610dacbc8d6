import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffDialect } from './csv-dialect.ts';
import { lastRecordEnd } from './csv-record-end.ts';
import { parseCsvRecords } from './csv-records.ts';

const COMMA = { delimiter: ',', quote: '"' };
const cellsOf = (text: string, dialect = COMMA) =>
  parseCsvRecords(text, dialect).records.map(({ cells }) => cells);

/** What spreadsheets and databases put into cells. */
const hostile = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '\n', '\r', ' ', '\t', 'a', '😀', 'ß', '\uFEFF', '\u0000', '='),
  }),
);

function written(
  rows: readonly (readonly string[])[],
  { delimiter, quote }: typeof COMMA,
  end: string,
): string {
  const cell = (text: string) => `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;
  return rows.map((row) => row.map(cell).join(delimiter) + end).join('');
}

describe('parseCsvRecords', () => {
  it.for<[text: string, cells: string[][], broken?: boolean]>([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      '"a","b"\r\n"1","2"\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['"a, b","say ""hi"""\n', [['a, b', 'say "hi"']]],
    ['"two\nlines",x\n', [['two\nlines', 'x']]],
    ['a, "b" ,c\n', [['a', 'b', 'c']]],
    ['a,,\n', [['a', '', '']]],
    ['\n', [['']]],
    ['', []],
    ['5" pipe,x\n', [['5" pipe', 'x']], true],
    ['"say "hi" now",x\n', [['say "hi" now', 'x']], true],
  ])('reads %j', ([text, cells, broken = false]) => {
    const { records, end } = parseCsvRecords(text, COMMA);
    expect([records.map((record) => record.cells), end]).toEqual([cells, text.length]);
    expect(records.some(({ isQuoteBroken }) => isQuoteBroken)).toBe(broken);
  });

  it('stops before a record whose quotes are not closed yet', () => {
    const { records, end } = parseCsvRecords('a,b\n"c,d\n', COMMA);
    expect([records.length, end]).toEqual([1, 4]);
  });

  it('reads every cell back, whatever is in it and however it is written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(hostile, { minLength: 1, maxLength: 5 }), { maxLength: 6 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        (rows, delimiter, end) => {
          const dialect = { delimiter, quote: '"' };
          expect(cellsOf(written(rows, dialect, end), dialect)).toEqual(rows);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads the same from a text and from its parts, wherever a record is said to end', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 8 }), fc.constantFrom(',', '\t'), (parts, delimiter) => {
        const dialect = { delimiter, quote: '"' };
        const bytes = Buffer.from(parts.join(delimiter));
        const end = lastRecordEnd(bytes, dialect);
        const [before, after] = [bytes.subarray(0, end).toString(), bytes.subarray(end).toString()];
        expect(parseCsvRecords(before, dialect).end).toBe(before.length);
        expect([...cellsOf(before, dialect), ...cellsOf(after, dialect)]).toEqual(
          cellsOf(bytes.toString(), dialect),
        );
        expect(lastRecordEnd(Buffer.from(after), dialect)).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads the same from any two parts of a text, when the rest of the first goes before the second', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(hostile, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        (rows, place) => {
          const text = written(rows, COMMA, '\n');
          const ends = [...text].flatMap((character, index) => (character === '\n' ? [index + 1] : []));
          // Blocks end where a line does; characters of two units move no index, which none here splits.
          const cut = text.indexOf('\n', (ends[place % ends.length] ?? 1) - 1) + 1;
          const first = parseCsvRecords(text.slice(0, cut), COMMA);
          const second = parseCsvRecords(text.slice(first.end), COMMA);
          expect([...first.records, ...second.records].map(({ cells }) => cells)).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never throws and always ends, on any text', () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const text = `${a}"${b}`;
        const { end } = parseCsvRecords(text, COMMA);
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('sniffDialect', () => {
  it.for([
    ['a,b,c\n1,2,3\n', ','],
    ['a;b;c\n"1;x";2,5;3\n', ';'],
    ['a\tb\n1,2\t3\n', '\t'],
    ['a|b|c\n1|2|3', '|'],
    ['name, first;size\nx;2\ny;3\n', ';'],
    ['single\n1\n2\n', ','],
    ['', ','],
  ] as const)('of %j is %j', ([text, delimiter]) => {
    expect(sniffDialect(text).delimiter).toBe(delimiter);
  });

  it('takes what is given', () => {
    expect(sniffDialect('a,b\n', { delimiter: ';', quote: "'" })).toEqual({ delimiter: ';', quote: "'" });
  });
});
