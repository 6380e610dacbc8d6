import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CURRENT_FILE, type CurrentData } from './current-data.ts';
import { dataVersionsContract } from './data-versions.contract.ts';
import { createFileDataVersions } from './file-data-versions.ts';
import { DOUBT_REASONS, DROP_REASONS, zeroCounts } from './normalise-reasons.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'data-versions-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function publish(version: Pick<CurrentData, 'dataVersion' | 'rows' | 'throughDate' | 'sample'>) {
  const report = { read: 3, kept: 3, dropped: zeroCounts(DROP_REASONS), doubted: zeroCounts(DOUBT_REASONS) };
  const data: CurrentData = { ...version, createdAt: '2026-11-01T00:00:00.000Z', report };
  await writeFile(join(dir, 'next'), JSON.stringify(data));
  await rename(join(dir, 'next'), join(dir, CURRENT_FILE));
}

dataVersionsContract('createFileDataVersions', () => ({
  versions: createFileDataVersions({ dir }),
  publish,
}));

describe('createFileDataVersions', () => {
  it('names the file and the way out when there is no data', async () => {
    await expect(createFileDataVersions({ dir }).current()).rejects.toThrow(
      `There is no project data yet (${join(dir, CURRENT_FILE)}). Make sample data with: npm run data:generate`,
    );
  });

  it('refuses a file that is not what we write', async () => {
    await writeFile(join(dir, CURRENT_FILE), '{"dataVersion": "../../etc"}');
    await expect(createFileDataVersions({ dir }).current()).rejects.toMatchObject({
      code: 'no-data',
      message: expect.stringContaining('cannot be read'),
    });
  });
});
