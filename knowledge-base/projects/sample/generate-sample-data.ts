import type { CurrentData } from '../current-data.ts';
import type { WriteProgress } from '../projects-parquet.ts';
import { publishProjects } from '../publish-projects.ts';
import { generateSampleProjects, type SampleOptions } from './generate-sample-projects.ts';

export interface GenerateSampleDataOptions extends SampleOptions {
  /** The data's folder. */
  readonly outDir: string;
  readonly now: () => Date;
  readonly onProgress?: ((progress: WriteProgress) => void) | undefined;
  /** Aborting leaves the data that was there as it was. */
  readonly signal?: AbortSignal | undefined;
}

/** Generates sample projects and makes them the current data, through the same normaliser as an import. */
export function generateSampleData(options: GenerateSampleDataOptions): Promise<CurrentData> {
  const { rows, seed, throughDate, ...rest } = options;
  return publishProjects({ ...rest, rows: rawRows({ rows, seed, throughDate }), sample: true });
}

function* rawRows(options: SampleOptions) {
  for (const { raw } of generateSampleProjects(options)) yield raw;
}
