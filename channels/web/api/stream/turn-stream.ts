import type { LedgerEvent } from '#channels/turn/ledger/turn-ledger.ts';
import type { Identified } from '../../identity/web-identity.ts';
import { WebTurnError, type WebTurns } from '../../turns/web-turns.ts';
import { ApiProblem, type ProblemCode } from '../problems.ts';
import { sseComment, sseFrame } from './sse-frame.ts';
import { isLast, turnEvent } from './turn-events.ts';

/** How often a stream says that it is still there, in milliseconds. */
export const HEARTBEAT_MS = 15_000;
/** Longest stream, in milliseconds; whoever follows goes on with another. */
const LONGEST_MS = 600_000;
/** Looks again after stores that did not answer, before the stream gives up, in milliseconds. */
const AGAIN_MS = [250, 1_000, 3_000] as const;

export interface TurnStreamOptions {
  readonly turns: Pick<WebTurns, 'follow'>;
  readonly nowMs: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Aborts when the server ends. */
  readonly ending: AbortSignal;
}

export interface FollowedTurn {
  readonly turnId: string;
  /** The number of the last event seen. */
  readonly after: number;
  readonly who: Identified;
  readonly requestId: string;
}

/**
 * The frames of a turn from anywhere on: its events, a comment as a heartbeat, and, where it ends before the turn
 * does, an `error` without an id that says why and that it can be gone on with.
 */
export async function* turnStream(
  turn: FollowedTurn,
  options: TurnStreamOptions,
  gone: AbortSignal,
): AsyncGenerator<string> {
  const { nowMs, pause } = options;
  const stop = new AbortController();
  const signal = AbortSignal.any([gone, options.ending, stop.signal]);
  const endMs = Math.min(nowMs() + LONGEST_MS, turn.who.expiresAt.getTime());
  const events = patiently(turn, options, signal);
  yield sseComment(`turn ${turn.turnId}`);
  try {
    let next = events.next();
    for (;;) {
      const waitMs = Math.max(0, Math.min(HEARTBEAT_MS, endMs - nowMs()));
      const got = await within(next, waitMs, pause, signal);
      if (got === 'silence') {
        if (nowMs() >= endMs) {
          yield interruption(
            turn,
            turn.who.expiresAt.getTime() <= endMs ? 'token-expired' : 'turns-unavailable',
          );
          return;
        }
        yield sseComment('heartbeat');
        continue;
      }
      if (got.done === true) break;
      const event = turnEvent(turn.turnId, got.value);
      if (event !== undefined) yield sseFrame(event);
      if (isLast(got.value)) return;
      if (nowMs() >= turn.who.expiresAt.getTime()) {
        yield interruption(turn, 'token-expired');
        return;
      }
      next = events.next();
    }
    if (options.ending.aborted) yield interruption(turn, 'turns-unavailable');
  } catch (error) {
    if (!gone.aborted)
      yield interruption(turn, error instanceof WebTurnError ? 'turns-unavailable' : 'internal');
  } finally {
    stop.abort();
    await events.return(undefined).catch(() => undefined);
  }
}

/** Stores that do not answer for a moment are asked again: whoever follows does not notice. */
async function* patiently(
  { after, turnId, who }: FollowedTurn,
  { pause, turns }: TurnStreamOptions,
  signal: AbortSignal,
): AsyncGenerator<LedgerEvent> {
  let seen = after;
  let failed = 0;
  for (;;) {
    try {
      for await (const event of turns.follow(turnId, seen, who.seller, { signal })) {
        yield event;
        seen = event.sequence;
        failed = 0;
      }
      return;
    } catch (error) {
      const waitMs = AGAIN_MS[failed];
      if (!(error instanceof WebTurnError) || error.code !== 'turns-unavailable' || waitMs === undefined)
        throw error;
      failed += 1;
      await pause(waitMs, signal).catch(() => undefined);
      if (signal.aborted) return;
    }
  }
}

async function within<Value>(
  value: Promise<Value>,
  ms: number,
  pause: TurnStreamOptions['pause'],
  signal: AbortSignal,
): Promise<Value | 'silence'> {
  const over = new AbortController();
  const silence = pause(ms, AbortSignal.any([over.signal, signal])).then(
    () => 'silence' as const,
    // Called off: what is waited for comes or ends by itself.
    () => value,
  );
  try {
    return await Promise.race([value, silence]);
  } finally {
    over.abort();
  }
}

/** The stream ends before the turn does. */
function interruption({ requestId, turnId }: FollowedTurn, code: ProblemCode): string {
  const problem = new ApiProblem(code, { members: { turnId, resumable: true } });
  return sseFrame({ event: 'error', data: problem.body(requestId) });
}

/** A body that asks the generator for more as fast as it is read, and ends it when nobody reads. */
export function streamBody(
  frames: (gone: AbortSignal) => AsyncGenerator<string>,
): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  const generator = frames(gone.signal);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await generator.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      gone.abort(new Error('whoever followed is gone'));
      await generator.return(undefined).catch(() => undefined);
    },
  });
}
