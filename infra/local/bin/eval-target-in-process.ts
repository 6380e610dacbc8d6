import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '#evals/runner/target.ts';
import { SELLERS_FILE } from '#knowledge-base/projects/import/sellers-file.ts';
import { ensureEvalData, evalDataDir, startEvalServices } from '../evals/eval-services.ts';
import { openInProcessTarget } from '../evals/in-process-target.ts';
import { reportFailures } from './console.ts';
import type { OpenTargetOptions } from './eval-target.ts';
import { readSettings } from './settings.ts';

/** The agent in this process, over services of its own: over the evals' sample, or over the data of `--data`. */
export async function openInProcess({ data, variant, base, onProgress }: OpenTargetOptions): Promise<Target> {
  const settings = readSettings({ data });
  const dataDir = data === undefined ? evalDataDir(settings.dataDir) : settings.dataDir;
  const onFailure = reportFailures(process.stderr);
  const options = { dataDir, onProgress, onFailure };
  await ensureEvalData(options);
  const services = await startEvalServices(options);
  try {
    const target = await openInProcessTarget({
      services,
      dataDir,
      sellersFile: data === undefined ? sampleSellers(dataDir) : settings.sellersFile,
      models: settings.models,
      ...(variant === undefined ? {} : { variant }),
      ...(base === undefined ? {} : { base }),
      onFailure,
    });
    return {
      ...target,
      async close() {
        await target.close();
        await services.close();
      },
    };
  } catch (error) {
    await services.close();
    throw error;
  }
}

function sampleSellers(dataDir: string): string {
  const own = join(dataDir, SELLERS_FILE);
  return existsSync(own) ? own : 'sellers.yaml';
}
