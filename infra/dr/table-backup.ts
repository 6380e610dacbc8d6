import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/** What a table holds: how many items, and a hash of each, so that two states can be told apart item by item. */
export type TableFingerprint = ReadonlySet<string>;

const BYTES = 'base64:';

/** Writes a table's items into `folder`, a line each. */
export async function backUpTable(
  client: DynamoDBClient,
  tableName: string,
  folder: string,
): Promise<number> {
  const lines: string[] = [];
  for await (const item of itemsOf(client, tableName)) lines.push(itemLine(item));
  await writeFile(join(folder, `${tableName}.jsonl`), lines.map((line) => `${line}\n`).join(''));
  return lines.length;
}

/** Writes a backup's items into a table that is empty. */
export async function restoreTable(
  client: DynamoDBClient,
  tableName: string,
  folder: string,
): Promise<number> {
  const text = await readFile(join(folder, `${tableName}.jsonl`), 'utf8');
  const items = text
    .split('\n')
    .filter((line) => line !== '')
    .map(readItemLine);
  for (let at = 0; at < items.length; at += 25) {
    let waiting = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
    while (waiting.length > 0) {
      const { UnprocessedItems: left = {} } = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [tableName]: waiting } }),
      );
      waiting = (left[tableName] ?? []) as typeof waiting;
    }
  }
  return items.length;
}

/** A hash of every item of a table. */
export async function fingerprintOf(client: DynamoDBClient, tableName: string): Promise<TableFingerprint> {
  const hashes = new Set<string>();
  for await (const item of itemsOf(client, tableName))
    hashes.add(createHash('sha256').update(itemLine(item)).digest('hex'));
  return hashes;
}

async function* itemsOf(client: DynamoDBClient, tableName: string): AsyncGenerator<Item> {
  for await (const { Items: items = [] } of paginateScan(
    { client },
    { TableName: tableName, ConsistentRead: true },
  ))
    yield* items;
}

/** An item as one line, the same whatever the order of its attributes. */
export function itemLine(item: Item): string {
  return JSON.stringify(plain(item));
}

/** @throws {SyntaxError} for what no backup has written */
export function readItemLine(line: string): Item {
  return withBytes(JSON.parse(line)) as Item;
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return `${BYTES}${Buffer.from(value).toString('base64')}`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, plain(part)]),
  );
}

/** Bytes stand only under `B` and in the lists under `BS`: a text that begins like them stays a text. */
function withBytes(value: unknown, key = ''): unknown {
  if (typeof value === 'string' && (key === 'B' || key === 'BS') && value.startsWith(BYTES))
    return new Uint8Array(Buffer.from(value.slice(BYTES.length), 'base64'));
  if (Array.isArray(value)) return value.map((part) => withBytes(part, key === 'BS' ? 'BS' : ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withBytes(part, name)]));
}
