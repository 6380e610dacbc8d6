import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { OpenModelsOptions } from '#agent/runtime/models/open-models.ts';
import type { Target } from '#evals/runner/target.ts';
import { SELLERS_FILE } from '#knowledge-base/projects/import/sellers-file.ts';
import type { Variant } from '#prompts/experiment.ts';
import { openAgentThread } from '../evals/agent-thread.ts';
import { ensureEvalData, evalDataDir, startEvalServices } from '../evals/eval-services.ts';
import { openInProcessTarget } from '../evals/in-process-target.ts';
import { spreadOver } from '../evals/spread-target.ts';
import { reportFailures } from './console.ts';
import type { OpenTargetOptions } from './eval-target.ts';
import { readSettings } from './settings.ts';

/** The agent in this process, over services of its own: over the evals' sample, or over the data of `--data`. */
export async function openInProcess({
  data,
  variant,
  base,
  conversations = 0,
  onProgress,
}: OpenTargetOptions): Promise<Target> {
  const settings = readSettings({ data });
  const dataDir = data === undefined ? evalDataDir(settings.dataDir) : settings.dataDir;
  const onFailure = reportFailures(process.stderr);
  const options = { dataDir, onProgress, onFailure };
  await ensureEvalData({ ...options, isShared: data !== undefined });
  const services = await startEvalServices(options);
  const sellersFile = data === undefined ? sampleSellers(dataDir) : settings.sellersFile;
  try {
    const { athena, dynamodb } = services;
    const threadData = { athena, dynamodb, dataDir, sellersFile, variant: variant ?? {} };
    const own = await openInProcessTarget({
      services,
      dataDir,
      sellersFile,
      models: settings.models,
      ...(variant === undefined ? {} : { variant }),
      ...(base === undefined ? {} : { base }),
      onFailure,
    });
    const count = threadsFor(settings.models, variant, conversations);
    const threads = Array.from({ length: count }, () => openAgentThread(threadData, onFailure));
    const target = count === 0 ? own : spreadOver(own, threads, onFailure);
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

/** To begin, a thread takes as long as some forty conversations: for fewer it is not worth while. */
const CONVERSATIONS_A_THREAD = 80;
const MOST_THREADS = 3;

/** Threads beside this one, a core each; a model that is somewhere else does not keep one busy. */
function threadsFor(
  { choice }: OpenModelsOptions,
  variant: Variant | undefined,
  conversations: number,
): number {
  if (choice.kind !== 'embedded' || variant?.model !== undefined) return 0;
  const worthWhile = Math.floor(conversations / CONVERSATIONS_A_THREAD);
  return Math.min(availableParallelism() - 1, worthWhile, MOST_THREADS);
}

function sampleSellers(dataDir: string): string {
  const own = join(dataDir, SELLERS_FILE);
  return existsSync(own) ? own : 'sellers.yaml';
}
