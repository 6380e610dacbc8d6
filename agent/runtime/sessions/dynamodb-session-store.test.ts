import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalService, startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { createDynamoDbSessionStore, sessionTable } from './dynamodb-session-store.ts';
import { describeSessionStore } from './session-store.contract.ts';
import type { Session } from './session-store.ts';

const TABLE = 'sessions';

describeSessionStore('createDynamoDbSessionStore', async (clock) => {
  const service = await startDynamoDb({ tables: [sessionTable(TABLE)] });
  const client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint });
  return {
    store: createDynamoDbSessionStore({ client, tableName: TABLE, clock }),
    close: async () => {
      client.destroy();
      await service.close();
    },
  };
});

describe('createDynamoDbSessionStore', () => {
  const { signal } = new AbortController();
  const clock = () => new Date('2026-11-23T12:00:00Z');
  let service: LocalService;
  let client: DynamoDBClient;
  beforeAll(async () => {
    service = await startDynamoDb({ tables: [sessionTable(TABLE)] });
    client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint, maxAttempts: 1 });
  });
  afterAll(async () => {
    client.destroy();
    await service.close();
  });

  const session = (text: string): Session => ({
    turns: [[{ role: 'user', content: [{ text }] }]],
    sessionAttributes: {},
    createdAt: '2026-11-23T11:00:00.000Z',
    lastActivityAt: '2026-11-23T12:00:00.000Z',
  });

  it('writes one item with an expiry in epoch seconds and nothing readable in it', async () => {
    const store = createDynamoDbSessionStore({ client, tableName: TABLE, clock });
    await store.save('AGENT00001:one', session('secret plan'), { revision: 0, idleTtlSeconds: 3600, signal });
    const { Item: item } = await client.send(
      new GetItemCommand({ TableName: TABLE, Key: { sessionId: { S: 'AGENT00001:one' } } }),
    );
    expect(item).toEqual({
      sessionId: { S: 'AGENT00001:one' },
      revision: { N: '1' },
      createdAt: { S: '2026-11-23T11:00:00.000Z' },
      lastActivity: { S: '2026-11-23T12:00:00.000Z' },
      expiresAt: { N: String(Date.UTC(2026, 10, 23, 13) / 1000) },
      body: { B: expect.any(Uint8Array) },
    });
  });

  it('refuses a session beyond what an item holds, before it is sent', async () => {
    const store = createDynamoDbSessionStore({ client, tableName: TABLE, clock });
    const noise = Array.from({ length: 60_000 }, (_, index) => Math.sin(index)).join(' ');
    await expect(
      store.save('AGENT00001:large', session(noise), { revision: 0, idleTtlSeconds: 60, signal }),
    ).rejects.toMatchObject({ name: 'SessionError', code: 'session-too-large' });
  });

  it('is unavailable when the table is, and gives the reason when it was aborted', async () => {
    const store = createDynamoDbSessionStore({ client, tableName: 'nowhere', clock });
    await expect(store.load('AGENT00001:one', { signal })).rejects.toMatchObject({
      code: 'session-store-unavailable',
      cause: { name: 'ResourceNotFoundException' },
    });
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(store.load('AGENT00001:one', { signal: aborted })).rejects.toThrow('enough');
  });
});
