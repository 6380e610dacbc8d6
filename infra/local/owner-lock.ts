import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { makeFolder } from '#knowledge-base/projects/make-folder.ts';

export interface OwnerLock {
  release(): Promise<void>;
}

/**
 * Takes the lock that makes this process the owner of a data folder's services, or gives undefined when
 * another process has it. It is LevelDB's own file lock, which the operating system drops when a process
 * dies: there is no stale lock to detect.
 */
export async function tryOwnerLock(dataDir: string): Promise<OwnerLock | undefined> {
  await makeFolder(dataDir);
  const lock = new ClassicLevel(join(dataDir, 'owner-lock'));
  try {
    await lock.open();
  } catch (error) {
    if (isLocked(error)) return undefined;
    throw error;
  }
  return { release: () => lock.close() };
}

function isLocked(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED';
}
