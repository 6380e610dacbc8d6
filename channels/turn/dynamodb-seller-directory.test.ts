import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalService, startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { createDynamoDbSellerDirectory } from './dynamodb-seller-directory.ts';
import { DIRECTORY_KEY, readSellerItem, writeSellerItem } from './dynamodb-seller-item.ts';
import { loadSellers } from './dynamodb-seller-load.ts';
import { sellersTable } from './dynamodb-seller-table.ts';
import { CONTRACT_SELLERS, sellerDirectoryContract } from './seller-directory.contract.ts';
import type { Seller } from './seller-directory.ts';

const seller = (sellerId: string, more: Partial<Seller> = {}): Seller => ({
  sellerId,
  name: sellerId.toUpperCase(),
  email: `${sellerId}@example.com`,
  scope: { kind: 'partners', partnerIds: ['1'] },
  ...more,
});

describe('createDynamoDbSellerDirectory', () => {
  let service: LocalService;
  let client: DynamoDBClient;
  let count = 0;
  let contractTable = { tableName: '' };

  beforeAll(async () => {
    const tables = Array.from({ length: 12 }, (_, at) => sellersTable(`sellers-${at}`));
    service = await startDynamoDb({ tables });
    client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint, maxAttempts: 1 });
    contractTable = table();
    await loadSellers({ client, ...contractTable }, CONTRACT_SELLERS);
  });
  afterAll(async () => {
    client.destroy();
    await service.close();
  });
  const table = () => ({ tableName: `sellers-${count++}` });
  const open = (at: { readonly tableName: string }) =>
    createDynamoDbSellerDirectory({ client, ...at, pageSize: 2 });

  sellerDirectoryContract(() => open(contractTable));

  it('knows nobody before the first load', async () => {
    const directory = open(table());
    expect([
      await directory.list(),
      await directory.find('zoe'),
      await directory.findByEmail('a@b.co'),
    ]).toEqual([[], undefined, undefined]);
  });

  it('tells what a load does, does it once, and nothing when it is only tried', async () => {
    const options = { client, ...table(), pageSize: 1 };
    const directory = open(options);
    const first = [seller('a'), seller('b'), seller('c')];
    const added = { added: ['a', 'b', 'c'], changed: [], removed: [], unchanged: 0 };
    expect(await loadSellers({ ...options, isDryRun: true }, first)).toEqual(added);
    expect(await directory.list()).toEqual([]);
    expect(await loadSellers(options, first)).toEqual(added);
    expect(await loadSellers(options, first)).toEqual({ added: [], changed: [], removed: [], unchanged: 3 });
    const second = [
      seller('c'),
      seller('a', { scope: { kind: 'organisation' }, email: 'b@example.com' }),
      seller('d'),
    ];
    expect(await loadSellers(options, second)).toEqual({
      added: ['d'],
      changed: [{ sellerId: 'a', fields: ['email', 'partners'] }],
      removed: ['b'],
      unchanged: 1,
    });
    expect(await directory.list()).toEqual(second);
    expect([await directory.find('b'), (await directory.findByEmail('b@example.com'))?.sellerId]).toEqual([
      undefined,
      'a',
    ]);
    expect(await directory.findByEmail('a@example.com')).toBeUndefined();
  });

  it('counts the load that began last when several write at once, whole', async () => {
    const options = { client, ...table() };
    const files = ['x', 'y', 'z'].map((name) => [seller(name), seller(`${name}2`), seller('all', { name })]);
    const ended = await Promise.allSettled(files.map((file) => loadSellers(options, file)));
    const directory = open(options);
    const listed = await directory.list();
    expect(files).toContainEqual(listed);
    expect(ended.some(({ status }) => status === 'fulfilled')).toBe(true);
    for (const each of ended)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'overtaken' });
    await loadSellers(options, files[0] ?? []);
    expect(await directory.list()).toEqual(files[0]);
  });

  it('lets nothing count that an overtaken load still writes, and lets nobody back in by it', async () => {
    const options = { client, ...table() };
    const directory = open(options);
    await loadSellers(options, [seller('a'), seller('gone')]);
    await loadSellers(options, [seller('a')]);
    // The first load wakes up and writes once more.
    const late = writeSellerItem({ seller: seller('gone'), position: 1, generation: 1 });
    await client.send(new PutItemCommand({ TableName: options.tableName, Item: late }));
    expect(await directory.find('gone')).toBeUndefined();
    expect(await directory.findByEmail('gone@example.com')).toBeUndefined();
    expect(await directory.list()).toEqual([seller('a')]);
  });

  it('is overtaken where a later load has written', async () => {
    const options = { client, ...table() };
    await loadSellers(options, [seller('a')]);
    const later = writeSellerItem({ seller: seller('b'), position: 0, generation: 9 });
    await client.send(new PutItemCommand({ TableName: options.tableName, Item: later }));
    await expect(loadSellers(options, [seller('b', { name: 'B2' })])).rejects.toMatchObject({
      code: 'overtaken',
    });
    const flip = { TableName: options.tableName, Key: { sellerId: { S: DIRECTORY_KEY } } };
    await client.send(
      new UpdateItemCommand({
        ...flip,
        UpdateExpression: 'SET completed = :nine',
        ExpressionAttributeValues: { ':nine': { N: '9' } },
      }),
    );
    await expect(loadSellers(options, [seller('c')])).rejects.toMatchObject({ code: 'overtaken' });
    expect(await open(options).list()).toEqual([seller('b')]);
  });

  it('gives an address that two have at once to neither', async () => {
    const options = { client, ...table() };
    for (const [position, id] of ['a', 'b'].entries()) {
      const item = writeSellerItem({
        seller: seller(id, { email: 'x@example.com' }),
        position,
        generation: 1,
      });
      await client.send(new PutItemCommand({ TableName: options.tableName, Item: item }));
    }
    await expect(open(options).findByEmail('x@example.com')).rejects.toThrow('stands twice');
  });

  it('says when it is down, and when an item is none of ours', async () => {
    const lost = new DynamoDBClient({
      ...localClientOptions,
      endpoint: 'http://127.0.0.1:1',
      maxAttempts: 1,
    });
    const down = createDynamoDbSellerDirectory({ client: lost, tableName: 'sellers' });
    const unreadable = { code: 'seller-directory-unreadable' };
    await expect(down.find('a')).rejects.toMatchObject(unreadable);
    await expect(down.findByEmail('a@example.com')).rejects.toMatchObject(unreadable);
    await expect(down.list()).rejects.toMatchObject(unreadable);
    lost.destroy();
    const options = { client, ...table() };
    await client.send(
      new PutItemCommand({
        TableName: options.tableName,
        Item: { sellerId: { S: 'odd' }, sees: { S: 'all' } },
      }),
    );
    await expect(open(options).find('odd')).rejects.toThrow('load the sellers again');
  });
});

describe('a seller’s item', () => {
  it('holds a seller as it was', () => {
    const scope = fc.oneof(
      fc.constant({ kind: 'organisation' as const }),
      fc.record({
        kind: fc.constant('partners' as const),
        partnerIds: fc.array(fc.string({ minLength: 1 })),
      }),
    );
    const optional = { about: fc.string({ minLength: 1 }), email: fc.emailAddress() };
    const any = fc.record(
      { sellerId: fc.string({ minLength: 1 }), name: fc.string({ minLength: 1 }), scope, ...optional },
      { requiredKeys: ['sellerId', 'name', 'scope'] },
    );
    fc.assert(
      fc.property(any, fc.nat(), fc.nat(), (each, position, generation) => {
        const stored = { seller: each, position, generation };
        expect(readSellerItem(writeSellerItem(stored))).toEqual(stored);
      }),
    );
  });
});
