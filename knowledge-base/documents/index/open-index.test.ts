import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INDEX_FILE, openIndex } from './open-index.ts';
import { search } from './search.ts';

const documents = [
  { title: 'Funding', text: 'MAP pays for migrations' },
  { title: 'Stages', text: 'An opportunity is committed' },
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-index-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Opens it, and says which rebuilds and failures to write were told. */
async function opened(dir = folder, some = documents) {
  const told: string[] = [];
  const index = await openIndex({
    dir,
    documents: some,
    onRebuild: ({ code }) => told.push(code),
    onUnwritten: () => told.push('unwritten'),
  });
  return { told, hits: search(index, 'migration', { limit: 3 }) };
}

describe('openIndex', () => {
  it('builds at first, and reads what was written from then on', async () => {
    const dir = join(folder, 'deep', 'er');
    const first = await opened(dir);
    expect(first).toEqual({ told: ['missing'], hits: [{ ordinal: 0, score: expect.any(Number) }] });
    expect(await opened(dir)).toEqual({ ...first, told: [] });
    expect(await readdir(dir)).toEqual([INDEX_FILE]);
  });

  it.for<[string, (file: string) => Promise<void>]>([
    ['cut-short', (file) => truncate(file, 200)],
    ['cut-short', (file) => truncate(file, 0)],
    [
      'no-index',
      (file) => writeFile(file, 'something else, and more than sixty bytes of it, so that it could be one'),
    ],
    ['damaged', async (file) => writeFile(file, (await readFile(file)).fill(7, 300, 301))],
  ])('builds anew what is %s, says so, and has mended it', async ([code, spoil]) => {
    const first = await opened();
    await spoil(join(folder, INDEX_FILE));
    expect(await opened()).toEqual({ ...first, told: [code] });
    expect((await opened()).told).toEqual([]);
  });

  it('builds anew when the documents have changed', async () => {
    await opened();
    const more = [...documents, { title: '', text: 'a migration' }];
    const { told, hits } = await opened(folder, more);
    expect({ told, found: hits.map(({ ordinal }) => ordinal).sort() }).toEqual({
      told: ['other-documents'],
      found: [0, 2],
    });
  });

  it('goes on with an index that it could not write, and leaves no draft', async () => {
    await mkdir(join(folder, INDEX_FILE));
    const { told, hits } = await opened();
    expect({ told, found: hits.length }).toEqual({ told: ['unreadable', 'unwritten'], found: 1 });
    expect(await readdir(folder)).toEqual([INDEX_FILE]);
    await writeFile(join(folder, 'file'), '');
    expect((await opened(join(folder, 'file', 'inside'))).told).toEqual(['unreadable', 'unwritten']);
  });

  it('may be opened by several at once', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => opened()));
    for (const { hits } of all) expect(hits.map(({ ordinal }) => ordinal)).toEqual([0]);
    expect((await opened()).told).toEqual([]);
    expect(await readdir(folder)).toEqual([INDEX_FILE]);
  });
});
