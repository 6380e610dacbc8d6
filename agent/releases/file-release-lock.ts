import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LockHolder, lockedWords, type ReleaseLock } from './release-lock.ts';
import { ReleaseError } from './release-plane.ts';

/** Locks as files of a folder, one a tier. */
export function createFileReleaseLock({ dir }: { readonly dir: string }): ReleaseLock {
  const pathOf = (tier: string) => join(dir, `${tier}.lock`);
  return {
    async take(tier, holder) {
      try {
        await mkdir(dir, { recursive: true });
        await writeFile(pathOf(tier), JSON.stringify(holder), { flag: 'wx' });
      } catch (cause) {
        if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'))
          throw new ReleaseError('release-unavailable', `the lock in ${dir} cannot be taken`, { cause });
        throw new ReleaseError('release-locked', lockedWords(tier, await holderIn(pathOf(tier))), { cause });
      }
    },
    async giveBack(tier) {
      try {
        await rm(pathOf(tier), { force: true });
      } catch (cause) {
        throw new ReleaseError('release-unavailable', `the lock in ${dir} cannot be given back`, { cause });
      }
    },
  };
}

async function holderIn(path: string): Promise<LockHolder> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LockHolder;
  } catch {
    return { who: 'somebody', since: 'a moment ago' };
  }
}
