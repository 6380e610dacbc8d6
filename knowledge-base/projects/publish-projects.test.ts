import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CURRENT_FILE, type CurrentData, currentData } from './current-data.ts';
import { customerKey } from './customer-name.ts';
import { createFileDataVersions } from './file-data-versions.ts';
import { OWNERSHIP_COLUMNS } from './ownership-table.ts';
import { PROJECT_COLUMNS } from './project-columns.ts';
import { projectRecord } from './project-record.ts';
import { publishProjects } from './publish-projects.ts';
import { generateSampleData } from './sample/generate-sample-data.ts';

const NOW = () => new Date('2026-11-01T08:00:00Z');
const SAMPLE = { rows: 1_500, seed: 3, throughDate: '2026-10-31', now: NOW };

let root: string;
let outDir: string;
/** The data of the tests that only read. */
let published: CurrentData;
let publishedDir: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'projects-'));
  publishedDir = join(root, "it's published");
  published = await generateSampleData({ ...SAMPLE, outDir: publishedDir });
});
beforeEach(async () => {
  outDir = await mkdtemp(join(root, 'out-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Asks the published data, or those of another folder. */
async function ask(sql: string, dir = publishedDir, table = 'projects') {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const glob = join(dir, table, '**', '*.parquet').replaceAll("'", "''");
  await connection.run(
    `CREATE VIEW ${table} AS FROM read_parquet('${glob}', hive_partitioning = true, hive_types = {'data_version': VARCHAR${table === 'projects' ? ", 'close_year': INTEGER" : ''}}, filename = true, file_row_number = true)`,
  );
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

describe('publishProjects', () => {
  it('writes the table that is declared, column by column', async () => {
    const described = await ask(
      'SELECT column_name AS name, lower(column_type) AS type FROM (DESCRIBE FROM projects)',
    );
    const found = new Map(described.map(({ name, type }) => [name, type]));
    found.delete('filename');
    found.delete('file_row_number');
    expect([...found].sort()).toEqual(PROJECT_COLUMNS.map(({ name, type }) => [name, type]).sort());
  });

  it('stores records that the schema accepts, with sums that follow from the services', async () => {
    for (const row of await ask('FROM projects')) {
      const record = projectRecord.parse(
        Object.fromEntries(PROJECT_COLUMNS.map(({ name, field }) => [field, row[name]])),
      );
      const services: { monthlyUsd: number; upfrontUsd: number }[] = JSON.parse(record.servicesJson);
      expect(services).toHaveLength(record.serviceCount);
      const mrrUsd = services.reduce((sum, service) => sum + service.monthlyUsd, 0);
      const upfrontUsd = services.reduce((sum, service) => sum + service.upfrontUsd, 0);
      expect(record.mrrUsd ?? 0).toBeCloseTo(mrrUsd, 2);
      if (record.arrBasis === 'services') expect(record.arrUsd).toBeCloseTo(12 * mrrUsd + upfrontUsd, 1);
    }
  });

  it('lays rows out by version and year, sorted by close date, each opportunity once', async () => {
    const { dataVersion, rows, report } = published;
    expect(rows).toBe(1_500);
    expect(report.read).toBe(report.kept + report.dropped['duplicate-opportunity']);
    expect(report.dropped['duplicate-opportunity']).toBeGreaterThan(0);
    expect(
      await ask('SELECT count(*)::INT AS n, count(DISTINCT opportunity_id)::INT AS ids FROM projects'),
    ).toEqual([{ n: rows, ids: rows }]);
    expect(await ask('SELECT DISTINCT data_version FROM projects')).toEqual([{ data_version: dataVersion }]);
    expect(await ask('FROM projects WHERE close_year <> coalesce(year(close_date), 0)')).toEqual([]);
    const unsorted = await ask(`SELECT filename FROM (
      SELECT filename, close_date, lag(close_date) OVER (PARTITION BY filename ORDER BY file_row_number) AS before
      FROM projects
    ) WHERE close_date < before`);
    expect(unsorted).toEqual([]);
  });

  it('counts the doubts that the rows carry', async () => {
    const { report } = published;
    const counted = await ask(`SELECT reason, count(*)::INT AS n
      FROM (SELECT unnest(string_split(doubts, ',')) AS reason FROM projects WHERE doubts <> '') GROUP BY 1`);
    expect(counted.length).toBeGreaterThan(3);
    const said = Object.entries(report.doubted).filter(([, n]) => n > 0);
    expect(Object.fromEntries(counted.map(({ reason, n }) => [reason, n]))).toEqual(Object.fromEntries(said));
  });

  it('keeps the fuller of two rows, and of equals the later', async () => {
    const row = { opportunity_id: 'A', close_date: '2026-01-05', customer_name: 'Aldovia' };
    const rows = [
      { ...row, description: 'fuller' },
      row,
      { ...row, opportunity_id: 'B', description: 'earlier' },
      { ...row, opportunity_id: 'B', description: 'later' },
    ];
    const { report } = await publishProjects({ rows, outDir, sample: false, now: NOW });
    expect(report).toMatchObject({ read: 4, kept: 2, dropped: { 'duplicate-opportunity': 2 } });
    expect(await ask('SELECT opportunity_id, description FROM projects ORDER BY 1', outDir)).toEqual([
      { opportunity_id: 'A', description: 'fuller' },
      { opportunity_id: 'B', description: 'later' },
    ]);
  });

  it('names a version by its content, and leaves the one before in place', async () => {
    const first = await generateSampleData({ ...SAMPLE, rows: 300, outDir });
    const again = await generateSampleData({ ...SAMPLE, rows: 300, outDir });
    expect(again).toEqual(first);
    const other = await generateSampleData({ ...SAMPLE, rows: 300, seed: 4, outDir });
    expect(other.dataVersion).not.toBe(first.dataVersion);
    expect((await readdir(join(outDir, 'projects'))).sort()).toEqual(
      [first, other].map(({ dataVersion }) => `data_version=${dataVersion}`).sort(),
    );
    expect(await createFileDataVersions({ dir: outDir }).current()).toMatchObject({
      dataVersion: other.dataVersion,
    });
  });

  it('writes which partner has which customer, by keys alone', async () => {
    const row = { close_date: '2026-01-05', opportunity_region: 'EMEA' };
    const rows = [
      { ...row, opportunity_id: 'A', customer_name: 'Rossini Foods S.A.', partner_id: '1' },
      { ...row, opportunity_id: 'B', customer_name: 'ROSSINI FOODS', partner_id: '2' },
      { ...row, opportunity_id: 'C', customer_name: 'Acme Health', partner_id: '1' },
      { ...row, opportunity_id: 'D', customer_name: 'Acme Bank', partner_id: '2' },
      { ...row, opportunity_id: 'E', customer_name: 'Nobody’s', partner_id: null },
      { ...row, opportunity_id: 'F', customer_name: '—!', partner_id: '1' },
    ];
    const { dataVersion } = await publishProjects({ rows, outDir, sample: false, now: NOW });
    const found = await ask('FROM ownership', outDir, 'ownership');
    expect(Object.keys(found[0] ?? {})).toEqual(expect.arrayContaining([...OWNERSHIP_COLUMNS]));
    const owners = (name: string) =>
      found.filter((each) => each.customer_key === customerKey(name)).map((each) => each.partner_id);
    expect(owners('rossini foods')).toEqual(['1', '2']);
    // A beginning is a key where one customer alone has it.
    expect(owners('Rossini')).toEqual(['1', '2']);
    expect(owners('Acme')).toEqual([]);
    expect(owners('acme HEALTH')).toEqual(['1']);
    expect(owners('Nobody’s')).toEqual([]);
    expect(new Set(found.map((each) => each.data_version))).toEqual(new Set([dataVersion]));
  });

  it('says what became of the rows in current.json', async () => {
    const stored = currentData.parse(JSON.parse(await readFile(join(publishedDir, CURRENT_FILE), 'utf8')));
    expect(stored).toEqual(published);
    expect(stored).toMatchObject({ rows: 1_500, sample: true, createdAt: '2026-11-01T08:00:00.000Z' });
    const [last] = await ask('SELECT max(close_date) AS last FROM projects');
    expect(stored.throughDate).toBe(last?.last);
  });

  it('leaves the old version current, and nothing of itself, when it is interrupted', async () => {
    const before = await generateSampleData({ ...SAMPLE, rows: 300, outDir });
    for (const step of ['reading', 'writing']) {
      const stop = new AbortController();
      const interrupted = generateSampleData({
        ...SAMPLE,
        rows: 2_200,
        seed: 5,
        outDir,
        signal: stop.signal,
        onProgress: (progress) => {
          if (progress.step === step) stop.abort(new Error(`stopped while ${step}`));
        },
      });
      await expect(interrupted).rejects.toThrow(`stopped while ${step}`);
      expect(await createFileDataVersions({ dir: outDir }).current()).toMatchObject({
        dataVersion: before.dataVersion,
      });
      expect((await readdir(outDir)).sort()).toEqual([CURRENT_FILE, 'documents', 'ownership', 'projects']);
    }
  });

  it('publishes nothing when no row is left', async () => {
    const rows = [{}, { description: 'no id' }];
    await expect(publishProjects({ rows, outDir, sample: false, now: NOW })).rejects.toMatchObject({
      code: 'no-projects',
    });
    expect((await readdir(outDir)).sort()).toEqual(['ownership', 'projects']);
    expect(await readdir(join(outDir, 'ownership'))).toEqual([]);
  });
});
