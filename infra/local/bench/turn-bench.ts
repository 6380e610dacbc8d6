import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { treeRssBytes } from './process-tree.ts';
import type { TurnTimes } from './turn-worker.ts';

export interface TurnBenchOptions {
  readonly rows: number;
  readonly dataDir: string;
  /** Counted turns of each kind, after the warm-up. */
  readonly runs: number;
  /** The entry point of the process that is measured. */
  readonly worker: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (message: string) => void;
}

export interface TurnBench {
  readonly rows: number;
  readonly fullTurn: { readonly p50Ms: number; readonly p95Ms: number };
  readonly plainTurn: { readonly p50Ms: number; readonly p95Ms: number };
  readonly turnsPerSecond: number;
  /** From nothing to ready, the making of the sample data included. */
  readonly firstReadyMs: number;
  /** To ready with data and stores in place. */
  readonly readyMs: number;
  /** The largest sum over the process tree: channel, services and engine. */
  readonly rssMb: number;
}

/** What the worker says when it can take turns, and when it has taken them. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'times'; readonly times: TurnTimes };

/**
 * Measures turns in a process like the one `npm start` runs: a channel's turn, the services and their engine.
 * A full turn is the analysis of an opportunity never asked before, through InvokeAgent, the runtime, Athena,
 * DuckDB and the artifact store; a plain turn ("what can you do?") touches no data.
 */
export async function turnBench(options: TurnBenchOptions): Promise<TurnBench> {
  const { onProgress, rows } = options;
  await rm(options.dataDir, { recursive: true, force: true });
  onProgress(`first start, with ${rows.toLocaleString('en-US')} projects to make …`);
  const first = await startWorker(options);
  await stop(first.child);
  onProgress('second start …');
  const second = await startWorker(options);
  const memory = watchMemory(second.child.pid ?? process.pid);
  try {
    onProgress(`${options.runs} full turns, as many plain ones, as many full ones 4 at a time …`);
    const { fullTurns, plainTurns, atOnceTurns, wallMs } = await takeTurns(second.child, options.runs);
    return {
      rows,
      fullTurn: percentiles(fullTurns),
      plainTurn: percentiles(plainTurns),
      turnsPerSecond: round(atOnceTurns / (wallMs / 1000)),
      firstReadyMs: Math.round(first.readyMs),
      readyMs: Math.round(second.readyMs),
      rssMb: Math.round((await memory.end()) / 1e6),
    };
  } finally {
    await memory.end();
    await stop(second.child);
  }
}

/** The worker runs with this process's own flags for Node, which are those of `npm start`. */
async function startWorker(options: TurnBenchOptions) {
  const startedAt = performance.now();
  const child = fork(options.worker, [], {
    env: { ...options.environment, DATA_DIR: options.dataDir, SAMPLE_ROWS: String(options.rows) },
  });
  await messageOf(child, 'ready');
  return { child, readyMs: performance.now() - startedAt };
}

async function takeTurns(child: ChildProcess, runs: number): Promise<TurnTimes> {
  child.send({ runs });
  const { times } = await messageOf(child, 'times');
  return times;
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

function percentiles(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN);
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
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
