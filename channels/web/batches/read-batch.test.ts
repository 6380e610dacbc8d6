import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templateCsv } from './batch-csv.ts';
import { BatchFileError } from './batch-file-error.ts';
import { readBatchFile } from './read-batch.ts';

const TODAY = '2026-11-25';
const HEADER = 'Customer,Country or region,Close date,Opportunity name,Description';
const ROW = 'Concentra,US,2027-03-05,Sybase modernization,Move 40 databases';
const read = (content: string | Uint8Array) =>
  readBatchFile(typeof content === 'string' ? new TextEncoder().encode(content) : content, TODAY);
const refusal = (content: string | Uint8Array) =>
  read(content).then(
    () => undefined,
    (error: unknown) => (error instanceof BatchFileError ? error : Promise.reject(error)),
  );

describe('readBatchFile', () => {
  it('takes its own template', async () => {
    const { rows, faults } = await read(templateCsv());
    expect([rows.length, faults]).toEqual([1, []]);
    expect(rows[0]?.values).toMatchObject({ place: 'US', industry: 'Healthcare' });
  });

  it.for<[string, string]>([
    ['semicolons', `${HEADER}\n${ROW}\n`.replaceAll(',', ';')],
    ['tabs', `${HEADER}\n${ROW}\n`.replaceAll(',', '\t')],
    ['bars', `${HEADER}\n${ROW}\n`.replaceAll(',', '|')],
    ['a mark at the beginning', `\ufeff${HEADER}\n${ROW}`],
    ['Windows’ line breaks', `${HEADER}\r\n${ROW}\r\n`],
    ['line breaks of old', `${HEADER}\r${ROW}\r`],
    ['empty lines and rows of nothing', `\n${HEADER}\n\n,,,,\n${ROW}\n,,,,\n\n`],
    [
      'Excel’s line of the delimiter',
      `sep=;\r\n${HEADER.replaceAll(',', ';')}\r\n${ROW.replaceAll(',', ';')}`,
    ],
    ['names of the fields', `customerName,place,targetCloseDate,opportunityName,description\n${ROW}`],
    ['other names, in capitals', `ACCOUNT,COUNTRY,CLOSE_DATE,Opportunity,Use case\n${ROW}`],
    [
      'what sellers type',
      `${HEADER}\nConcentra,United States,5 March 2027,Sybase modernization,Move 40 databases`,
    ],
  ])('reads %s', async ([, content]) => {
    const { rows, faults } = await read(content);
    expect(faults).toEqual([]);
    expect(rows.map(({ values }) => values)).toEqual([
      {
        customerName: 'Concentra',
        place: 'US',
        targetCloseDate: '2027-03-05',
        opportunityName: 'Sybase modernization',
        description: 'Move 40 databases',
      },
    ]);
  });

  it('says how it read bytes that are not UTF-8, and which columns it does not read', async () => {
    const latin = Uint8Array.from(Buffer.from(`${HEADER},Notes\nMüller,DE,2027-03-05,x,y,n`, 'latin1'));
    const { rows, notes } = await read(latin);
    expect(rows[0]?.values.customerName).toBe('Müller');
    expect(notes[0]).toMatch(/not UTF-8.*Windows-1252/);
    expect(notes[1]).toBe('Not read, and in the results as they are: Notes.');
    const wide = Uint8Array.from(Buffer.from(`\ufeff${HEADER}\nMüller,DE,2027-03-05,x,y`, 'utf16le'));
    expect((await read(wide)).rows[0]?.values.customerName).toBe('Müller');
  });

  it.for<[string, string | Uint8Array, string, RegExp]>([
    ['nothing', '', 'empty-file', /empty/],
    ['white space', '\ufeff \n\n', 'empty-file', /empty/],
    ['a header alone', HEADER, 'no-rows', /no rows/],
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 1]), 'not-text', /save it as CSV/],
    ['bytes of no text', 'a\u0000b', 'not-text', /no text/],
    [
      'a quote left open',
      `${HEADER}\n${ROW}\nAcme,"US,2027-03-05,x,y\n${ROW}\n`,
      'bad-quotes',
      /on line 3 is never closed/,
    ],
    ['a quote in a cell', `${HEADER}\nAcme,US,2027-03-05,x,15" screens\n`, 'bad-quotes', /line 2 .*twice/],
    [
      'a column missing',
      `Customer,Country,Close date,Description\nA,US,2027-03-05,x`,
      'missing-column',
      /“Opportunity name” is missing\. The header has Customer, Country/,
    ],
    [
      'a column under another name',
      `${HEADER.replace('Description', 'Descr. of work')}\n${ROW}`,
      'missing-column',
      /Is it “Descr. of work”/,
    ],
    [
      'a slip in a needed column',
      `${HEADER.replace('Customer', 'Custmer')}\n${ROW}`,
      'misspelt-column',
      /“Custmer” is not known: did you mean “Customer”/,
    ],
    ['a slip in another', `${HEADER},Segmnt\n${ROW},SMB`, 'misspelt-column', /did you mean “Segment”/],
    ['a column twice', `${HEADER},customer\n${ROW},x`, 'duplicate-column', /twice \(1 and 6\)/],
    [
      'no header at all',
      `${ROW}
${ROW}`,
      'missing-column',
      /“Customer” is missing/,
    ],
    [
      'too many columns',
      `${HEADER}${',x'.repeat(0)}${Array.from({ length: 60 }, (_, n) => `,c${n}`).join('')}\n${ROW}`,
      'too-many-columns',
      /65 columns; at most 60/,
    ],
    ['10,001 rows', `${HEADER}\n${`${ROW}\n`.repeat(10_001)}`, 'too-many-rows', /more than 10,000 rows/],
    ['more than 5 MB', new Uint8Array(5 * 1024 * 1024 + 1), 'too-large', /larger than 5 MB/],
  ])('refuses %s', async ([, content, code, words]) => {
    const error = await refusal(content);
    expect(error?.code).toBe(code);
    expect(error?.message).toMatch(words);
  });

  it('says of each fault the line, the column, the value and the way out', async () => {
    const { faults, rows } = await read(
      [
        `${HEADER},Industry,Notes`,
        '"Acme\nLtd",US,2027-03-05,x,y,,',
        ',US,2027-02-31,x,y,Basketry,',
        'Acme,Atlantis,soon,x,y,,n,more',
        ROW,
      ].join('\n'),
    );
    expect(rows.map(({ line }) => line)).toEqual([2, 4, 5, 6]);
    expect(faults.map(({ line, column, code, value }) => [line, column, code, value])).toEqual([
      [4, 'Customer', 'required', ''],
      [4, 'Close date', 'not-accepted', '2027-02-31'],
      [4, 'Industry', 'not-accepted', 'Basketry'],
      [5, '', 'too-many-cells', 'more'],
    ]);
    expect(faults[1]?.message).toContain('such as 2027-03-05');
    expect(faults[2]?.message).toContain('There are');
  });

  it('takes exactly 10,000 rows', async () => {
    const { rows } = await read(`${HEADER}\n${`${ROW}\n`.repeat(10_000)}`);
    expect(rows).toHaveLength(10_000);
  });

  it('reads or refuses whatever bytes are sent, and keeps every cell of what it reads', async () => {
    const cell = fc.string({ maxLength: 12 }).map((text) => text.replaceAll('\r', '').replaceAll('\0', ''));
    const rowsOfCells = fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), {
      minLength: 1,
      maxLength: 6,
    });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(rowsOfCells, async (cells) => {
        const file = await read(
          `${HEADER}\n${cells.map((row) => row.map(quoted).join(',')).join('\n')}`,
        ).catch((error: unknown) => error);
        const filled = cells.filter((row) => row.some((text) => text.trim() !== ''));
        if (file instanceof BatchFileError) return expect(filled).toEqual([]);
        expect(file).toMatchObject({ rows: filled.map((row) => ({ cells: row })) });
      }),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        const joined = Uint8Array.from([...new TextEncoder().encode(`${HEADER}\n`), ...bytes]);
        await refusal(joined);
      }),
      { numRuns: 60 },
    );
  });
});
