import { DataVersionError } from '#knowledge-base/projects/data-versions.ts';
import { createFileDataVersions } from '#knowledge-base/projects/file-data-versions.ts';
import { generateSampleData } from '#knowledge-base/projects/sample/generate-sample-data.ts';

export interface EnsureDataOptions {
  readonly dataDir: string;
  readonly rows: number;
  readonly onProgress: (message: string) => void;
}

/** Makes the sample data of a first start; data that is there stays as it is. */
export async function ensureData(options: EnsureDataOptions): Promise<void> {
  try {
    await createFileDataVersions({ dataDir: options.dataDir }).current();
  } catch (error) {
    if (!(error instanceof DataVersionError)) throw error;
    options.onProgress(`making ${options.rows.toLocaleString('en-US')} sample projects, once …`);
    await generateSampleData({ rows: options.rows, outDir: options.dataDir });
  }
}
