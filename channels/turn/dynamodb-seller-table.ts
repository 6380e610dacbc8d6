import {
  type CreateTableCommandInput,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { createTableInput } from '#knowledge-base/artifacts/dynamodb-table.ts';
import { EMAIL_INDEX, TABLES } from '#knowledge-base/artifacts/table-declarations.ts';
import {
  DIRECTORY_KEY,
  readCompleted,
  readSellerItem,
  type SellerItem,
  type StoredSeller,
} from './dynamodb-seller-item.ts';
import { SellerDirectoryError } from './seller-directory.ts';

/** The sellers' table: `sellerId`, with an index by address. */
export function sellersTable(tableName: string): CreateTableCommandInput {
  return createTableInput(tableName, TABLES.sellers);
}

export interface DynamoDbSellersOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** Items a page of a scan; DynamoDB's own megabyte when left out. */
  readonly pageSize?: number;
}

const CALL_TIMEOUT_MS = 5_000;

/** @throws {SellerDirectoryError} when the table cannot be reached, naming why. */
export async function sendToTable<Result>(send: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  try {
    return await send(AbortSignal.timeout(CALL_TIMEOUT_MS));
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'ConditionalCheckFailedException') throw cause;
    const why = cause instanceof Error ? cause.name : String(cause);
    throw new SellerDirectoryError(`the sellers' table could not be reached (${why})`, { cause });
  }
}

/** An item as it is now, not as a replica has it. */
export async function getItem(
  { client, tableName }: DynamoDbSellersOptions,
  sellerId: string,
): Promise<SellerItem | undefined> {
  const command = new GetItemCommand({
    TableName: tableName,
    Key: { sellerId: { S: sellerId } },
    ConsistentRead: true,
  });
  return (await sendToTable((abortSignal) => client.send(command, { abortSignal }))).Item;
}

/** Ids of whoever had this address a moment ago. */
export async function idsByEmail(
  { client, tableName }: DynamoDbSellersOptions,
  email: string,
): Promise<readonly string[]> {
  const command = new QueryCommand({
    TableName: tableName,
    IndexName: EMAIL_INDEX,
    KeyConditionExpression: 'email = :email',
    ExpressionAttributeValues: { ':email': { S: email } },
  });
  const { Items: items = [] } = await sendToTable((abortSignal) => client.send(command, { abortSignal }));
  return items.flatMap(({ sellerId }) => (sellerId?.S === undefined ? [] : [sellerId.S]));
}

export interface WholeTable {
  readonly completed: number;
  readonly stored: readonly StoredSeller[];
}

/** Everything in the table, page by page, what counts no more too. */
export async function scanTable({
  client,
  tableName,
  pageSize,
}: DynamoDbSellersOptions): Promise<WholeTable> {
  const items: SellerItem[] = [];
  let from: SellerItem | undefined;
  do {
    const command: ScanCommand = new ScanCommand({
      TableName: tableName,
      ConsistentRead: true,
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      ...(pageSize === undefined ? {} : { Limit: pageSize }),
    });
    const page = await sendToTable((abortSignal) => client.send(command, { abortSignal }));
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  const isDirectory = ({ sellerId }: SellerItem) => sellerId?.S === DIRECTORY_KEY;
  return {
    completed: readCompleted(items.find(isDirectory)),
    stored: items.filter((item) => !isDirectory(item)).map(readSellerItem),
  };
}

/** Those that count, in the order of their file. */
export function counting({ completed, stored }: WholeTable): readonly StoredSeller[] {
  return stored
    .filter(({ generation }) => generation >= completed)
    .sort((a, b) => a.position - b.position || (a.seller.sellerId < b.seller.sellerId ? -1 : 1));
}
