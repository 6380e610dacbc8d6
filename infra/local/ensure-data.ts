import { DataVersionError } from '#knowledge-base/projects/data-versions.ts';
import { createFileDataVersions } from '#knowledge-base/projects/file-data-versions.ts';
import { SAMPLE_DEFAULTS, sampleThroughDate } from '#knowledge-base/projects/sample/sample-defaults.ts';

export interface EnsureDataOptions {
  readonly dataDir: string;
  readonly rows: number;
  readonly clock: () => Date;
  readonly onProgress: (message: string) => void;
}

/** Makes the sample data of a first start; data that is there stays as it is. */
export async function ensureData({ dataDir, rows, clock, onProgress }: EnsureDataOptions): Promise<void> {
  try {
    await createFileDataVersions({ dir: dataDir }).current();
  } catch (error) {
    // What is there and cannot be read is somebody's: nothing is made over it.
    if (!(error instanceof DataVersionError) || !error.isMissing) throw error;
    onProgress(`making ${rows.toLocaleString('en-US')} sample projects, once …`);
    const throughDate = sampleThroughDate(clock().toISOString().slice(0, 10));
    // Loaded only here: the writer brings DuckDB into this process, which no later start needs.
    const { generateSampleData } = await import('#knowledge-base/projects/sample/generate-sample-data.ts');
    await generateSampleData({ rows, seed: SAMPLE_DEFAULTS.seed, throughDate, outDir: dataDir, now: clock });
  }
}
