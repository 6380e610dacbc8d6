import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { type Scope, scopeCovers } from './artifact.ts';
import { artifactId, hashInputs, parseArtifactId } from './artifact-id.ts';
import { describeArtifactStore, madeFrom } from './artifact-store.contract.ts';
import { customerId } from './customer-id.ts';
import { createDynamoDbArtifactStore, resultsTable } from './dynamodb-artifact-store.ts';
import { CUSTOMER_INDEX } from './table-declarations.ts';

const organisation: Scope = { kind: 'organisation' };
const alpha: Scope = { kind: 'partners', partnerIds: ['SPMS-1'] };
const beta: Scope = { kind: 'partners', partnerIds: ['SPMS-2'] };

describeArtifactStore('createDynamoDbArtifactStore', async () => {
  const service = await startDynamoDb({ tables: [resultsTable('results')] });
  const client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint });
  return {
    store: createDynamoDbArtifactStore({
      client,
      tableName: 'results',
      organisation: 'acme',
      clock: () => new Date(),
    }),
    async close() {
      client.destroy();
      await service.close();
    },
  };
});

describe('createDynamoDbArtifactStore', () => {
  const { signal } = new AbortController();

  it('forgets after seven days, whether or not the item was deleted', async () => {
    let now = new Date('2026-11-23T09:00:00Z');
    const service = await startDynamoDb({ tables: [resultsTable('results')] });
    const client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint });
    const store = createDynamoDbArtifactStore({
      client,
      tableName: 'results',
      organisation: 'acme',
      clock: () => now,
    });
    const artifact = madeFrom('e', alpha);
    await store.put(artifact, { signal });
    now = new Date('2026-11-30T08:59:59Z');
    expect(await store.get(artifact.id, alpha, { signal })).toEqual(artifact);
    now = new Date('2026-11-30T09:00:00Z');
    await expect(store.get(artifact.id, alpha, { signal })).rejects.toMatchObject({
      code: 'artifact-not-found',
    });
    client.destroy();
    await service.close();
  });

  it('finds the results of a customer by time through the index, however the name is spelt', async () => {
    const service = await startDynamoDb({ tables: [resultsTable('results')] });
    const client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint });
    const store = createDynamoDbArtifactStore({
      client,
      tableName: 'results',
      organisation: 'acme',
      clock: () => new Date('2026-11-23T09:00:00Z'),
    });
    const made = [
      { ...madeFrom('late', alpha), customerName: 'Müller GmbH', createdAt: '2026-11-23T08:00:00.000Z' },
      { ...madeFrom('early', alpha), customerName: 'MULLER', createdAt: '2026-11-22T08:00:00.000Z' },
      madeFrom('nobody’s', alpha),
    ];
    for (const artifact of made) await store.put(artifact, { signal });
    const { Items: items = [] } = await client.send(
      new QueryCommand({
        TableName: 'results',
        IndexName: CUSTOMER_INDEX,
        KeyConditionExpression: 'customerId = :id',
        ExpressionAttributeValues: { ':id': { S: customerId('acme', 'Müller') } },
      }),
    );
    expect(items.map((item) => item.timestamp?.S)).toEqual([
      '2026-11-22T08:00:00.000Z',
      '2026-11-23T08:00:00.000Z',
    ]);
    client.destroy();
    await service.close();
  });

  it('says so when the store is down', async () => {
    const client = new DynamoDBClient({
      ...localClientOptions,
      endpoint: 'http://127.0.0.1:1',
      maxAttempts: 1,
    });
    const store = createDynamoDbArtifactStore({
      client,
      tableName: 'results',
      organisation: 'acme',
      clock: () => new Date(),
    });
    const failure = { code: 'artifact-store-unavailable' };
    await expect(store.put(madeFrom('f', alpha), { signal })).rejects.toMatchObject(failure);
    await expect(store.get(madeFrom('f', alpha).id, alpha, { signal })).rejects.toMatchObject(failure);
    client.destroy();
  });
});

describe('parseArtifactId', () => {
  it('reads what artifactId writes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
        fc.constantFrom('standard', 'enhanced', 'query', 'follow-on'),
        (opportunityId, analysisType) => {
          const key = { opportunityId, analysisType };
          expect(parseArtifactId(artifactId(key))).toEqual(key);
        },
      ),
    );
  });
});

describe('hashInputs', () => {
  it('does not depend on the order of keys, and does on every value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (inputs, extra) => {
        const reversed = Object.fromEntries(Object.entries(inputs).reverse());
        expect(hashInputs(reversed)).toBe(hashInputs(inputs));
        expect(hashInputs({ ...inputs, [`${extra}?`]: 1 })).not.toBe(hashInputs(inputs));
      }),
    );
  });
});

describe('scopeCovers', () => {
  it.for([
    [organisation, organisation, true],
    [organisation, alpha, true],
    [alpha, organisation, false],
    [alpha, beta, false],
    [{ kind: 'partners', partnerIds: ['SPMS-1', 'SPMS-2'] } as Scope, alpha, true],
    [alpha, { kind: 'partners', partnerIds: ['SPMS-1', 'SPMS-2'] } as Scope, false],
  ] as const)('%j may see what was made in %j: %j', ([reader, owner, seen]) => {
    expect(scopeCovers(reader, owner)).toBe(seen);
  });
});
