import {
  type AttributeValue,
  type CreateTableCommandInput,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { OPPORTUNITY_TYPES } from '../projects/vocabulary.ts';
import {
  type AnalysisHistory,
  type HistoryCall,
  type HistoryEntry,
  HistoryError,
  type HistoryRange,
  historyEntry,
} from './analysis-history.ts';
import { type Scope, scopeCovers } from './artifact.ts';
import { customerId } from './customer-id.ts';
import { createTableInput } from './dynamodb-table.ts';
import { TABLES, TYPE_INDEX } from './table-declarations.ts';

/** An index holds no item without its key. */
const NO_TYPE = 'Unspecified';

/** The history of the design: a customer's entries by time, and those of a type by time. */
export function historyTable(tableName: string): CreateTableCommandInput {
  return createTableInput(tableName, TABLES.history);
}

export interface DynamoDbAnalysisHistoryOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** Whose deployment this is: part of a customer's id. */
  readonly organisation: string;
  readonly clock: () => Date;
  /** Makes the suffix that keeps two analyses of one instant apart. */
  readonly newId: () => string;
}

/** Keeps each analysis as one item of its customer's partition. Expiry is checked on read, since DynamoDB deletes late. */
export function createDynamoDbAnalysisHistory(options: DynamoDbAnalysisHistoryOptions): AnalysisHistory {
  const { client, clock, newId, organisation, tableName: TableName } = options;
  const idOf = (name: string) => customerId(organisation, name);

  /** Reads a partition, the latest first, until enough entries are the reader's to see. */
  const read = async (
    partition: Pick<QueryCommandInput, 'IndexName'> & { readonly name: string; readonly value: string },
    { fromDate = '', toDate, limit }: HistoryRange,
    reader: Scope,
    { signal }: HistoryCall,
  ): Promise<readonly HistoryEntry[]> => {
    const found: HistoryEntry[] = [];
    const oldest = new Date(clock().getTime() - TABLES.history.ttlSeconds * 1_000).toISOString();
    // `U` comes after every time of the day, whatever the suffix.
    const [from, to] = [fromDate > oldest ? fromDate : oldest, `${toDate ?? '9999-12-31'}U`];
    if (from > to) return [];
    let start: Record<string, AttributeValue> | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { Items: items = [], LastEvaluatedKey: next } = await reach(() =>
        client.send(
          new QueryCommand({
            TableName,
            IndexName: partition.IndexName,
            KeyConditionExpression: '#partition = :partition AND #timestamp BETWEEN :from AND :to',
            ExpressionAttributeNames: { '#partition': partition.name, '#timestamp': 'timestamp' },
            ExpressionAttributeValues: {
              ':partition': { S: partition.value },
              ':from': { S: from },
              ':to': { S: to },
            },
            ScanIndexForward: false,
            Limit: PAGE_ITEMS,
            ExclusiveStartKey: start,
          }),
          { abortSignal: signal },
        ),
      );
      for (const item of items) {
        if (Number(item.expiresAt?.N) * 1_000 <= clock().getTime()) continue;
        const entry = fromItem(item);
        if (scopeCovers(reader, entry.scope)) found.push(entry);
        if (found.length === limit) return found;
      }
      if (next === undefined) return found;
      start = next;
    }
    return found;
  };

  return {
    async note(entry, { signal }) {
      const expiresAt = Math.floor(Date.parse(entry.analysedAt) / 1_000) + TABLES.history.ttlSeconds;
      await reach(() =>
        client.send(
          new PutItemCommand({
            TableName,
            Item: {
              customerId: { S: idOf(entry.customerName) },
              timestamp: { S: `${entry.analysedAt}#${newId()}` },
              opportunityType: { S: entry.opportunityType ?? NO_TYPE },
              expiresAt: { N: String(expiresAt) },
              entry: { S: JSON.stringify(entry) },
            },
            ConditionExpression: 'attribute_not_exists(customerId)',
          }),
          { abortSignal: signal },
        ),
      );
    },
    ofCustomer: (name, range, reader, call) =>
      read({ name: 'customerId', value: idOf(name) }, range, reader, call),
    async recent(range, reader, call) {
      const types = [...OPPORTUNITY_TYPES, NO_TYPE].map((value) =>
        read({ IndexName: TYPE_INDEX, name: 'opportunityType', value }, range, reader, call),
      );
      return (await Promise.all(types))
        .flat()
        .sort((a, b) => (a.analysedAt < b.analysedAt ? 1 : -1))
        .slice(0, range.limit);
    },
  };
}

const PAGE_ITEMS = 100;
/** Others' entries are skipped over; past so many the rest is not looked at. */
const MOST_PAGES = 5;

function fromItem(item: Record<string, AttributeValue>): HistoryEntry {
  try {
    return historyEntry.parse(JSON.parse(item.entry?.S ?? ''));
  } catch (cause) {
    throw new HistoryError('an entry of the history is stored in a form that cannot be read', { cause });
  }
}

async function reach<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'AbortError') throw cause;
    throw new HistoryError('the history of analyses could not be reached', { cause });
  }
}
