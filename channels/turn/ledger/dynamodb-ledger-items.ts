import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { TABLES } from '#knowledge-base/artifacts/table-declarations.ts';
import { type Holder, LEASE_MS, LedgerError } from './turn-ledger.ts';

export type LedgerItem = Record<string, AttributeValue>;

export interface DynamoDbTurnLedgerOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly clock: () => Date;
  /** {@link LEASE_MS} when left out. */
  readonly leaseMs?: number;
}

/** A change of a turn's item; `set` follows `SET`. */
export interface ItemChange {
  readonly set: string;
  readonly values: LedgerItem;
  /** Besides that the turn is there and open. */
  readonly condition?: string;
  readonly add?: string;
}

/** The reads and conditional writes that the ledger is made of. All throw {@link LedgerError}, or the signal's reason. */
export interface LedgerItems {
  readonly nowMs: () => number;
  readonly leaseMs: number;
  /** Undefined when there is none, or it has expired. Strongly consistent. */
  find(turnId: string, part: string, signal: AbortSignal): Promise<LedgerItem | undefined>;
  /** Attributes of the items of turns, as far as they are there and the store had time for them. Strongly consistent. */
  turnsOf(
    turnIds: readonly string[],
    attributes: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly LedgerItem[]>;
  /** The turn's item after the change; undefined when the condition does not hold. */
  change(turnId: string, change: ItemChange, signal: AbortSignal): Promise<LedgerItem | undefined>;
  /** A change that only the holder of an open turn may make; it extends the lease. */
  changeHeld(turn: Holder, set: string, values: LedgerItem, signal: AbortSignal): Promise<LedgerItem>;
  /** Puts an item, to expire, unless one of its key is there; false when it was. */
  putNew(item: LedgerItem, signal: AbortSignal): Promise<boolean>;
  /** Puts an item, to expire, in the place of one of its key. */
  put(item: LedgerItem, signal: AbortSignal): Promise<void>;
  /** Items of a turn whose parts lie between two, both inclusive, in their order or from the last on. */
  between(
    turnId: string,
    parts: readonly [string, string],
    page: { readonly limit: number; readonly forward: boolean },
    signal: AbortSignal,
  ): Promise<readonly LedgerItem[]>;
}

export const TURN_PART = 'turn';

/** Holds for turns that have not come to their end. */
const IS_OPEN = 'NOT turnState IN (:done, :failed)';
const ENDED: LedgerItem = { ':done': { S: 'done' }, ':failed': { S: 'failed' } };

export const text = (value: string): AttributeValue => ({ S: value });
export const number = (value: number): AttributeValue => ({ N: String(value) });

export function openLedgerItems(options: DynamoDbTurnLedgerOptions): LedgerItems {
  const { client, tableName: TableName, clock } = options;
  const leaseMs = options.leaseMs ?? LEASE_MS;
  const nowMs = () => clock().getTime();
  const epochSeconds = () => Math.floor(nowMs() / 1000);
  const expiry = () => number(epochSeconds() + TABLES.turnLedger.ttlSeconds);

  const items: LedgerItems = {
    nowMs,
    leaseMs,
    find: (turnId, part, signal) =>
      reached(signal, async () => {
        const { Item: item } = await client.send(
          new GetItemCommand({
            TableName,
            Key: { turnId: text(turnId), part: text(part) },
            ConsistentRead: true,
          }),
          { abortSignal: signal },
        );
        return item === undefined || Number(item.expiresAt?.N) <= epochSeconds() ? undefined : item;
      }),
    turnsOf: (turnIds, attributes, signal) =>
      reached(signal, async () => {
        const { Responses: found = {} } = await client.send(
          new BatchGetItemCommand({
            RequestItems: {
              [TableName]: {
                Keys: turnIds.map((turnId) => ({ turnId: text(turnId), part: text(TURN_PART) })),
                ProjectionExpression: ['turnId', 'expiresAt', ...attributes].join(', '),
                ConsistentRead: true,
              },
            },
          }),
          { abortSignal: signal },
        );
        return (found[TableName] ?? []).filter((item) => Number(item.expiresAt?.N) > epochSeconds());
      }),
    change: (turnId, { set, values, condition, add }, signal) =>
      reached(signal, () =>
        unless(async () => {
          const { Attributes: item } = await client.send(
            new UpdateItemCommand({
              TableName,
              Key: { turnId: text(turnId), part: text(TURN_PART) },
              UpdateExpression: `SET expiresAt = :expires, ${set}${add === undefined ? '' : ` ADD ${add}`}`,
              // Without `attribute_exists` an update makes the item that it does not find.
              ConditionExpression: `attribute_exists(turnId) AND expiresAt > :epoch AND ${IS_OPEN}${condition === undefined ? '' : ` AND ${condition}`}`,
              ExpressionAttributeValues: {
                ...ENDED,
                ':expires': expiry(),
                ':epoch': number(epochSeconds()),
                ...values,
              },
              ReturnValues: 'ALL_NEW',
            }),
            { abortSignal: signal },
          );
          return item;
        }),
      ),
    async changeHeld({ turnId, holder }, set, values, signal) {
      const item = await items.change(
        turnId,
        {
          set: `leaseUntil = :until${set === '' ? '' : `, ${set}`}`,
          condition: 'holder = :holder',
          values: { ...values, ':holder': text(holder), ':until': number(nowMs() + leaseMs) },
        },
        signal,
      );
      if (item === undefined)
        throw new LedgerError('lease-lost', `${turnId} is held by another, or has ended`);
      return item;
    },
    async putNew(item, signal) {
      const put = await reached(signal, () =>
        unless(() =>
          client.send(
            new PutItemCommand({
              TableName,
              Item: { ...item, expiresAt: expiry() },
              ConditionExpression: 'attribute_not_exists(turnId) OR expiresAt <= :epoch',
              ExpressionAttributeValues: { ':epoch': number(epochSeconds()) },
            }),
            { abortSignal: signal },
          ),
        ),
      );
      return put !== undefined;
    },
    put: (item, signal) =>
      reached(signal, async () => {
        await client.send(new PutItemCommand({ TableName, Item: { ...item, expiresAt: expiry() } }), {
          abortSignal: signal,
        });
      }),
    between: (turnId, [from, to], { limit, forward }, signal) =>
      reached(signal, async () => {
        const { Items: found = [] } = await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'turnId = :turn AND part BETWEEN :from AND :to',
            ExpressionAttributeValues: { ':turn': text(turnId), ':from': text(from), ':to': text(to) },
            ScanIndexForward: forward,
            Limit: limit,
            ConsistentRead: true,
          }),
          { abortSignal: signal },
        );
        return found;
      }),
  };
  return items;
}

/** Undefined when the write's condition does not hold. */
async function unless<Result>(write: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

async function reached<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof LedgerError) throw error;
    throw new LedgerError('ledger-unavailable', 'the turn ledger could not be reached', { cause: error });
  }
}
