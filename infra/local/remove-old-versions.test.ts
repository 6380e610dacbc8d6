import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeOldVersions } from './remove-old-versions.ts';

const now = new Date('2026-11-25T12:00:00Z');
const longAgo = new Date('2026-11-20T12:00:00Z');

describe('removeOldVersions', () => {
  let dataDir: string;
  let failures: unknown[];
  const run = () =>
    removeOldVersions({ dataDir, clock: () => now, onFailure: (...failure) => failures.push(failure) });
  const put = async (table: string, name: string, changed: Date) => {
    await mkdir(join(dataDir, table, name), { recursive: true });
    await writeFile(join(dataDir, table, name, 'part-0.parquet'), '');
    await utimes(join(dataDir, table, name), changed, changed);
  };
  const makeCurrent = async (dataVersion: string, changed: Date) => {
    const report = { read: 1, kept: 1, dropped: {}, doubted: {} };
    const current = {
      dataVersion,
      rows: 1,
      throughDate: '2026-11-01',
      sample: true,
      createdAt: changed.toISOString(),
      partners: [],
      report,
    };
    await writeFile(join(dataDir, 'current.json'), JSON.stringify(current));
    await utimes(join(dataDir, 'current.json'), changed, changed);
  };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'versions-'));
    failures = [];
    for (const table of ['projects', 'ownership', 'models']) {
      await put(table, 'data_version=v000000000001', longAgo);
      await put(table, 'data_version=v000000000002', longAgo);
      await put(table, 'data_version=v000000000003', new Date('2026-11-25T11:00:00Z'));
      await put(table, 'something-else', longAgo);
    }
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  it('removes what has not been current for a day, and nothing else', async () => {
    await makeCurrent('v000000000002', longAgo);
    await symlink(join(dataDir, 'models'), join(dataDir, 'projects', 'data_version=v000000000004'));
    expect(await run()).toHaveLength(3);
    for (const table of ['projects', 'ownership', 'models']) {
      const left = await readdir(join(dataDir, table));
      expect(left).toEqual(
        expect.arrayContaining([
          'data_version=v000000000002',
          'data_version=v000000000003',
          'something-else',
        ]),
      );
      expect(left).not.toContain('data_version=v000000000001');
    }
    expect(await readdir(join(dataDir, 'projects'))).toContain('data_version=v000000000004');
    expect(failures).toEqual([]);
  });

  it('leaves the version before for a day after another became current', async () => {
    await makeCurrent('v000000000002', new Date('2026-11-25T11:00:00Z'));
    expect(await run()).toEqual([]);
  });

  it('removes nothing where it is not told what is current', async () => {
    await writeFile(join(dataDir, 'current.json'), '{');
    await utimes(join(dataDir, 'current.json'), longAgo, longAgo);
    expect(await run()).toEqual([]);
    expect(failures).toHaveLength(1);
  });
});
