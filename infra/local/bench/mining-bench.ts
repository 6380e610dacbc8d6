import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { generateSampleData } from '#knowledge-base/projects/sample/generate-sample-data.ts';
import { SAMPLE_DEFAULTS, sampleThroughDate } from '#knowledge-base/projects/sample/sample-defaults.ts';
import type { MiningTimes } from './mining-worker.ts';
import type { TrainBenchOptions } from './train-bench.ts';

export interface MiningBench extends MiningTimes {
  /** Projects in the data; the won ones with a customer and a close date are mined. */
  readonly rows: number;
}

/** Makes data, then mines what follows what in a process of its own. */
export async function miningBench(options: Omit<TrainBenchOptions, 'runs'>): Promise<MiningBench> {
  const { rows, dataDir, onProgress } = options;
  await rm(dataDir, { recursive: true, force: true });
  onProgress(`making ${rows.toLocaleString('en-US')} projects …`);
  await generateSampleData({
    rows,
    seed: SAMPLE_DEFAULTS.seed,
    throughDate: sampleThroughDate(options.todayDate),
    outDir: dataDir,
    now: () => new Date(),
  });
  onProgress('mining …');
  const child = fork(options.worker, [dataDir], { execArgv: ['--import', 'tsx'] });
  const times = new Promise<MiningTimes>((resolve, reject) => {
    child.once('message', (message) => resolve(message as MiningTimes));
    child.once('exit', (code) =>
      reject(new Error(`the measured process ended with ${code} before it had mined`)),
    );
  });
  const ended = once(child, 'exit');
  const measured = await times;
  await ended;
  return { rows, ...measured };
}
