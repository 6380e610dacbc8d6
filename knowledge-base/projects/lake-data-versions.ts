import { CURRENT_FILE, type CurrentData, currentData } from './current-data.ts';
import { type DataVersion, DataVersionError, type DataVersions } from './data-versions.ts';
import type { LakeFiles } from './lake-files.ts';

/** The current version by `current.json`, read again when the file has changed. */
export function createLakeDataVersions({ files }: { readonly files: LakeFiles }): DataVersions {
  let known: { readonly stamp: string; readonly version: DataVersion } | undefined;
  return {
    async current() {
      const read = await attempt(files, () => files.read(CURRENT_FILE, known?.stamp));
      if (read === undefined) throw noData(files, undefined);
      if (read === 'unchanged') {
        if (known === undefined) throw new TypeError('a file that was never read cannot be unchanged');
        return known.version;
      }
      const current = await attempt(files, async () => parse(read.bytes));
      known = { stamp: read.stamp, version: versionOf(current) };
      return known.version;
    },
  };
}

/**
 * Reads and checks `current.json`.
 * @throws {DataVersionError} when it is not there or is not what we write
 */
export async function readCurrentData(files: LakeFiles): Promise<CurrentData> {
  const read = await attempt(files, () => files.read(CURRENT_FILE));
  if (read === undefined || read === 'unchanged') throw noData(files, undefined);
  return attempt(files, async () => parse(read.bytes));
}

function parse(bytes: Uint8Array): CurrentData {
  return currentData.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

async function attempt<Result>(files: LakeFiles, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw noData(files, error);
  }
}

function versionOf({ dataVersion, rows, throughDate, sample, partners }: CurrentData): DataVersion {
  return { dataVersion, rows, throughDate, sample, ...(partners === undefined ? {} : { partners }) };
}

function noData({ place }: LakeFiles, cause: unknown): DataVersionError {
  const what = cause === undefined ? 'There is no project data yet' : 'The project data cannot be read';
  return new DataVersionError(
    `${what} (${place}/${CURRENT_FILE}). Make sample data with: npm run data:generate`,
    { cause, isMissing: cause === undefined },
  );
}
