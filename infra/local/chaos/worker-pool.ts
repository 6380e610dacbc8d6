import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { ChaosWorkerOrder } from './chaos-worker.ts';

export interface WorkerPoolOptions {
  /** The entry point of a worker. */
  readonly worker: string;
  /** Flags of Node for it. */
  readonly execArgv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly size: number;
  readonly order: ChaosWorkerOrder;
}

/** Processes that work on the queue; one that is killed is replaced. */
export interface WorkerPool {
  /** Kills the n-th of those that work, with SIGKILL; false when none does at the moment. */
  kill(n: number): boolean;
  /** @throws when a worker ended by itself. */
  check(): void;
  close(): Promise<void>;
}

export function openWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const working = new Set<ChildProcess>();
  const all = new Set<ChildProcess>();
  const killed = new WeakSet<ChildProcess>();
  let isClosing = false;
  let ended: string | undefined;

  function start(): void {
    const child = fork(options.worker, [], {
      env: options.environment,
      execArgv: [...options.execArgv],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    all.add(child);
    child.once('message', () => {
      child.send(options.order);
      working.add(child);
    });
    child.once('exit', (code, signal) => {
      all.delete(child);
      working.delete(child);
      if (isClosing) return;
      if (killed.has(child)) start();
      else ended ??= `a worker ended by itself, with ${signal ?? code}`;
    });
  }
  for (let count = 0; count < options.size; count += 1) start();

  return {
    kill(n) {
      const child = [...working][n % Math.max(1, working.size)];
      if (child === undefined) return false;
      killed.add(child);
      working.delete(child);
      return child.kill('SIGKILL');
    },
    check() {
      if (ended !== undefined) throw new Error(ended);
    },
    async close() {
      isClosing = true;
      const exits = [...all].map((child) => once(child, 'exit'));
      for (const child of all) child.kill('SIGKILL');
      await Promise.all(exits);
    },
  };
}
