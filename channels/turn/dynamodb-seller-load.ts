import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { DIRECTORY_KEY, type StoredSeller, writeSellerItem } from './dynamodb-seller-item.ts';
import { counting, type DynamoDbSellersOptions, scanTable, sendToTable } from './dynamodb-seller-table.ts';
import { type Seller, SellerDirectoryError } from './seller-directory.ts';

/** What a load does, by seller's id. */
export interface SellerLoad {
  readonly added: readonly string[];
  readonly changed: readonly { readonly sellerId: string; readonly fields: readonly string[] }[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** Writes at the same moment. */
const MOST_WRITES = 8;

/**
 * Makes the table hold these sellers and nobody else. Each load has a number, and writes it on what it writes; once all
 * is written that number counts, and whoever was not written by it is gone. So a load that was lost half-way is mended
 * by the next, and of several at once the one that began last counts, whatever the others still write.
 * @throws {SellerDirectoryError} `overtaken` when a later load was there first: nothing of this one counts.
 */
export async function loadSellers(
  options: DynamoDbSellersOptions & { readonly isDryRun?: boolean },
  sellers: readonly Seller[],
): Promise<SellerLoad> {
  const before = await scanTable(options);
  const known = counting(before);
  const load = compare(known, sellers);
  if (options.isDryRun === true || isAsItIs(known, before.stored, sellers)) return load;
  const generation = await begin(options);
  await eachOf(
    sellers.map((seller, position) => ({ seller, position, generation })),
    (each) => put(options, each),
  );
  await complete(options, generation);
  const old = (await scanTable(options)).stored.filter((each) => each.generation < generation);
  await eachOf(old, (each) => remove(options, each.seller.sellerId, generation));
  return load;
}

function compare(known: readonly StoredSeller[], sellers: readonly Seller[]): SellerLoad {
  const before = new Map(known.map(({ seller }) => [seller.sellerId, seller]));
  const ids = new Set(sellers.map(({ sellerId }) => sellerId));
  const changes = sellers.flatMap((seller) => {
    const was = before.get(seller.sellerId);
    const fields = was === undefined ? [] : changedFields(was, seller);
    return fields.length === 0 ? [] : [{ sellerId: seller.sellerId, fields }];
  });
  const added = sellers.map(({ sellerId }) => sellerId).filter((id) => !before.has(id));
  return {
    added,
    changed: changes,
    removed: [...before.keys()].filter((id) => !ids.has(id)),
    unchanged: sellers.length - added.length - changes.length,
  };
}

function changedFields(was: Seller, is: Seller): readonly string[] {
  const fields = ['name', 'about', 'email', 'scope'] as const;
  return fields
    .filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]))
    .map((field) => (field === 'scope' ? 'partners' : field));
}

function isAsItIs(
  known: readonly StoredSeller[],
  stored: readonly StoredSeller[],
  sellers: readonly Seller[],
): boolean {
  const isOneLoad = stored.every(({ generation }) => generation === stored[0]?.generation);
  return isOneLoad && JSON.stringify(known.map(({ seller }) => seller)) === JSON.stringify(sellers);
}

async function begin({ client, tableName }: DynamoDbSellersOptions): Promise<number> {
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: { sellerId: { S: DIRECTORY_KEY } },
    UpdateExpression: 'ADD begun :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
    ReturnValues: 'UPDATED_NEW',
  });
  const { Attributes: item } = await sendToTable((abortSignal) => client.send(command, { abortSignal }));
  return Number(item?.begun?.N);
}

async function put({ client, tableName }: DynamoDbSellersOptions, stored: StoredSeller): Promise<void> {
  const command = new PutItemCommand({
    TableName: tableName,
    Item: writeSellerItem(stored),
    ConditionExpression: 'attribute_not_exists(generation) OR generation <= :own',
    ExpressionAttributeValues: { ':own': { N: String(stored.generation) } },
  });
  await unlessOvertaken(() => sendToTable((abortSignal) => client.send(command, { abortSignal })));
}

async function complete({ client, tableName }: DynamoDbSellersOptions, generation: number): Promise<void> {
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: { sellerId: { S: DIRECTORY_KEY } },
    UpdateExpression: 'SET completed = :own',
    ConditionExpression: 'attribute_not_exists(completed) OR completed < :own',
    ExpressionAttributeValues: { ':own': { N: String(generation) } },
  });
  await unlessOvertaken(() => sendToTable((abortSignal) => client.send(command, { abortSignal })));
}

/** Counts no more already: it is taken out, unless a later load has written it anew. */
async function remove(
  { client, tableName }: DynamoDbSellersOptions,
  sellerId: string,
  generation: number,
): Promise<void> {
  const command = new DeleteItemCommand({
    TableName: tableName,
    Key: { sellerId: { S: sellerId } },
    ConditionExpression: 'attribute_not_exists(sellerId) OR generation < :own',
    ExpressionAttributeValues: { ':own': { N: String(generation) } },
  });
  await sendToTable((abortSignal) => client.send(command, { abortSignal })).catch((error: unknown) => {
    if (!isConditional(error)) throw error;
  });
}

async function unlessOvertaken(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    if (!isConditional(cause)) throw cause;
    throw new SellerDirectoryError('another load began later and counts: load again if yours should', {
      code: 'overtaken',
      cause,
    });
  }
}

function isConditional(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: MOST_WRITES }, worker));
}
