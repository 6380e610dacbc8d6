import { randomUUID } from 'node:crypto';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { describeAnalysisHistory, entryOf, ORGANISATION } from './analysis-history.contract.ts';
import { createDynamoDbAnalysisHistory, historyTable } from './dynamodb-analysis-history.ts';

const call = { signal: new AbortController().signal };

async function open(clock: () => Date, organisation = 'acme-partners') {
  const service = await startDynamoDb({ tables: [historyTable('history')] });
  const client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint });
  const of = (name: string) =>
    createDynamoDbAnalysisHistory({
      client,
      tableName: 'history',
      organisation: name,
      clock,
      newId: randomUUID,
    });
  return {
    client,
    of,
    history: of(organisation),
    async close() {
      client.destroy();
      await service.close();
    },
  };
}

describeAnalysisHistory('createDynamoDbAnalysisHistory', open);

describe('createDynamoDbAnalysisHistory', () => {
  const clock = () => new Date('2026-11-25T12:00:00Z');

  it('keys a customer by a hash of the organisation and the name, with a suffix to the time', async () => {
    const { client, history, of, close } = await open(clock);
    await history.note(entryOf(), call);
    const { Items: items = [] } = await client.send(new ScanCommand({ TableName: 'history' }));
    expect(items).toEqual([
      {
        customerId: { S: expect.stringMatching(/^[0-9a-f]{32}$/) },
        timestamp: { S: expect.stringMatching(/^2026-11-20T09:00:00\.000Z#[0-9a-f-]{36}$/) },
        opportunityType: { S: 'Expansion' },
        expiresAt: { N: String(Date.UTC(2027, 1, 18, 9) / 1_000) },
        entry: { S: JSON.stringify(entryOf()) },
      },
    ]);
    expect(await of('others').ofCustomer('Rossini Foods', { limit: 9 }, ORGANISATION, call)).toEqual([]);
    await close();
  });

  it('says so when it is down', async () => {
    const client = new DynamoDBClient({
      ...localClientOptions,
      endpoint: 'http://127.0.0.1:1',
      maxAttempts: 1,
    });
    const history = createDynamoDbAnalysisHistory({
      client,
      tableName: 'history',
      organisation: 'o',
      clock,
      newId: randomUUID,
    });
    const failure = { code: 'history-unavailable' };
    await expect(history.note(entryOf(), call)).rejects.toMatchObject(failure);
    await expect(history.recent({ limit: 1 }, ORGANISATION, call)).rejects.toMatchObject(failure);
    await expect(history.ofCustomer('x', { limit: 1 }, ORGANISATION, call)).rejects.toMatchObject(failure);
    client.destroy();
  });
});
