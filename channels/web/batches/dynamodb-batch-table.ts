import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { TABLES } from '#knowledge-base/artifacts/table-declarations.ts';
import { BatchStoreError } from './batch.ts';

export type BatchItem = Record<string, AttributeValue>;

export interface BatchTableOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly clock: () => Date;
}

export const text = (value: string): AttributeValue => ({ S: value });
export const number = (value: number): AttributeValue => ({ N: String(value) });

export interface BatchChange {
  readonly set: string;
  readonly add?: string;
  readonly condition: string;
  readonly values: BatchItem;
}

/** The reads and single-item writes that the store is made of; what has expired counts as gone. All throw {@link BatchStoreError}. */
export function openBatchTable({ client, tableName: TableName, clock }: BatchTableOptions) {
  const epoch = () => Math.floor(clock().getTime() / 1000);
  const keyOf = (batchId: string, part: string) => ({ batchId: text(batchId), part: text(part) });
  const isLive = (item: BatchItem) => Number(item.expiresAt?.N) > epoch();
  const whole = (batchId: string, part: string, item: BatchItem) => ({
    ...keyOf(batchId, part),
    ...item,
    expiresAt: number(epoch() + TABLES.batches.ttlSeconds),
  });

  return {
    get: (batchId: string, part: string, signal: AbortSignal): Promise<BatchItem | undefined> =>
      reached(signal, async () => {
        const command = new GetItemCommand({ TableName, Key: keyOf(batchId, part), ConsistentRead: true });
        const { Item: item } = await client.send(command, { abortSignal: signal });
        return item !== undefined && isLive(item) ? item : undefined;
      }),
    put: (batchId: string, part: string, item: BatchItem, signal: AbortSignal): Promise<void> =>
      reached(signal, async () => {
        const command = new PutItemCommand({ TableName, Item: whole(batchId, part, item) });
        await client.send(command, { abortSignal: signal });
      }),
    /** False when there is one. */
    putNew: (batchId: string, part: string, item: BatchItem, signal: AbortSignal): Promise<boolean> =>
      reached(signal, async () => {
        const command = new PutItemCommand({
          TableName,
          Item: whole(batchId, part, item),
          ConditionExpression: 'attribute_not_exists(batchId) OR expiresAt <= :epoch',
          ExpressionAttributeValues: { ':epoch': number(epoch()) },
        });
        return (await unless(() => client.send(command, { abortSignal: signal }))) !== undefined;
      }),
    /** The item after the change; undefined when the condition does not hold, or there is none. */
    change: (
      batchId: string,
      part: string,
      { set, add, condition, values }: BatchChange,
      signal: AbortSignal,
    ): Promise<BatchItem | undefined> =>
      reached(signal, async () => {
        const command = new UpdateItemCommand({
          TableName,
          Key: keyOf(batchId, part),
          UpdateExpression: `SET ${set}${add === undefined ? '' : ` ADD ${add}`}`,
          ConditionExpression: `attribute_exists(batchId) AND (${condition})`,
          ExpressionAttributeValues: values,
          ReturnValues: 'ALL_NEW',
        });
        return (await unless(() => client.send(command, { abortSignal: signal })))?.Attributes;
      }),
    between: (
      batchId: string,
      [from, to]: readonly [string, string],
      page: { readonly limit: number; readonly forward: boolean },
      signal: AbortSignal,
    ): Promise<readonly BatchItem[]> =>
      reached(signal, async () => {
        const command = new QueryCommand({
          TableName,
          KeyConditionExpression: 'batchId = :batch AND part BETWEEN :from AND :to',
          ExpressionAttributeValues: { ':batch': text(batchId), ':from': text(from), ':to': text(to) },
          ScanIndexForward: page.forward,
          Limit: page.limit,
          ConsistentRead: true,
        });
        const { Items: items = [] } = await client.send(command, { abortSignal: signal });
        return items;
      }),
    /** Of an index, the latest first. */
    latest: (
      IndexName: string,
      attribute: string,
      value: string,
      Limit: number,
      signal: AbortSignal,
    ): Promise<readonly BatchItem[]> =>
      reached(signal, async () => {
        const command = new QueryCommand({
          TableName,
          IndexName,
          KeyConditionExpression: '#attribute = :value',
          ExpressionAttributeNames: { '#attribute': attribute },
          ExpressionAttributeValues: { ':value': text(value) },
          ScanIndexForward: false,
          Limit,
        });
        const { Items: items = [] } = await client.send(command, { abortSignal: signal });
        return items.filter(isLive);
      }),
  };
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
    throw new BatchStoreError('batches-unavailable', 'the batches could not be reached', { cause: error });
  }
}
