import type { LedgerEntry, LedgerEvent, TurnLedger } from '../ledger/turn-ledger.ts';
import type { TurnNews } from './turn-news.ts';

export interface FollowOptions {
  readonly ledger: TurnLedger;
  readonly turnId: string;
  /** The number of the last event seen; 0 for all. */
  readonly after: number;
  /** Ends following, without an error. */
  readonly signal: AbortSignal;
  /** Resolves when there may be more. */
  readonly untilMore: TurnNews['untilMore'];
}

/** Waits before the next look at a turn that had nothing: short at first, since most turns take a moment. */
const WAITS_MS = [50, 100, 200, 400, 800] as const;

/** The events of a turn from anywhere on, as they come, until its result: from any process. */
export async function* followTurn(options: FollowOptions): AsyncIterable<LedgerEvent> {
  const { ledger, turnId, signal } = options;
  let { after } = options;
  let idle = 0;
  let isOver = false;
  while (!signal.aborted) {
    const events = await ledger.events(turnId, after, { signal });
    for (const event of events) {
      yield event;
      after = event.sequence;
      if (event.event.type === 'result') return;
    }
    if (events.length > 0) idle = 0;
    else if (isOver) return;
    else {
      // Its last event was seen before, or it was given up without one: one more look, and no more.
      isOver = hasEnded(await ledger.find(turnId, { signal }));
      const notBeforeMs = WAITS_MS[Math.min(idle, WAITS_MS.length - 1)] ?? 800;
      if (!isOver) await options.untilMore({ turnId, after, notBeforeMs }, signal);
      idle += 1;
    }
  }
}

function hasEnded(entry: LedgerEntry | undefined): boolean {
  return entry?.state === 'done' || entry?.state === 'failed';
}
