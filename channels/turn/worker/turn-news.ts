import { setTimeout as wait } from 'node:timers/promises';

/** Word between a worker and those who follow its turns in the same process. */
export interface TurnNews {
  /** There are new events of a turn. */
  readonly tell: (turnId: string) => void;
  /**
   * Resolves when there may be more, or when the signal aborts; without news after so many milliseconds, or after
   * more where many wait.
   */
  readonly untilMore: (turnId: string, mostMs: number, signal: AbortSignal) => Promise<void>;
}

/** So many looks a second the stores are asked for by one process; with more that wait, each looks less often. */
const LOOKS_A_SECOND = 20;

export function createTurnNews({ looksASecond = LOOKS_A_SECOND } = {}): TurnNews {
  const waiting = new Map<string, Set<() => void>>();
  let followers = 0;
  return {
    tell(turnId) {
      for (const wake of waiting.get(turnId) ?? []) wake();
    },
    async untilMore(turnId, mostMs, signal) {
      const woken = new AbortController();
      const wake = () => woken.abort();
      const wakers = waiting.get(turnId) ?? new Set();
      waiting.set(turnId, wakers.add(wake));
      followers += 1;
      try {
        await wait(Math.max(mostMs, (followers * 1_000) / looksASecond), undefined, {
          signal: AbortSignal.any([woken.signal, signal]),
        });
      } catch {
        // Woken, or not wanted any more.
      } finally {
        followers -= 1;
        wakers.delete(wake);
        if (wakers.size === 0) waiting.delete(turnId);
      }
    },
  };
}
