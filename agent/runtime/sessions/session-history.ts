import type { ModelMessage } from '../models/model.ts';
import type { Turn } from './session-store.ts';

/** How much of a conversation is kept and shown to the model: whole turns, the latest ones. */
export const MOST_TURNS = 12;
export const MOST_HISTORY_BYTES = 64_000;

/**
 * The turns with `turn` added and the oldest left out until both bounds hold. A turn that is too large by
 * itself keeps the words of both sides and loses its tool calls.
 */
export function appendTurn(turns: readonly Turn[], turn: Turn): readonly Turn[] {
  const added = bytesOf(turn) > MOST_HISTORY_BYTES ? wordsOf(turn) : turn;
  const kept: Turn[] = [added];
  let bytes = bytesOf(added);
  for (const older of [...turns].reverse()) {
    bytes += bytesOf(older);
    if (kept.length === MOST_TURNS || bytes > MOST_HISTORY_BYTES) break;
    kept.unshift(older);
  }
  return kept;
}

function wordsOf(turn: Turn): Turn {
  const first = turn[0];
  const last = turn.at(-1);
  return [first, last].filter((message): message is ModelMessage => message !== undefined);
}

function bytesOf(turn: Turn): number {
  return Buffer.byteLength(JSON.stringify(turn));
}
