import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import {
  type LedgerEntry,
  LedgerError,
  type LedgerEvent,
  type StoredResult,
  TURN_STATES,
  type TurnHead,
} from './turn-ledger.ts';

type Item = Record<string, AttributeValue>;

/** An item may have 400 KB; the rest is left for its other attributes. */
const MOST_BODY_BYTES = 380_000;

const text = z.object({ S: z.string() }).transform(({ S }) => S);

const turnItem = z.object({
  turnId: text,
  turnState: z.object({ S: z.enum(TURN_STATES) }).transform(({ S }) => S),
  place: z
    .object({ M: z.record(z.string(), text) })
    .transform(({ M }) => M)
    .optional(),
  resultJson: text.optional(),
  attempts: z.object({ N: z.string() }).transform(({ N }) => Number(N)),
  isCancelled: z.object({ BOOL: z.boolean() }).optional(),
  createdAt: text,
});

/** A turn as its item has it. */
export function readEntry(item: Item): LedgerEntry {
  const { turnId, turnState, place, resultJson, attempts, isCancelled, createdAt } = turnItem.parse(item);
  return {
    turnId,
    state: turnState,
    place: place ?? {},
    ...(resultJson === undefined ? {} : { result: JSON.parse(resultJson) as StoredResult }),
    attempts,
    isCancelled: isCancelled?.BOOL ?? false,
    createdAt,
  };
}

/** What {@link readHead} needs of a turn's item. */
export const HEAD_ATTRIBUTES = ['turnState', 'lastEvent'] as const;

const headItem = turnItem.pick({ turnId: true, turnState: true }).extend({
  lastEvent: z
    .object({ N: z.string() })
    .transform(({ N }) => Number(N))
    .optional(),
});

/** How far a turn has come. One that an older version of this code has begun may always have come further. */
export function readHead(item: Item): readonly [turnId: string, TurnHead] {
  const { turnId, turnState, lastEvent = Number.MAX_SAFE_INTEGER } = headItem.parse(item);
  return [turnId, { lastEvent, hasEnded: turnState === 'done' || turnState === 'failed' }];
}

/** @throws {LedgerError} `turn-too-large` */
export function writeJson(value: unknown): AttributeValue {
  const json = JSON.stringify(value);
  const bytes = Buffer.byteLength(json);
  if (bytes > MOST_BODY_BYTES) {
    throw new LedgerError('turn-too-large', `${bytes} bytes in one item, at most ${MOST_BODY_BYTES}`);
  }
  return { S: json };
}

const eventsItem = z.object({
  part: text.transform((part) => Number(part.slice('event#'.length))),
  eventsJson: text.transform((json) => JSON.parse(json) as LedgerEvent['event'][]),
});

/** The events of a batch, numbered from the batch's own number on. */
export function readEvents(item: Item): LedgerEvent[] {
  const { part: first, eventsJson: events } = eventsItem.parse(item);
  return events.map((event, index) => ({ sequence: first + index, event }));
}
