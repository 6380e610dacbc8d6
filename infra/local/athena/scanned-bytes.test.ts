import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScanEstimate } from './scanned-bytes.ts';
import { rewriteTrino } from './trino-rewrite.ts';

describe('createScanEstimate', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scanned-bytes-'));
    await writeFile(join(folder, 'part.parquet'), 'not a Parquet file');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const estimate = async (of: string, files: string) => {
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    try {
      return await createScanEstimate(
        connection,
        of,
        files,
      )(rewriteTrino('SELECT 1 AS one', { catalog: 'awsdatacatalog', database: 'default' }), []);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  };

  it('is nothing before anything was published', async () => {
    expect(await estimate(join(folder, 'none'), join(folder, 'none', '*.parquet'))).toBe(0);
    expect(await estimate(folder, join(folder, '*.none'))).toBe(0);
  });

  it('fails on a folder, or files, that cannot be read, rather than to say that nothing was scanned', async () => {
    const file = join(folder, 'part.parquet');
    await expect(estimate(file, file)).rejects.toThrow(/ENOTDIR/);
    await expect(estimate(folder, file)).rejects.toThrow(/part\.parquet/);
  });
});
