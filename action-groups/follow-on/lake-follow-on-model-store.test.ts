import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLakeFiles } from '#knowledge-base/projects/file-lake-files.ts';
import { arbitraryHistory, THROUGH_DATE, THROUGH_DAY } from './__fixtures__/arbitrary-history.ts';
import { createLakeFollowOnModelStore, storeFollowOnModel } from './lake-follow-on-model-store.ts';
import type { FollowOnModel } from './mining/follow-on-model.ts';
import { mineProjects } from './mining/mine-projects.ts';

const VERSION = 'v000000000001';
const ORGANISATION = { kind: 'organisation' } as const;

function mined(learnedFrom: FollowOnModel['learnedFrom'] = 'organisation'): FollowOnModel {
  return mineProjects({
    purchases: arbitraryHistory({ seed: 5, customers: 60 }),
    dataVersion: VERSION,
    throughDate: THROUGH_DATE,
    throughDay: THROUGH_DAY,
    learnedFrom,
  });
}

describe('createLakeFollowOnModelStore', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'follow-on-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('gives back what was stored, with its hash, and finds what appears later', async () => {
    const store = createLakeFollowOnModelStore({ files: createFileLakeFiles({ dir }) });
    expect(await store.load(VERSION, ORGANISATION)).toBeUndefined();
    const modelHash = await storeFollowOnModel(createFileLakeFiles({ dir }), mined());
    expect(await store.load(VERSION, ORGANISATION)).toEqual({ ...mined(), modelHash });
    expect(await store.load('v000000000002', ORGANISATION)).toBeUndefined();
  });

  it('gives a seller of one partner what was mined of that partner, where it was', async () => {
    const store = createLakeFollowOnModelStore({ files: createFileLakeFiles({ dir }) });
    await storeFollowOnModel(createFileLakeFiles({ dir }), mined());
    await storeFollowOnModel(createFileLakeFiles({ dir }), mined({ partnerId: 'p/1' }));
    const of = async (...partnerIds: string[]) =>
      (await store.load(VERSION, { kind: 'partners', partnerIds }))?.learnedFrom;
    expect(await of('p/1')).toEqual({ partnerId: 'p/1' });
    expect(await of('p2')).toBe('organisation');
    expect(await of('p/1', 'p2')).toBe('organisation');
  });

  it('says which file is damaged, and leaves one of another format to be mined again', async () => {
    await storeFollowOnModel(createFileLakeFiles({ dir }), mined());
    const folder = join(dir, 'models', `data_version=${VERSION}`);
    const [name = ''] = await readdir(folder);
    const file = join(folder, name);
    await writeFile(file, (await readFile(file)).subarray(0, 100));
    await expect(
      createLakeFollowOnModelStore({ files: createFileLakeFiles({ dir }) }).load(VERSION, ORGANISATION),
    ).rejects.toMatchObject({
      code: 'predictor-unreadable',
      message: expect.stringContaining('data:train'),
    });
    await storeFollowOnModel(createFileLakeFiles({ dir }), { ...mined(), format: 0 as 1 });
    expect(
      await createLakeFollowOnModelStore({ files: createFileLakeFiles({ dir }) }).load(VERSION, ORGANISATION),
    ).toBeUndefined();
  });
});
