import { mkdtemp, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

describe('makeFolder', () => {
  it('makes the folders above as well, also for two at once', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'folder-')), 'a', 'b', 'c');
    await Promise.all([makeFolder(path), makeFolder(path), makeFolder(join(path, 'd'))]);
    expect((await stat(path)).isDirectory()).toBe(true);
    await makeFolder(path);
  });

  it('says so where a file stands', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'folder-')), 'file');
    await writeFile(path, '');
    await expect(makeFolder(path)).rejects.toThrow('is a file, and a folder is needed');
  });

  it('says why a folder cannot be made', async () => {
    await expect(makeFolder('/proc/nowhere/deep')).rejects.toThrow('/proc/nowhere');
  });
});
