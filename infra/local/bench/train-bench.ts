import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { generateSampleData } from '#knowledge-base/projects/sample/generate-sample-data.ts';
import { SAMPLE_DEFAULTS, sampleThroughDate } from '#knowledge-base/projects/sample/sample-defaults.ts';
import type { TrainTimes } from './train-worker.ts';

export interface TrainBenchOptions {
  readonly rows: number;
  readonly dataDir: string;
  /** Scored opportunities, after a warm-up. */
  readonly runs: number;
  /** The entry point of the process that is measured. */
  readonly worker: string;
  /** YYYY-MM-DD */
  readonly todayDate: string;
  readonly onProgress: (message: string) => void;
}

export interface TrainBench extends TrainTimes {
  /** Projects in the data; the won ones with a close date are learned from. */
  readonly rows: number;
}

/** Makes data, then learns all quantities from it and scores opportunities in a process of its own. */
export async function trainBench(options: TrainBenchOptions): Promise<TrainBench> {
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
  onProgress('training …');
  const child = fork(options.worker, [dataDir, String(options.runs)], { execArgv: ['--import', 'tsx'] });
  const times = new Promise<TrainTimes>((resolve, reject) => {
    child.once('message', (message) => resolve(message as TrainTimes));
    child.once('exit', (code) =>
      reject(new Error(`the measured process ended with ${code} before it had trained`)),
    );
  });
  const ended = once(child, 'exit');
  const measured = await times;
  await ended;
  return { rows, ...measured };
}
