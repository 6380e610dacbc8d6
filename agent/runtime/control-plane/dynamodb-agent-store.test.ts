import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalService, startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { describeAgentStore } from './agent-store.contract.ts';
import { agentsTable, createDynamoDbAgentStore } from './dynamodb-agent-store.ts';

const TABLE = 'agents';

let ids = 0;
const newId = () => {
  ids += 1;
  return `write-${ids}`;
};

describeAgentStore('createDynamoDbAgentStore', async () => {
  const service = await startDynamoDb({ tables: [agentsTable(TABLE)] });
  const clients = [1, 2].map(() => new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint }));
  const [store, other] = clients.map((client) =>
    createDynamoDbAgentStore({ client, tableName: TABLE, newId }),
  );
  if (store === undefined || other === undefined) throw new TypeError('two stores');
  return {
    store,
    other,
    close: async () => {
      for (const client of clients) client.destroy();
      await service.close();
    },
  };
});

describe('createDynamoDbAgentStore', () => {
  const { signal } = new AbortController();
  const now = '2026-11-23T12:00:00.000Z';
  const record = {
    agentId: 'AGENT00001',
    createdAt: now,
    updatedAt: now,
    preparedAt: now,
    draft: {},
    prepared: {},
    latestVersion: 0,
    versions: [],
    aliases: [],
  };
  let service: LocalService;
  let client: DynamoDBClient;
  beforeAll(async () => {
    service = await startDynamoDb({ tables: [agentsTable(TABLE)] });
    client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint, maxAttempts: 1 });
  });
  afterAll(async () => {
    client.destroy();
    await service.close();
  });

  it('writes an agent and a snapshot as an item each', async () => {
    const store = createDynamoDbAgentStore({ client, tableName: TABLE, newId });
    await store.save(record, { revision: 0, snapshot: { sha256: 'abc', text: '{}' }, signal });
    const items = await Promise.all(
      ['agent#AGENT00001', 'snapshot#abc'].map((itemKey) =>
        client.send(new GetItemCommand({ TableName: TABLE, Key: { itemKey: { S: itemKey } } })),
      ),
    );
    expect(items.map(({ Item: item }) => item)).toEqual([
      {
        itemKey: { S: 'agent#AGENT00001' },
        writeId: { S: expect.any(String) },
        revision: { N: '1' },
        body: { S: JSON.stringify(record) },
      },
      { itemKey: { S: 'snapshot#abc' }, body: { S: '{}' } },
    ]);
  });

  it('takes a write that arrived twice for one', async () => {
    const agentId = 'TWICE00001';
    client.middlewareStack.add(
      (next) => async (args) => {
        await next(args);
        // The first answer is lost; what the SDK sends again is refused by the condition.
        return next(args);
      },
      { step: 'finalizeRequest', name: 'sends-twice' },
    );
    const store = createDynamoDbAgentStore({ client, tableName: TABLE, newId });
    await store.save({ ...record, agentId }, { revision: 0, signal });
    client.middlewareStack.remove('sends-twice');
    expect(await store.load(agentId, { signal })).toMatchObject({ revision: 1 });
    await expect(store.save({ ...record, agentId }, { revision: 0, signal })).rejects.toMatchObject({
      code: 'agent-conflict',
    });
  });

  it('refuses what an item cannot hold, before it is sent', async () => {
    const store = createDynamoDbAgentStore({ client, tableName: TABLE, newId });
    const large = { ...record, agentId: 'LARGE00001', draft: { instruction: 'x'.repeat(400_000) } };
    await expect(store.save(large, { revision: 0, signal })).rejects.toMatchObject({
      name: 'AgentStoreError',
      code: 'agent-too-large',
    });
  });

  it('is unavailable when the table is, and gives the reason when it was aborted', async () => {
    const store = createDynamoDbAgentStore({ client, tableName: 'nowhere', newId });
    await expect(store.load('AGENT00001', { signal })).rejects.toMatchObject({
      code: 'agent-store-unavailable',
      cause: { name: 'ResourceNotFoundException' },
    });
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(store.load('AGENT00001', { signal: aborted })).rejects.toThrow('enough');
  });
});
