import { writeWriteUps } from '../../documents/write-ups/write-write-ups.ts';
import type { CurrentData } from '../current-data.ts';
import type { WriteProgress } from '../projects-parquet.ts';
import { publishProjects } from '../publish-projects.ts';
import { generateSampleProjects, type SampleOptions } from './generate-sample-projects.ts';
import { createNotableProjects, type NotableProjects } from './notable-projects.ts';

export interface GenerateSampleDataOptions extends SampleOptions {
  /** The data's folder. */
  readonly outDir: string;
  readonly now: () => Date;
  readonly onProgress?: ((progress: WriteProgress) => void) | undefined;
  /** Aborting leaves the data that was there as it was. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Generates sample projects and makes them the current data, through the same normaliser as an import, with
 * write-ups of notable ones beside them.
 */
export function generateSampleData(options: GenerateSampleDataOptions): Promise<CurrentData> {
  const { rows, seed, throughDate, ...rest } = options;
  const notable = createNotableProjects();
  return publishProjects({
    ...rest,
    rows: rawRows({ rows, seed, throughDate }, notable),
    sample: true,
    onVersion: (dataVersion) =>
      writeWriteUps({ projects: notable.projects(), outDir: options.outDir, dataVersion }),
  });
}

function* rawRows(options: SampleOptions, notable: NotableProjects) {
  for (const row of generateSampleProjects(options)) {
    notable.see(row);
    yield row.raw;
  }
}
