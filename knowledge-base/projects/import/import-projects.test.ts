import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CURRENT_FILE } from '../current-data.ts';
import { createFileLakeFiles } from '../file-lake-files.ts';
import { readCurrentData } from '../lake-data-versions.ts';
import { generateSampleProjects } from '../sample/generate-sample-projects.ts';
import { importProjects } from './import-projects.ts';
import type { ProjectsMapping } from './mapping.ts';
import { parseMapping } from './read-mapping.ts';

const NOW = () => new Date('2026-11-25T08:00:00Z');
const MAPPING = mappingOf(`
kind: projects
columns:
  opportunity_id: Id
  customer_name: Account
  partner_id: Partner
  partner_name: Partner name
  industry: { as: lookup, from: Branch, values: { Shops: Retail, Banks: Financial Services } }
  close_date: { as: date, from: Won, format: YYYY-MM-DD }
  annual_run_rate_usd: Worth
  services: { as: list, from: Products }`);
const HEADER = 'Id,Account,Partner,Partner name,Branch,Won,Worth,Products\n';

let root: string;
let outDir: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'import-'));
});
beforeEach(async () => {
  outDir = await mkdtemp(join(root, 'out-'));
});
afterAll(() => rm(root, { recursive: true }));

function mappingOf(yaml: string): ProjectsMapping {
  const mapping = parseMapping(yaml, 'mapping.yaml');
  if (mapping.kind !== 'projects') throw new Error('This is a mapping of a table.');
  return mapping;
}

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(await mkdtemp(join(root, 'in-')), name);
  await writeFile(path, content);
  return path;
}

function run(
  input: string,
  more: { threads?: number; signal?: AbortSignal; mapping?: ProjectsMapping } = {},
) {
  return importProjects({ input, mapping: MAPPING, outDir, now: NOW, todayDate: '2026-11-25', ...more });
}

const row = (
  id: string,
  cells: Partial<Record<'account' | 'branch' | 'won' | 'worth' | 'products', string>> = {},
) =>
  `${id},${cells.account ?? 'Mallow Retail'},77,Birchline,${cells.branch ?? 'Shops'},${cells.won ?? '2026-01-31'},` +
  `${cells.worth ?? '1200'},${cells.products ?? 'Amazon S3;Lambda'}\n`;

