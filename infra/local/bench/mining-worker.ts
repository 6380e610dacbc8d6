import { createFileDataVersions } from '#knowledge-base/projects/file-data-versions.ts';
import { mineFollowOn } from '../mine-follow-on.ts';

/** What mining cost; user CPU time beside the clock, since a machine may be shared. */
export interface MiningTimes {
  /** Won projects with a customer and a close date. */
  readonly minedRows: number;
  readonly rules: number;
  readonly testedPairs: number;
  /** Reading and storing included. */
  readonly wallMs: number;
  readonly cpuMs: number;
  /** The largest resident memory of the process. */
  readonly rssMb: number;
}

/** Mines a data folder once, as `data:train` does. */
export async function timeMining(dataDir: string): Promise<MiningTimes> {
  const [startedAt, startedCpu] = [performance.now(), process.cpuUsage()];
  const data = await createFileDataVersions({ dir: dataDir }).current();
  const [report] = await mineFollowOn({ dataDir, data, learnFrom: 'organisation', onProgress: () => {} });
  return {
    minedRows: report?.projects ?? 0,
    rules: report?.rules ?? 0,
    testedPairs: report?.tested ?? 0,
    wallMs: Math.round(performance.now() - startedAt),
    cpuMs: Math.round(process.cpuUsage(startedCpu).user / 1000),
    rssMb: Math.round(process.resourceUsage().maxRSS / 1000),
  };
}
