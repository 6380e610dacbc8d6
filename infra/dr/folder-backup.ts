import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What of a data folder is a lake: the published files, never what a process holds open. */
export const LAKE_PARTS = ['current.json', 'projects', 'ownership', 'documents', 'models'] as const;

/** Copies the published files of a data folder; what is not there is left out. */
export async function copyLake(from: string, to: string): Promise<void> {
  for (const part of LAKE_PARTS)
    await cp(join(from, part), join(to, part), { recursive: true, errorOnExist: false }).catch(
      (error: unknown) => {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      },
    );
}

/** The hash of each published file of a data folder, by its path. */
export async function lakeFingerprint(folder: string): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (!entry.isFile() || !LAKE_PARTS.some((part) => name === part || name.startsWith(`${part}/`))) continue;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    hashes.set(name, hash.digest('hex'));
  }
  return hashes;
}
