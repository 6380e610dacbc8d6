import { setTimeout as wait } from 'node:timers/promises';
import { MOST_HEADS, type TurnHead, type TurnLedger } from '../ledger/turn-ledger.ts';

/** What somebody waits for. */
export interface Awaited {
  readonly turnId: string;
  /** The number of the last event seen. */
  readonly after: number;
  /** The stores are not asked for it sooner, in milliseconds; news of this process come at once. */
  readonly notBeforeMs: number;
}

/** Word of turns for those who follow them: at once from the worker of this process, by looking from others. */
export interface TurnNews {
  /** There are new events of a turn. */
  readonly tell: (turnId: string) => void;
  /** Resolves when there may be more than was seen, when the turn has ended, or when the signal aborts. */
  readonly untilMore: (awaited: Awaited, signal: AbortSignal) => Promise<void>;
}

export interface TurnNewsOptions {
  readonly ledger: Pick<TurnLedger, 'heads'>;
  readonly nowMs?: () => number;
  readonly pause?: (ms: number) => Promise<void>;
}

/** Time between two looks, in milliseconds: one look is for up to {@link MOST_HEADS} turns. */
const LOOK_EVERY_MS = 50;
/** A look that took long is followed by a rest so many times as long: looking never takes all that a store can do. */
const RESTS_A_LOOK = 4;
/** A turn with no news is left alone for longer each time, up to this, in milliseconds. */
const LONGEST_REST_MS = 800;
const LOOK_TIMEOUT_MS = 10_000;

interface Waiter {
  readonly after: number;
  readonly wake: () => void;
}

interface WaitedFor {
  readonly waiters: Set<Waiter>;
  restMs: number;
  dueMs: number;
}

/**
 * One look for all: the heads of up to a hundred followed turns are read at once, those first that were not looked
 * at for longest, and only who follows a turn that moved reads its events. However many follow, so many reads a
 * second and no more.
 */
export function createTurnNews(options: TurnNewsOptions): TurnNews {
  const { ledger, nowMs = () => performance.now(), pause = (ms) => wait(ms) } = options;
  /** In the order in which they were looked at, the longest ago first. */
  const waiting = new Map<string, WaitedFor>();
  let isLooking = false;

  function wakeAll(turnId: string, isNews: (waiter: Waiter) => boolean): void {
    for (const waiter of [...(waiting.get(turnId)?.waiters ?? [])]) if (isNews(waiter)) waiter.wake();
  }

  async function look(turnIds: readonly string[]): Promise<void> {
    for (const turnId of turnIds) {
      const waited = waiting.get(turnId);
      if (waited === undefined) continue;
      waiting.delete(turnId);
      waiting.set(turnId, waited);
      waited.restMs = Math.min(LONGEST_REST_MS, waited.restMs * 2);
      waited.dueMs = nowMs() + waited.restMs;
    }
    try {
      const heads = await ledger.heads(turnIds, { signal: AbortSignal.timeout(LOOK_TIMEOUT_MS) });
      for (const [turnId, head] of heads) wakeAll(turnId, (waiter) => hasMoved(head, waiter));
    } catch {
      // Their own look tells them what is wrong with the stores.
      for (const turnId of turnIds) wakeAll(turnId, () => true);
    }
  }

  async function lookOn(): Promise<void> {
    while (waiting.size > 0) {
      const beganMs = nowMs();
      const due = dueTurns(waiting, beganMs);
      if (due.length > 0) await look(due);
      await pause(Math.max(LOOK_EVERY_MS, (nowMs() - beganMs) * RESTS_A_LOOK));
    }
    isLooking = false;
  }

  return {
    tell: (turnId) => wakeAll(turnId, () => true),
    untilMore: ({ turnId, after, notBeforeMs }, signal) =>
      new Promise((resolve) => {
        const dueMs = nowMs() + notBeforeMs;
        const waited = waiting.get(turnId) ?? { waiters: new Set(), restMs: notBeforeMs, dueMs };
        const wake = () => {
          signal.removeEventListener('abort', wake);
          waited.waiters.delete(waiter);
          if (waited.waiters.size === 0 && waiting.get(turnId) === waited) waiting.delete(turnId);
          resolve();
        };
        const waiter = { after, wake };
        waited.dueMs = Math.min(waited.dueMs, dueMs);
        waited.restMs = Math.min(waited.restMs, notBeforeMs);
        waiting.set(turnId, waited);
        waited.waiters.add(waiter);
        signal.addEventListener('abort', wake);
        if (signal.aborted) wake();
        else if (!isLooking) {
          isLooking = true;
          void lookOn();
        }
      }),
  };
}

function dueTurns(waiting: ReadonlyMap<string, WaitedFor>, nowMs: number): readonly string[] {
  const due: string[] = [];
  for (const [turnId, { dueMs }] of waiting) {
    if (dueMs > nowMs) continue;
    due.push(turnId);
    if (due.length === MOST_HEADS) break;
  }
  return due;
}

function hasMoved({ hasEnded, lastEvent }: TurnHead, { after }: Waiter): boolean {
  return hasEnded || lastEvent > after;
}
