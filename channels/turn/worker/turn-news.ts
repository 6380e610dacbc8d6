import { setTimeout as wait } from 'node:timers/promises';

/** Word between a worker and those who follow its turns in the same process. */
export interface TurnNews {
  /** There are new events of a turn. */
  readonly tell: (turnId: string) => void;
  /** Resolves when there may be more, at the latest after so many milliseconds or when the signal aborts. */
  readonly untilMore: (turnId: string, mostMs: number, signal: AbortSignal) => Promise<void>;
}

export function createTurnNews(): TurnNews {
  const waiting = new Map<string, Set<() => void>>();
  return {
    tell(turnId) {
      for (const wake of waiting.get(turnId) ?? []) wake();
    },
    async untilMore(turnId, mostMs, signal) {
      const woken = new AbortController();
      const wake = () => woken.abort();
      const wakers = waiting.get(turnId) ?? new Set();
      waiting.set(turnId, wakers.add(wake));
      try {
        await wait(mostMs, undefined, { signal: AbortSignal.any([woken.signal, signal]) });
      } catch {
        // Woken, or not wanted any more.
      } finally {
        wakers.delete(wake);
        if (wakers.size === 0) waiting.delete(turnId);
      }
    },
  };
}
