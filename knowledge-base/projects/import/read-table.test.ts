import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableMapping } from './mapping.ts';
import { parseMapping } from './read-mapping.ts';
import { readTable } from './read-table.ts';

const MAPPING = parseMapping(
  `kind: table
id: No
date: { as: date, from: Signed, format: D.M.YYYY }
targets:
  price: { as: money, from: Price, currencyFrom: Currency, decimal: comma, scale: log }
  days: { as: days, from: Signed, to: Ends, format: D.M.YYYY, scale: log }
rates: { EUR: { usd: 2, date: '2026-10-01' } }
text: [Title, Remark]
categories: [Kind]
numbers: [Seats]
where: [{ column: Kind, noneOf: [Test] }]`,
  'table.yaml',
) as TableMapping;
const LINES = [
  'No;Title;Remark;Kind;Seats;Signed;Ends;Price;Currency',
  '1;"Roof; new";;Works;12;1.2.2025;11.2.2025;1.000,50;EUR',
  '2;Paint;"two\ncoats";Works;;3.2.2025;3.2.2025;500;USD',
  '3;Chairs;;Goods;n/a;5.2.2025;;70;CHF',
  '4;Try;;test;1;6.2.2025;7.2.2025;70;USD',
  '2;Again;;Goods;1;6.2.2025;7.2.2025;70;USD',
  '5;Late;;Goods;1;31.2.2025;7.2.2025;0;USD',
  '6;Short;;Goods',
  ';;;;;;;;',
  '7;Free;;Goods;1;8.2.2025;;0;USD',
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'table-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const price = (input: string) => readTable({ input, mapping: MAPPING, target: 'price' });

describe('readTable', () => {
  it('reads rows as the mapping says, and counts every row that it leaves out', async () => {
    const { rows, report } = await price(await file('a.csv', `${LINES.join('\n')}\n`));
    const counted = Object.fromEntries(Object.entries(report.dropped).filter(([, count]) => count > 0));
    expect({ rows, read: report.read, kept: report.kept, counted }).toEqual({
      rows: [
        {
          id: '1',
          date: '2025-02-01',
          target: 2001,
          text: 'Roof; new',
          categories: { Kind: 'Works' },
          numbers: { Seats: 12 },
        },
        {
          id: '2',
          date: '2025-02-03',
          target: 500,
          text: 'Paint two coats',
          categories: { Kind: 'Works' },
          numbers: { Seats: null },
        },
      ],
      read: 9,
      kept: 2,
      counted: {
        blank: 1,
        'wrong-cell-count': 1,
        'not-selected': 1,
        'date-unreadable': 1,
        'target-other-currency': 1,
        'target-not-positive': 1,
        'duplicate-id': 1,
      },
    });
  });

  it('reads another target of the same mapping', async () => {
    const input = await file('b.csv', LINES.slice(0, 3).join('\r\n'));
    const { rows, report } = await readTable({ input, mapping: MAPPING, target: 'days' });
    expect([rows.map((row) => row.target), report.dropped['target-not-positive']]).toEqual([[10], 1]);
  });

  it('reads the same rows from every way to write them', async () => {
    const csv = `${LINES.slice(0, 3).join('\n')}\n`;
    const { rows } = await price(await file('c.csv', csv));
    const keys = LINES[0]?.split(';') ?? [];
    const cells = [
      ['1', 'Roof; new', '', 'Works', 12, '1.2.2025', '11.2.2025', '1.000,50', 'EUR'],
      ['2', 'Paint', 'two\ncoats', 'Works', null, '3.2.2025', '3.2.2025', '500', 'USD'],
    ];
    const objects = cells.map((row) => Object.fromEntries(keys.map((key, index) => [key, row[index]])));
    const jsonl = objects.map((each) => JSON.stringify(each)).join('\n');
    const tabs = [keys, ...cells]
      .map((row) => row.map((cell) => (cell === 'two\ncoats' ? `"${cell}"` : cell)).join('\t'))
      .join('\n');
    const written = [
      await file('bom.csv', `\uFEFF${csv}`),
      await file('crlf.csv', csv.replaceAll('\n', '\r\n')),
      await file('tabs.tsv', tabs),
      await file('packed.csv.gz', gzipSync(csv)),
      await file('utf16.csv', Buffer.from(`\uFEFF${csv}`, 'utf16le')),
      await file('lines.jsonl', jsonl),
      await file('lines.gz', gzipSync(`${jsonl}\n`)),
      await parquet('table.parquet', await file('for-parquet.jsonl', jsonl)),
    ];
    for (const path of written) expect({ path, rows: (await price(path)).rows }).toEqual({ path, rows });
  });

  async function parquet(name: string, jsonl: string): Promise<string> {
    const path = join(folder, name);
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    await connection.run(`COPY (FROM read_json('${jsonl}')) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    return path;
  }

  it.for([
    ['nowhere.csv', undefined, 'source-missing', 'no such file or folder'],
    ['empty.csv', '', 'source-empty', 'empty'],
    ['blank.csv', '\n\n', 'source-empty', 'no header'],
    ['twice.csv', 'No,No\n1,2\n', 'source-broken', 'two columns are named “No”'],
    [
      'other.csv',
      'Nr;Title\n1;x\n',
      'missing-column',
      'id names “No”, which it does not have; did you mean “Nr”?',
    ],
    [
      'open.csv',
      `${LINES[0]}\n1;"Roof\n2;x\n`,
      'source-cut-off',
      'quotes opened in the row of line 2 are never closed',
    ],
    ['cut.csv', `${LINES[0]}\n${LINES[1]}\n2;Pai`, 'source-cut-off', 'the last line (3) has 2 of 9 cells'],
    [
      'cut.csv.gz',
      gzipSync(LINES.join('\n')).subarray(0, 100),
      'source-cut-off',
      'the gzip ends in the middle',
    ],
    ['broken.csv.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), 'source-', ''],
    ['cut.parquet', 'PAR1xxxxxxxxxxxxxxxxxxxxxx', 'source-cut-off', 'no footer'],
    ['no.parquet', 'hello hello', 'source-broken', 'does not begin as a Parquet file does'],
    ['cut.jsonl', '{"No":"1"}\n{"No":"2', 'missing-column', 'Title'],
    ['garbage.csv', Buffer.from([1, 2, 0, 200, 10, 0, 7]), 'source-not-text', 'zero bytes'],
    ['latin.csv', Buffer.from('No;Stra\xdfe\n', 'latin1'), 'source-not-text', 'windows-1252'],
    ['book.xlsx', 'PK\u0003\u0004xxxxx', 'source-unknown-format', 'spreadsheet'],
  ] as const)('of %s says %o', async ([name, content, code, words]) => {
    const input = content === undefined ? join(folder, name) : await file(name, content as string | Buffer);
    await expect(price(input)).rejects.toMatchObject({
      code: expect.stringContaining(code),
      message: expect.stringContaining(words),
    });
  });
});
