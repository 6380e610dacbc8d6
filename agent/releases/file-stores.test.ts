import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFilePinStore } from './file-pin-store.ts';
import { createFileReleaseLock } from './file-release-lock.ts';
import { createFileReleaseRecord } from './file-release-record.ts';
import { describePinStore } from './pin-store.contract.ts';
import { describeReleaseLog } from './release-log.contract.ts';

const clock = () => new Date('2026-11-25T12:00:00Z');
const { signal } = new AbortController();
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pins-'));
});
afterAll(() => rm(dir, { recursive: true }));

describePinStore('createFilePinStore', async () => {
  const path = join(dir, 'releases', 'pins.json');
  return {
    store: createFilePinStore({ path, clock }),
    other: createFilePinStore({ path, clock }),
    close: async () => {},
  };
});

describeReleaseLog('createFileReleaseLock and createFileReleaseRecord', async () => ({
  lock: createFileReleaseLock({ dir: join(dir, 'locks') }),
  record: createFileReleaseRecord({ path: join(dir, 'record.jsonl') }),
  close: async () => {},
}));

describe('createFilePinStore', () => {
  it('says which file holds no pins instead of starting anew', async () => {
    const path = join(dir, 'broken.json');
    await writeFile(path, '{"a":');
    const store = createFilePinStore({ path, clock });
    await expect(store.write('a', '1', { revision: 0, signal })).rejects.toMatchObject({
      code: 'pin-store-broken',
      message: expect.stringContaining(path),
    });
  });
});

describe('createFileReleaseRecord', () => {
  it('passes over a line that was cut short and goes on behind it', async () => {
    const path = join(dir, 'cut.jsonl');
    const record = createFileReleaseRecord({ path });
    const entry = {
      changeId: 'c1',
      at: '2026-11-25T12:00:00.000Z',
      who: 'ada',
      tier: 'standard',
      action: 'stop',
      outcome: 'done',
    } as const;
    await record.append(entry, { signal });
    await appendFile(path, '{"changeId":"c2","wh');
    await record.append({ ...entry, changeId: 'c3' }, { signal });
    expect((await record.list({ most: 9, signal })).map(({ changeId }) => changeId)).toEqual(['c3', 'c1']);
  });
});
