import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CURRENT_FILE, type CurrentData, currentData } from './current-data.ts';
import { type DataVersion, DataVersionError, type DataVersions } from './data-versions.ts';

export interface FileDataVersionsOptions {
  /** The folder that `current.json` lies in. */
  readonly dir: string;
}

/** The current version by `current.json` in a folder, read again when the file has changed. */
export function createFileDataVersions({ dir }: FileDataVersionsOptions): DataVersions {
  const file = join(dir, CURRENT_FILE);
  let known: { readonly stamp: string; readonly version: DataVersion } | undefined;
  return {
    async current() {
      const stamp = await stampOf(file);
      if (known?.stamp !== stamp) known = { stamp, version: versionOf(await readCurrentData(file)) };
      return known.version;
    },
  };
}

/**
 * Reads and checks a `current.json`.
 * @throws {DataVersionError} when it is not there or is not what we write
 */
export async function readCurrentData(file: string): Promise<CurrentData> {
  try {
    return currentData.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw noData(file, error);
  }
}

/** Files are replaced, never rewritten: a new one has another inode even within one tick of the clock. */
async function stampOf(file: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(file);
    return `${ino} ${mtimeMs} ${size}`;
  } catch (error) {
    throw noData(file, error);
  }
}

function versionOf({ dataVersion, rows, throughDate, sample, partners }: CurrentData): DataVersion {
  return { dataVersion, rows, throughDate, sample, ...(partners === undefined ? {} : { partners }) };
}

function noData(file: string, cause: unknown): DataVersionError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  return new DataVersionError(
    `${missing ? 'There is no project data yet' : 'The project data cannot be read'} (${file}). ` +
      'Make sample data with: npm run data:generate',
    { cause },
  );
}
