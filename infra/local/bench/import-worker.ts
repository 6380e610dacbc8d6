import { importProjects } from '#knowledge-base/projects/import/import-projects.ts';
import { readMapping } from '#knowledge-base/projects/import/read-mapping.ts';

export interface ImportTimes {
  readonly kept: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  /** The most that the process held. */
  readonly rssMb: number;
}

/** Imports a file once, and tells what it took. */
export async function timeImport(
  input: string,
  mappingFile: string,
  outDir: string,
  todayDate: string,
): Promise<ImportTimes> {
  const mapping = await readMapping(mappingFile);
  if (mapping.kind !== 'projects') throw new Error('The mapping is none of projects.');
  const [startedAt, before] = [performance.now(), process.cpuUsage()];
  const { report } = await importProjects({ input, mapping, outDir, todayDate, now: () => new Date() });
  const { user, system } = process.cpuUsage(before);
  return {
    kept: report.kept,
    wallMs: Math.round(performance.now() - startedAt),
    cpuMs: Math.round((user + system) / 1_000),
    rssMb: Math.round(process.resourceUsage().maxRSS / 1_024),
  };
}
