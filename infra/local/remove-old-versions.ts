import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CURRENT_FILE } from '#knowledge-base/projects/current-data.ts';
import { createFileLakeFiles } from '#knowledge-base/projects/file-lake-files.ts';
import { readCurrentData } from '#knowledge-base/projects/lake-data-versions.ts';
import { OWNERSHIP_TABLE } from '#knowledge-base/projects/ownership-table.ts';
import { PROJECTS_TABLE } from '#knowledge-base/projects/project-columns.ts';

const DAY_MS = 86_400_000;
const VERSION_FOLDER = /^data_version=(v[0-9a-f]{12})$/;

export interface RemoveOldVersionsOptions {
  readonly dataDir: string;
  readonly clock: () => Date;
  /** Told of what could not be removed: a start goes on without it. */
  readonly onFailure: (where: string, error: unknown) => void;
}

/**
 * Removes the versions of the data, and the models trained on them, that have not been current for a day. What is
 * current stays, and so does all else for a day after another became current: somebody may still read it.
 * @returns the folders that were removed
 */
export async function removeOldVersions(options: RemoveOldVersionsOptions): Promise<readonly string[]> {
  const { dataDir, onFailure } = options;
  const removed: string[] = [];
  try {
    if (await changedWithinADay(join(dataDir, CURRENT_FILE), options)) return removed;
    for (const table of [PROJECTS_TABLE, OWNERSHIP_TABLE, 'models'])
      for (const folder of await versionFolders(join(dataDir, table))) {
        // Asked before each: an import may make another one current meanwhile.
        const { dataVersion } = await readCurrentData(createFileLakeFiles({ dir: dataDir }));
        if (folder.dataVersion === dataVersion || (await changedWithinADay(folder.path, options))) continue;
        await rm(folder.path, { recursive: true, force: true });
        removed.push(folder.path);
      }
  } catch (error) {
    onFailure('old data versions', error);
  }
  return removed;
}

async function versionFolders(
  dir: string,
): Promise<readonly { readonly path: string; readonly dataVersion: string }[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.flatMap((entry) => {
    const [, dataVersion] = VERSION_FOLDER.exec(entry.name) ?? [];
    // A link is somebody's own arrangement.
    return dataVersion === undefined || !entry.isDirectory()
      ? []
      : [{ path: join(dir, entry.name), dataVersion }];
  });
}

async function changedWithinADay(path: string, { clock }: RemoveOldVersionsOptions): Promise<boolean> {
  const { mtimeMs } = await stat(path);
  return clock().getTime() - mtimeMs < DAY_MS;
}
