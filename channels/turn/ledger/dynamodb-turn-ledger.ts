import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { createTableInput } from '#knowledge-base/artifacts/dynamodb-table.ts';
import { TABLES } from '#knowledge-base/artifacts/table-declarations.ts';
import { createDynamoDbHandedOn } from './dynamodb-handed-on.ts';
import { HEAD_ATTRIBUTES, readEntry, readEvents, readHead, writeJson } from './dynamodb-ledger-item.ts';
import {
  type DynamoDbTurnLedgerOptions,
  number,
  openLedgerItems,
  TURN_PART,
  text,
} from './dynamodb-ledger-items.ts';
import { createDynamoDbRegistrations } from './dynamodb-registrations.ts';
import { MOST_HEADS, type TurnLedger } from './turn-ledger.ts';

/** The turn ledger: the turn (`part` is `turn`) and its events (`event#` and the first one's number), expiring by `expiresAt`. */
export function turnLedgerTable(tableName: string): CreateTableCommandInput {
  return createTableInput(tableName, TABLES.turnLedger);
}

/** Most batches of a page of events: a batch may be large. */
const PAGE_BATCHES = 25;

/** One item a turn, changed by conditional writes only, and one a batch of events. */
export function createDynamoDbTurnLedger(options: DynamoDbTurnLedgerOptions): TurnLedger {
  const items = openLedgerItems(options);
  return {
    ...createDynamoDbHandedOn(options),
    ...createDynamoDbRegistrations(items),
    async take({ turnId, holder }, { signal }) {
      const nowMs = items.nowMs();
      const lease = { holder: text(holder), leaseUntil: number(nowMs + items.leaseMs) };
      const begun = {
        turnId: text(turnId),
        part: text(TURN_PART),
        turnState: text('claimed'),
        attempts: number(1),
        lastEvent: number(0),
        createdAt: text(new Date(nowMs).toISOString()),
        ...lease,
      };
      if (await items.putNew(begun, signal)) return { status: 'taken', entry: readEntry(begun) };
      const taken = await items.change(
        turnId,
        {
          set: 'holder = :holder, leaseUntil = :until',
          add: 'attempts :one',
          condition: 'leaseUntil <= :now',
          values: {
            ':holder': lease.holder,
            ':until': lease.leaseUntil,
            ':now': number(nowMs),
            ':one': number(1),
          },
        },
        signal,
      );
      if (taken !== undefined) return { status: 'taken', entry: readEntry(taken) };
      const item = await items.find(turnId, TURN_PART, signal);
      const entry = item === undefined ? undefined : readEntry(item);
      const hasEnded = entry?.state === 'done' || entry?.state === 'failed';
      if (entry !== undefined && hasEnded) return { status: 'ended', entry };
      // Ours was written, and the word of it was lost on the way.
      if (entry !== undefined && item?.holder?.S === holder) return { status: 'taken', entry };
      return { status: 'busy', leaseLeftMs: Math.max(0, Number(item?.leaseUntil?.N ?? nowMs) - nowMs) };
    },
    async renew(turn, { signal }) {
      return { isCancelled: readEntry(await items.changeHeld(turn, '', {}, signal)).isCancelled };
    },
    async placed(turn, place, { signal }) {
      const stored = Object.fromEntries(Object.entries(place).map(([key, value]) => [key, text(value)]));
      const { state } = readEntry(
        await items.changeHeld(turn, 'place = :place', { ':place': { M: stored } }, signal),
      );
      // A further place of an answer does not take the turn back.
      if (state === 'claimed')
        await items.changeHeld(turn, 'turnState = :placed', { ':placed': text('placed') }, signal);
    },
    async answered(turn, result, { signal }) {
      const values = { ':answered': text('answered'), ':result': writeJson(result) };
      await items.changeHeld(turn, 'turnState = :answered, resultJson = :result', values, signal);
    },
    async ended(turn, state, { signal }) {
      await items.changeHeld(turn, 'turnState = :end', { ':end': text(state) }, signal);
    },
    async release({ turnId, holder }, { signal }) {
      const values = { ':none': number(0), ':holder': text(holder) };
      await items.change(
        turnId,
        { set: 'leaseUntil = :none', condition: 'holder = :holder', values },
        signal,
      );
    },
    async cancel(turnId, { signal }) {
      const change = { set: 'isCancelled = :true', values: { ':true': { BOOL: true } } };
      const item = await items.change(turnId, change, signal);
      return item !== undefined;
    },
    async find(turnId, { signal }) {
      const item = await items.find(turnId, TURN_PART, signal);
      return item === undefined ? undefined : readEntry(item);
    },
    async append(turn, first, events, { signal }) {
      if (events.length === 0) return;
      const eventsJson = writeJson(events);
      // Whoever follows looks at the turn's item alone, and reads events when it says that there are more.
      const last = { ':last': number(first + events.length - 1) };
      await items.changeHeld(turn, 'lastEvent = :last', last, signal);
      await items.putNew({ turnId: text(turn.turnId), part: text(eventPart(first)), eventsJson }, signal);
    },
    async events(turnId, after, { signal }) {
      const [before, behind] = await Promise.all([
        // Before the first event there is none whose batch could hold later ones.
        after === 0
          ? []
          : items.between(turnId, [eventPart(0), eventPart(after)], { limit: 1, forward: false }, signal),
        items.between(
          turnId,
          [eventPart(after + 1), LAST_EVENT_PART],
          { limit: PAGE_BATCHES, forward: true },
          signal,
        ),
      ]);
      return [...before, ...behind].flatMap(readEvents).filter(({ sequence }) => sequence > after);
    },
    async heads(turnIds, { signal }) {
      if (turnIds.length === 0) return new Map();
      const asked = [...new Set(turnIds)].slice(0, MOST_HEADS);
      return new Map((await items.turnsOf(asked, HEAD_ATTRIBUTES, signal)).map(readHead));
    },
  };
}

/** Sort key of a batch of events, in the order of their numbers. */
function eventPart(first: number): string {
  return `event#${String(first).padStart(9, '0')}`;
}
const LAST_EVENT_PART = 'event#~';
