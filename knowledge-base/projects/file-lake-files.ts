import { randomUUID } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LakeFiles } from './lake-files.ts';
import { makeFolder } from './make-folder.ts';

/** The files of a folder. */
export function createFileLakeFiles({ dir }: { readonly dir: string }): LakeFiles {
  return {
    place: dir,
    async read(path, known) {
      try {
        const stamp = await stampOf(join(dir, path));
        return stamp === known ? 'unchanged' : { bytes: await readFile(join(dir, path)), stamp };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async write(path, bytes) {
      const file = join(dir, path);
      await makeFolder(dirname(file));
      const work = `${file}.${randomUUID()}`;
      await writeFile(work, bytes);
      await rename(work, file);
    },
  };
}

/** A replaced file has another inode even within one tick of the clock. */
async function stampOf(file: string): Promise<string> {
  const { ino, mtimeMs, size } = await stat(file);
  return `${ino} ${mtimeMs} ${size}`;
}