describe('importProjects', () => {
  it('makes what it keeps the current data, and says that it is no sample', async () => {
    const imported = await run(await file('deals.csv', HEADER + row('A') + row('B', { won: '2026-03-31' })));
    const current = await readCurrentData(createFileLakeFiles({ dir: outDir }));
    expect(current).toMatchObject({
      dataVersion: imported.dataVersion,
      rows: 2,
      throughDate: '2026-03-31',
      sample: false,
      report: imported.report,
    });
    expect(imported).toMatchObject({
      isUsable: true,
      files: [{ name: 'deals.csv', format: 'csv', rows: 2 }],
      partners: [{ partnerId: '77', partnerName: 'Birchline', rows: 2 }],
      rowsWithoutPartner: 0,
      notUsed: [],
      sellersFile: { outcome: 'written', sellers: 2, partnersWithoutSeller: [] },
    });
  });

  it('counts every row that it drops or doubts, by reason, with the rows themselves', async () => {
    const { report, examples } = await run(
      await file(
        'dirty.csv',
        HEADER +
          row('A', { won: '31.01.2026' }) +
          row('B', { worth: '€5', branch: 'Farms' }) +
          ',,,,,,,\n' +
          'C,too,few\n' +
          row('', { account: 'No Id\u001B[31m\u202E Ltd' }) +
          row('A', { won: '2027-01-01' }) +
          row('D', { account: '5" Pipes', products: Array(12).fill('Amazon S3').join(';') }),
      ),
    );
    const counted = (counts: Readonly<Record<string, number>>) =>
      Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
    expect([report.read, report.kept, counted(report.dropped), counted(report.doubted)]).toEqual([
      7,
      3,
      { 'not-a-record': 1, 'wrong-cell-count': 1, 'no-opportunity-id': 1, 'duplicate-opportunity': 1 },
      {
        'other-currency': 1,
        'not-in-lookup': 1,
        'close-in-future': 1,
        'quote-broken': 1,
        'services-beyond-slots': 1,
      },
    ]);
    expect(examples).toMatchObject({
      'close-date-unreadable': [{ file: 'dirty.csv', row: 1, values: { Won: '31.01.2026' } }],
      'not-in-lookup': [{ row: 2, values: { Branch: 'Farms' } }],
      'other-currency': [{ row: 2, values: { Worth: '€5' } }],
      'wrong-cell-count': [{ row: 4, values: { cells: '3 of 8', row: 'C | too | few' } }],
      'no-opportunity-id': [{ row: 5, values: { Account: 'No Id [31m Ltd' } }],
      'duplicate-opportunity': [{ row: 1, values: { opportunity_id: 'A' } }],
    });
  });

  it('writes the same version on any number of threads, from any way to cut and pack the files', async () => {
    const raw = [...generateSampleProjects({ rows: 600, seed: 5, throughDate: '2026-10-31' })].map(
      (each) => each.raw,
    );
    const columns = Object.keys(raw[0] ?? {});
    const mapping = mappingOf(
      `kind: projects\ncolumns: {${columns.map((column) => `${column}: ${column}`).join(', ')}}`,
    );
    const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
    const lines = raw.map((each) => `${columns.map((column) => cell(each[column])).join(',')}\n`);
    const head = `${columns.join(',')}\n`;
    const whole = await file('all.csv', head + lines.join(''));
    const folder = await mkdtemp(join(root, 'parts-'));
    await mkdir(join(folder, 'late'));
    await writeFile(join(folder, '1.csv'), head + lines.slice(0, 200).join(''));
    await writeFile(join(folder, '2.csv.gz'), gzipSync(head + lines.slice(200, 400).join('')));
    const rest = raw
      .slice(400)
      .map((each) => JSON.stringify(Object.fromEntries(columns.map((c) => [c, each[c] ?? null]))));
    await writeFile(join(folder, 'late', '3.jsonl'), rest.join('\n'));
    await writeFile(join(folder, 'readme.md'), '# not a table');
    const imported = [
      await run(whole, { mapping, threads: 0 }),
      await run(whole, { mapping, threads: 2 }),
      await run(folder, { mapping, threads: 2 }),
    ];
    expect(new Set(imported.map(({ dataVersion }) => dataVersion)).size).toBe(1);
    expect(imported[1]?.examples).toEqual(imported[0]?.examples);
    expect(imported[1]?.profile).toEqual(imported[0]?.profile);
    expect([imported[2]?.skippedFiles, imported[2]?.files.map(({ rows }) => rows)]).toEqual([
      ['readme.md'],
      [200, 200, raw.length - 400],
    ]);
  });

  it.for<[name: string, content: string]>([
    ['header.csv', HEADER],
    ['blank.csv', HEADER + '\n'.repeat(1_000_000)],
    ['future.csv', HEADER + row('A', { won: '2031-01-01' })],
  ])('cannot use %s, says why, and leaves the version before', async ([name, content]) => {
    const before = await run(await file('deals.csv', HEADER + row('A')));
    const imported = await run(await file(name, content));
    expect(imported).toMatchObject({ isUsable: false, dataVersion: null, sellersFile: null });
    expect((await readCurrentData(createFileLakeFiles({ dir: outDir }))).dataVersion).toBe(
      before.dataVersion,
    );
    expect((await readdir(outDir)).sort()).toEqual(['current.json', 'ownership', 'projects', 'sellers.yaml']);
  });

  it('counts a million blank rows', async () => {
    const { report } = await run(await file('blank.csv', HEADER + row('A') + '\n'.repeat(1_000_000)));
    expect([report.read, report.kept, report.dropped['not-a-record']]).toEqual([1_000_001, 1, 1_000_000]);
  });

  it.for<[name: string, content: string | Buffer, code: string]>([
    ['cut.csv', `${HEADER}${row('A')}B,"Mal`, 'source-cut-off'],
    ['cut.csv.gz', gzipSync(HEADER + row('A').repeat(50)).subarray(0, 90), 'source-cut-off'],
    ['cut.parquet', 'PAR1 and then nothing', 'source-cut-off'],
    ['garbage.csv', Buffer.from([7, 0, 255, 3, 10]), 'source-not-text'],
    ['empty.csv', '', 'source-empty'],
    ['other.csv', 'Id,Acount\nA,B\n', 'missing-column'],
  ])('refuses %s, on threads too, and leaves the version before', async ([name, content, code]) => {
    const before = await run(await file('deals.csv', HEADER + row('A')));
    for (const threads of [0, 1])
      await expect(run(await file(name, content), { threads })).rejects.toMatchObject({ code });
    expect((await readCurrentData(createFileLakeFiles({ dir: outDir }))).dataVersion).toBe(
      before.dataVersion,
    );
    expect((await readdir(outDir)).filter((each) => each.startsWith('.'))).toEqual([]);
  });

  it('stops when it is told to, and leaves nothing behind', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped by hand'));
    const input = await file('deals.csv', HEADER + row('A').repeat(10));
    await expect(run(input, { signal: stop.signal, threads: 1 })).rejects.toThrow('stopped by hand');
    expect((await readdir(outDir)).filter((each) => each === CURRENT_FILE || each.startsWith('.'))).toEqual(
      [],
    );
  });

  it('keeps one row, text of any script, and ten thousand categories', async () => {
    const one = await run(await file('one.csv', HEADER + row('A', { account: 'トヨタ 株式会社' })));
    expect(one.report.kept).toBe(1);
    const many = Array.from({ length: 10_000 }, (_, index) =>
      row(`R${index}`, { account: `Εταιρεία ${index}` }),
    );
    const { profile, report } = await run(await file('many.csv', HEADER + many.join('')));
    expect([report.kept, profile.isComplete, profile.columns[1]]).toMatchObject([
      10_000,
      true,
      { column: 'Account', mappedTo: ['customer_name'], filled: 1, distinct: 10_000 },
    ]);
  });

  it('keeps of duplicates only one', async () => {
    const { report } = await run(await file('same.csv', HEADER + row('A').repeat(40)));
    expect([report.read, report.kept, report.dropped['duplicate-opportunity']]).toEqual([40, 1, 39]);
  });

  it('never overwrites a seller directory that somebody has edited', async () => {
    const input = await file('deals.csv', HEADER + row('A'));
    await run(input);
    const path = join(outDir, 'sellers.yaml');
    const edited = (await readFile(path, 'utf8'))
      .replace('Organisation', 'Everybody')
      .replace('"77"', '"78"');
    await writeFile(path, edited);
    const { sellersFile } = await run(input);
    expect([await readFile(path, 'utf8'), sellersFile]).toEqual([
      edited,
      { path, outcome: 'kept', sellers: 2, partnersWithoutSeller: ['77'] },
    ]);
  });

  it('imports the example that stands beside the mappings', async () => {
    const folder = join(import.meta.dirname, '..', 'mappings');
    const mapping = mappingOf(await readFile(join(folder, 'crm-export.yaml'), 'utf8'));
    const input = join(root, 'crm-export.csv');
    await cp(join(folder, 'crm-export.csv'), input);
    const { report, ranges, rates } = await run(input, { mapping });
    const doubted = Object.entries(report.doubted).filter(([, count]) => count > 0);
    expect([report.kept, Object.fromEntries(doubted), rates.EUR?.date, ranges.close_date?.max]).toEqual([
      6,
      { 'close-date-unreadable': 1, 'other-currency': 1 },
      '2026-10-30',
      '2026-05-11',
    ]);
  });
});
