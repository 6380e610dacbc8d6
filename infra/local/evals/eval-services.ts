import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { agentsTable } from '#agent/runtime/control-plane/dynamodb-agent-store.ts';
import { sessionTable } from '#agent/runtime/sessions/dynamodb-session-store.ts';
import { createInMemorySessionStore } from '#agent/runtime/sessions/in-memory-session-store.ts';
import { historyTable } from '#knowledge-base/artifacts/dynamodb-analysis-history.ts';
import { resultsTable } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { createMemoryArtifactStore } from '#knowledge-base/artifacts/memory-artifact-store.ts';
import { createFileDataVersions } from '#knowledge-base/projects/file-data-versions.ts';
import { createAthenaServer } from '../athena/athena-server.ts';
import type { RuntimeStores } from '../compose-runtime.ts';
import { startDynamoDb } from '../dynamodb.ts';
import { ensureData } from '../ensure-data.ts';
import { ensureTrained } from '../ensure-trained.ts';
import { type OwnerLock, tryOwnerLock } from '../owner-lock.ts';
import { TABLE_NAMES } from '../table-names.ts';

/** Sample projects that evals ask about. */
export const EVAL_ROWS = 4_000;

/** The sample ends on this day whenever it is made: the same data version on every machine. */
const SAMPLE_DAY = new Date('2026-11-25T09:00:00Z');

/** The time of the day on which the suites' conversations are held, going on from nine in the morning. */
export function evalClock(): () => Date {
  const startedMs = performance.now();
  return () => new Date(SAMPLE_DAY.getTime() + performance.now() - startedMs);
}

export interface EvalServicesOptions {
  readonly dataDir: string;
  readonly onProgress: (message: string) => void;
  readonly onFailure: (where: string, error: unknown) => void;
}

export interface EvalServices {
  readonly athena: string;
  readonly dynamodb: string;
  /** For an agent in this process: the same ports without a table behind them. */
  readonly stores: RuntimeStores;
  close(): Promise<void>;
}

/** Where evals keep the sample that they ask about, below the folder of data. */
export function evalDataDir(dataDir: string): string {
  return join(dataDir, 'evals', 'data');
}

/**
 * Makes what the evals ask about, if it is not there: one process at a time. With `isShared` the folder may be one whose
 * services run: they have its lock as long as they do, so data that is there is taken as it is.
 */
export async function ensureEvalData(
  options: EvalServicesOptions & { readonly isShared?: boolean },
): Promise<void> {
  const { dataDir, isShared = false } = options;
  const isEnough = async () => isShared && (await hasData(dataDir));
  const lock = await lockOf(dataDir, { isEnough, onProgress: options.onProgress });
  if (lock === undefined) return;
  try {
    await ensureData({ ...options, rows: EVAL_ROWS, clock: () => SAMPLE_DAY });
    await ensureTrained(options);
  } finally {
    await lock.release();
  }
}

/** Athena over the data, and tables in memory: nothing of earlier runs is in them, and no other run shares them. */
export async function startEvalServices({ dataDir }: EvalServicesOptions): Promise<EvalServices> {
  const athena = createAthenaServer({ dataDir });
  const [athenaService, dynamodb] = await Promise.all([
    athena.start(),
    startDynamoDb({
      tables: [
        resultsTable(TABLE_NAMES.results),
        historyTable(TABLE_NAMES.history),
        sessionTable(TABLE_NAMES.agentSessions),
        agentsTable(TABLE_NAMES.agents),
      ],
    }),
  ]);
  return {
    athena: athenaService.endpoint,
    dynamodb: dynamodb.endpoint,
    stores: createEvalStores(),
    async close() {
      await Promise.all([athena.close(), dynamodb.close()]);
    },
  };
}

/** Stores for one agent, empty. */
export function createEvalStores(): RuntimeStores {
  const clock = evalClock();
  return {
    artifacts: createMemoryArtifactStore({ clock }),
    history: createMemoryAnalysisHistory(clock),
    sessions: createInMemorySessionStore({ clock }),
  };
}

const LOOK_AGAIN_MS = 100;

async function hasData(dir: string): Promise<boolean> {
  try {
    await createFileDataVersions({ dir }).current();
    return true;
  } catch {
    return false;
  }
}

/** @returns undefined where another process has the lock, and what it has made is enough */
async function lockOf(
  dataDir: string,
  {
    isEnough,
    onProgress,
  }: { readonly isEnough: () => Promise<boolean>; readonly onProgress: (message: string) => void },
): Promise<OwnerLock | undefined> {
  for (let waited = false; ; waited = true) {
    const lock = await tryOwnerLock(dataDir);
    if (lock !== undefined) return lock;
    if (await isEnough()) return undefined;
    if (!waited) onProgress('another run is making the data; waiting for it …');
    await wait(LOOK_AGAIN_MS);
  }
}
