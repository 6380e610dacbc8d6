import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { batchStoreContract, exampleBatch } from './batch-store.contract.ts';
import { batchesTable, createDynamoDbBatchStore } from './dynamodb-batch-store.ts';

const tableName = 'batches';
let service: Awaited<ReturnType<typeof startDynamoDb>>;
let client: DynamoDBClient;
beforeAll(async () => {
  service = await startDynamoDb({ tables: [batchesTable(tableName)] });
  client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint });
});
afterAll(async () => {
  client.destroy();
  await service.close();
});

describe('createDynamoDbBatchStore', () => {
  batchStoreContract((clock) => {
    // Opened at each call, since the tests are declared before the service has started.
    const store = () => createDynamoDbBatchStore({ client, tableName, clock });
    return {
      create: (...given) => store().create(...given),
      find: (...given) => store().find(...given),
      ofSeller: (...given) => store().ofSeller(...given),
      rows: (...given) => store().rows(...given),
      record: (...given) => store().record(...given),
      results: (...given) => store().results(...given),
      end: (...given) => store().end(...given),
    };
  });

  it('says that it cannot be reached', async () => {
    const nowhere = new DynamoDBClient({
      ...localClientOptions,
      endpoint: 'http://127.0.0.1:1',
      maxAttempts: 1,
    });
    const store = createDynamoDbBatchStore({ client: nowhere, tableName, clock: () => new Date() });
    const call = { signal: AbortSignal.timeout(5_000) };
    await expect(store.create(exampleBatch(), [], call)).rejects.toMatchObject({
      code: 'batches-unavailable',
    });
    nowhere.destroy();
  });
});
