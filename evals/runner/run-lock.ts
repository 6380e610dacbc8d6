import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another run writes into the folder, or has written there. */
export class RunFolderError extends Error {
  override readonly name = 'RunFolderError';
  readonly code: 'run-folder-in-use' | 'run-folder-taken' | 'run-folder-unreadable' | 'run-not-the-same';
  constructor(code: RunFolderError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const LOCK = 'lock';

/**
 * Takes a folder for this process. The lock of a process that is gone counts for nothing.
 * @returns gives the folder back
 * @throws {RunFolderError} `run-folder-in-use` naming the process that has it
 */
export function lockRunFolder(dir: string, isAlive: (pid: number) => boolean = isRunning): () => void {
  const file = join(dir, LOCK);
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const pid = Number(readFileSync(file, 'utf8').trim());
      if (Number.isInteger(pid) && pid > 0 && isAlive(pid))
        throw new RunFolderError(
          'run-folder-in-use',
          `${dir}: another run (process ${pid}) writes into this folder; give this one another --out`,
          { cause: error },
        );
      rmSync(file, { force: true });
    }
  }
}

/** Whether the process that locked a folder is still there, as far as its number says. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
