import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Turn } from '#channels/turn/turn.ts';
import { resultOf } from '#channels/turn/turn-result.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { createAssistant } from '../assistant.ts';
import { type LocalEndpoints, localEndpoints } from '../local-file.ts';
import { treeRssBytes } from './process-tree.ts';
import { sampleQuestion } from './sample-questions.ts';

export interface TurnBenchOptions {
  readonly rows: number;
  readonly dataDir: string;
  readonly sellersFile: string;
  /** Counted turns of each kind, after the warm-up. */
  readonly runs: number;
  /** For the processes it starts. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (message: string) => void;
}

export interface TurnBench {
  readonly rows: number;
  readonly fullTurn: { readonly p50Ms: number; readonly p95Ms: number };
  readonly plainTurn: { readonly p50Ms: number; readonly p95Ms: number };
  readonly turnsPerSecond: number;
  /** From nothing, sample data included. */
  readonly firstReadyMs: number;
  /** With data and stores in place. */
  readonly readyMs: number;
  /** Largest sum over the tree: this process, the services, DuckDB. */
  readonly rssMb: number;
}

const WARM_UP = 8;
const AT_ONCE = 4;

/**
 * Measures turns from outside: the services run as `npm run local` does, in a process of their own; this
 * process is the channel. A full turn is the analysis of an opportunity never asked before; a plain turn
 * ("what can you do?") touches no data.
 */
export async function turnBench(options: TurnBenchOptions): Promise<TurnBench> {
  const { onProgress, runs } = options;
  await rm(options.dataDir, { recursive: true, force: true });
  onProgress(`first start, with ${options.rows.toLocaleString('en-US')} projects to make …`);
  const first = await startServices(options);
  await stop(first.process);
  onProgress('second start …');
  const second = await startServices(options);
  const assistant = createAssistant({
    endpoints: second.endpoints,
    sellers: await createYamlSellerDirectory(options.sellersFile),
    sessionSecret: 'bench-secret-of-no-importance',
    clock: () => new Date(),
    onFailure: () => {},
  });
  const memory = watchMemory();
  try {
    const { turn } = assistant;
    onProgress(`${WARM_UP} turns to warm up, then ${runs} full and ${runs} plain turns …`);
    let asked = 0;
    const full = () => timeTurn(turn, sampleQuestion(asked++), 'analysis');
    const plain = () => timeTurn(turn, 'what can you do?', undefined);
    await series(WARM_UP, full);
    const fullTurns = await series(runs, full);
    await series(WARM_UP, plain);
    const plainTurns = await series(runs, plain);
    onProgress(`${runs} full turns, ${AT_ONCE} at a time …`);
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: AT_ONCE }, () => series(Math.ceil(runs / AT_ONCE), full)));
    const wallMs = performance.now() - startedAt;
    return {
      rows: options.rows,
      fullTurn: percentiles(fullTurns),
      plainTurn: percentiles(plainTurns),
      turnsPerSecond: round((Math.ceil(runs / AT_ONCE) * AT_ONCE) / (wallMs / 1000)),
      firstReadyMs: Math.round(first.readyMs),
      readyMs: Math.round(second.readyMs),
      rssMb: Math.round((await memory.end()) / 1e6),
    };
  } finally {
    await memory.end();
    assistant.close();
    await stop(second.process);
  }
}

interface Started {
  readonly process: ChildProcess;
  readonly endpoints: LocalEndpoints;
  readonly readyMs: number;
}

async function startServices(options: TurnBenchOptions): Promise<Started> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'infra/local/bin/local.ts'], {
    env: { ...options.environment, DATA_DIR: options.dataDir, SAMPLE_ROWS: String(options.rows) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`npm run local ended with code ${code} before it was ready`);
  });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  ended.catch(() => {});
  return {
    process: child,
    endpoints: localEndpoints.parse(JSON.parse(line)),
    readyMs: performance.now() - startedAt,
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** @throws when the turn did not end as it has to: a fast failure is no result. */
async function timeTurn(turn: Turn, text: string, artifactType: string | undefined): Promise<number> {
  const startedAt = performance.now();
  const result = await resultOf(turn.run({ sellerId: 'olivia', channel: 'bench', text }));
  const ms = performance.now() - startedAt;
  const types = result.artifacts.map((artifact) => artifact.type);
  if (result.outcome !== 'answered' || (artifactType !== undefined && !types.includes(artifactType))) {
    throw new Error(`a turn of the bench ended ${result.outcome} with [${types}]: ${result.answer}\n${text}`);
  }
  return ms;
}

async function series(count: number, run: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) times.push(await run());
  return times;
}

function percentiles(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The largest memory of this process and its children until `end`, in bytes. */
function watchMemory(): { end(): Promise<number> } {
  let largest = 0;
  const look = async () => {
    largest = Math.max(largest, await treeRssBytes(process.pid));
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
