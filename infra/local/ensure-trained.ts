import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createLakePredictorStore } from '#action-groups/data-analysis/prediction/lake-predictor-store.ts';
import { createLakeFollowOnModelStore } from '#action-groups/follow-on/lake-follow-on-model-store.ts';
import { createFileDataVersions } from '#knowledge-base/projects/file-data-versions.ts';
import { createFileLakeFiles } from '#knowledge-base/projects/file-lake-files.ts';

export interface EnsureTrainedOptions {
  readonly dataDir: string;
  readonly onProgress: (message: string) => void;
  /** Told when training failed: without a model ranges are those of the similar projects, and it is said. */
  readonly onFailure: (where: string, error: unknown) => void;
  /** Ends the training. */
  readonly signal?: AbortSignal;
}

/**
 * Trains the models of the current data when there are none, in a process of its own: a turn never trains, and
 * what serves turns goes on meanwhile.
 */
export async function ensureTrained(options: EnsureTrainedOptions): Promise<void> {
  const { dataDir, onProgress, onFailure, signal } = options;
  try {
    const { dataVersion, rows } = await createFileDataVersions({ dir: dataDir }).current();
    const stores = [
      createLakePredictorStore({ files: createFileLakeFiles({ dir: dataDir }) }),
      createLakeFollowOnModelStore({ files: createFileLakeFiles({ dir: dataDir }) }),
    ];
    const learned = await Promise.all(
      stores.map((store) => store.load(dataVersion, { kind: 'organisation' })),
    );
    if (learned.every((model) => model !== undefined)) return;
    onProgress(`learning from ${rows.toLocaleString('en-US')} projects, once …`);
    await runTraining(dataDir, signal);
    onProgress('learned: ranges are calibrated from now on');
  } catch (error) {
    if (signal?.aborted !== true) onFailure('data:train', error);
  }
}

const ENTRY = fileURLToPath(new URL('./bin/data-train.ts', import.meta.url));

/** Exit code 1 means too few projects to learn from, or a failure that the child has told of. */
async function runTraining(dataDir: string, signal: AbortSignal | undefined): Promise<void> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = spawn(process.execPath, ['--import', loader, ENTRY, '--data', dataDir, '--json'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2_000);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(said.trim() === '' ? `data:train ended with ${code}` : said.trim());
}
