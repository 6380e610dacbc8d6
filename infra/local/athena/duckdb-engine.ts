import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { EngineFailure, EngineResult, EngineSettings, FromEngine, ToEngine } from './engine-messages.ts';
import type { SqlParameter } from './execution-parameters.ts';

export interface EngineQuery {
  readonly id: string;
  readonly sql: string;
  readonly parameters: readonly SqlParameter[];
  readonly database: string | undefined;
  /** Called when the query leaves the queue. */
  onRunning(): void;
  /** Called once, unless the query is stopped. */
  onEnd(outcome: { readonly result: EngineResult } | { readonly failure: EngineFailure }): void;
}

export interface Engine {
  run(query: EngineQuery): void;
  /** Stops a query: it is interrupted, and its process killed if it does not end. `onEnd` is not called. */
  stop(id: string): void;
  /** Process id of the engine now; undefined while none runs. */
  pid(): number | undefined;
  close(): Promise<void>;
}

export interface EngineOptions extends EngineSettings {
  /** Queries that run at once; the rest wait in order. */
  readonly maxRunning: number;
  /** Longest time in the engine, after which the query fails and its process is replaced if it does not end. */
  readonly queryTimeoutMs: number;
  /** Time that an interrupted query has to end before its process is killed. */
  readonly interruptGraceMs: number;
}

/** Runs queries in a child process that can be killed; a process that is gone is replaced at once. */
export function createDuckdbEngine(options: EngineOptions): Engine {
  const waiting: EngineQuery[] = [];
  const running = new Map<string, { readonly query: EngineQuery; readonly timer: NodeJS.Timeout }>();
  const stopped = new Map<string, NodeJS.Timeout>();
  let child: ChildProcess | undefined;
  let isReady = false;
  let isClosed = false;
  let lastWords: EngineFailure | undefined;

  const start = (): void => {
    isReady = false;
    lastWords = undefined;
    const { maxRunning, queryTimeoutMs, interruptGraceMs, ...settings } = options;
    const started = fork(CHILD, [JSON.stringify(settings satisfies EngineSettings)], {
      execArgv: ['--import', TSX, '--max-semi-space-size=8'],
      env: CHILD_ENVIRONMENT,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child = started;
    started.on('message', (message: FromEngine) => receive(message));
    started.once('error', () => undefined);
    started.once('exit', () => ended(started));
  };

  const receive = (message: FromEngine): void => {
    if (message.type === 'ready') {
      isReady = true;
      pump();
    } else if (message.type === 'out-of-memory') {
      const megabytes = Math.round(message.residentBytes / 1e6);
      lastWords = {
        code: 'EXCEEDED_LOCAL_MEMORY_LIMIT',
        message: `EXCEEDED_LOCAL_MEMORY_LIMIT: the engine held ${megabytes} MB and was ended`,
      };
    } else if (message.type === 'done') finish(message.id, { result: message.result });
    else finish(message.id, { failure: message.failure });
  };

  const finish = (id: string, outcome: Parameters<EngineQuery['onEnd']>[0]): void => {
    clearTimeout(stopped.get(id));
    stopped.delete(id);
    const entry = running.get(id);
    running.delete(id);
    clearTimeout(entry?.timer);
    entry?.query.onEnd(outcome);
    pump();
  };

  const ended = (gone: ChildProcess): void => {
    if (child !== gone) return;
    child = undefined;
    const failedToStart = !isReady;
    isReady = false;
    const failure = lastWords ?? {
      code: 'ENGINE_TERMINATED',
      message: 'ENGINE_TERMINATED: the engine ended while the query ran, and was started again',
    };
    for (const timer of stopped.values()) clearTimeout(timer);
    stopped.clear();
    const lost: EngineQuery[] = [];
    for (const { query, timer } of running.values()) {
      clearTimeout(timer);
      lost.push(query);
    }
    running.clear();
    if (failedToStart) lost.push(...waiting.splice(0));
    // A process that cannot start is tried again by the next query, not in a loop.
    if (!isClosed && !failedToStart) start();
    for (const query of lost) query.onEnd({ failure });
  };

  const pump = (): void => {
    if (isClosed) return;
    if (child === undefined) start();
    while (isReady && running.size + stopped.size < options.maxRunning) {
      const query = waiting.shift();
      if (query === undefined) return;
      const timer = setTimeout(() => timeOut(query.id), options.queryTimeoutMs);
      running.set(query.id, { query, timer });
      query.onRunning();
      const { id, sql, parameters, database } = query;
      send({ type: 'run', id, sql, parameters, database });
    }
  };

  const timeOut = (id: string): void => {
    const entry = running.get(id);
    interrupt(id);
    const message = `EXCEEDED_TIME_LIMIT: Query exceeded the maximum time of ${options.queryTimeoutMs} ms`;
    entry?.query.onEnd({ failure: { code: 'EXCEEDED_TIME_LIMIT', message } });
  };

  const interrupt = (id: string): void => {
    const entry = running.get(id);
    if (entry === undefined) return;
    clearTimeout(entry.timer);
    running.delete(id);
    send({ type: 'stop', id });
    const doomed = child;
    stopped.set(
      id,
      setTimeout(() => doomed?.kill('SIGKILL'), options.interruptGraceMs),
    );
  };

  const send = (message: ToEngine): void => {
    // A channel that closed is answered by the exit event.
    child?.send(message, () => undefined);
  };

  start();
  return {
    run(query) {
      waiting.push(query);
      pump();
    },
    stop(id) {
      const at = waiting.findIndex((query) => query.id === id);
      if (at >= 0) waiting.splice(at, 1);
      else interrupt(id);
    },
    pid: () => child?.pid,
    async close() {
      isClosed = true;
      const closing = child;
      if (closing === undefined) return;
      const gone = new Promise((resolve) => closing.once('exit', resolve));
      closing.kill('SIGKILL');
      await gone;
    },
  };
}

/**
 * All that the child is told of its surroundings. DuckDB's allocator gives blocks of 1 MB and more back at once, and
 * the rest after 100 ms, from a thread of its own: README.md has the figures.
 */
const CHILD_ENVIRONMENT = {
  DUCKDB_JE_MALLOC_CONF:
    'oversize_threshold:1048576,narenas:1,background_thread:true,dirty_decay_ms:100,muzzy_decay_ms:0',
};
const CHILD = fileURLToPath(new URL('./duckdb-child.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
