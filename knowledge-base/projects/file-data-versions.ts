import type { DataVersions } from './data-versions.ts';
import { createFileLakeFiles } from './file-lake-files.ts';
import { createLakeDataVersions } from './lake-data-versions.ts';

export interface FileDataVersionsOptions {
  /** The folder that `current.json` lies in. */
  readonly dir: string;
}

/** The current version of the data in a folder. */
export function createFileDataVersions({ dir }: FileDataVersionsOptions): DataVersions {
  return createLakeDataVersions({ files: createFileLakeFiles({ dir }) });
}
