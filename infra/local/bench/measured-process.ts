import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { treeRssBytes } from './process-tree.ts';
import type { InsightTimes, TurnTimes } from './turn-worker.ts';

export interface BenchOptions {
  readonly rows: number;
  readonly dataDir: string;
  /** Counted turns of each kind, after the warm-up. */
  readonly runs: number;
  /** The entry point of the process that is measured. */
  readonly worker: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (message: string) => void;
}

/** What is asked of the worker. */
export interface WorkerOrder {
  readonly kind: 'turn' | 'insight';
  readonly runs: number;
}

/** What the worker says when it can take turns, and when it has taken them. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'times'; readonly times: TurnTimes }
  | { readonly type: 'insight-times'; readonly times: InsightTimes };

/** A process like the one `npm start` runs, measured from nothing to ready, then from ready data. */
export interface MeasuredProcess {
  /** From nothing to ready, the making of the sample data included. */
  readonly firstReadyMs: number;
  /** To ready with data and stores in place. */
  readonly readyMs: number;
  order<Type extends Exclude<WorkerMessage['type'], 'ready'>>(
    order: WorkerOrder,
    answer: Type,
  ): Promise<Extract<WorkerMessage, { type: Type }>>;
  /** Ends the process; the largest memory of its tree, in MB. */
  end(): Promise<number>;
}

/** Starts the worker twice: the first time makes the data. */
export async function startMeasured(options: BenchOptions): Promise<MeasuredProcess> {
  const { onProgress, rows } = options;
  await rm(options.dataDir, { recursive: true, force: true });
  onProgress(`first start, with ${rows.toLocaleString('en-US')} projects to make …`);
  const first = await startWorker(options, []);
  await stop(first.child);
  onProgress('training …');
  await stop((await startWorker(options, ['--trained'])).child);
  onProgress('third start …');
  const { child, readyMs } = await startWorker(options, ['--trained']);
  const memory = watchMemory(child.pid ?? process.pid);
  return {
    firstReadyMs: Math.round(first.readyMs),
    readyMs: Math.round(readyMs),
    order(order, answer) {
      child.send(order);
      return messageOf(child, answer);
    },
    async end() {
      const bytes = await memory.end();
      await stop(child);
      return Math.round(bytes / 1e6);
    },
  };
}

/** The worker runs with this process's own flags for Node, which are those of `npm start`. */
async function startWorker(options: BenchOptions, flags: readonly string[]) {
  const startedAt = performance.now();
  const child = fork(options.worker, flags, {
    env: { ...options.environment, DATA_DIR: options.dataDir, SAMPLE_ROWS: String(options.rows) },
  });
  await messageOf(child, 'ready');
  return { child, readyMs: performance.now() - startedAt };
}

/** @throws when the worker ends before it has said so; its words are on standard error. */
async function messageOf<Type extends WorkerMessage['type']>(
  child: ChildProcess,
  type: Type,
): Promise<Extract<WorkerMessage, { type: Type }>> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the measured process ended with code ${code}`);
  });
  ended.catch(() => {});
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [WorkerMessage];
  if (message.type !== type) throw new Error(`expected ${type} of the measured process, got ${message.type}`);
  return message as Extract<WorkerMessage, { type: Type }>;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** The largest memory of a process and its children until `end`, in bytes. */
function watchMemory(pid: number): { end(): Promise<number> } {
  let largest = 0;
  const look = async () => {
    largest = Math.max(largest, await treeRssBytes(pid));
  };
  const timer = setInterval(() => void look(), 100);
  return {
    async end() {
      clearInterval(timer);
      await look();
      return largest;
    },
  };
}
