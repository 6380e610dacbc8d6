import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalService, startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { createDynamoDbUserSessions, userSessionsTable } from './dynamodb-user-sessions.ts';
import { MOST_CUSTOMERS, MOST_FIGURES, MOST_SHOWN, MOST_TOPICS, type UserSessions } from './user-sessions.ts';

const { signal } = new AbortController();
const ACME = { name: 'Acme', analysisId: 'a' };

describe('createDynamoDbUserSessions', () => {
  let service: LocalService;
  let client: DynamoDBClient;
  let sessions: UserSessions;
  let now = new Date('2026-11-23T09:00:00Z');

  beforeAll(async () => {
    service = await startDynamoDb({ tables: [userSessionsTable('user-sessions')] });
    client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint, maxAttempts: 1 });
    sessions = createDynamoDbUserSessions({ client, tableName: 'user-sessions', clock: () => now });
  });
  afterAll(async () => {
    client.destroy();
    await service.close();
  });

  it('keeps the tier a session began with until a day after its last turn', async () => {
    const begun = await sessions.touch({ sessionId: 'a', sellerId: 'nora', tier: 'enhanced' }, { signal });
    expect(begun).toEqual({
      sessionId: 'a',
      sellerId: 'nora',
      tier: 'enhanced',
      createdAt: '2026-11-23T09:00:00.000Z',
      lastActivityAt: '2026-11-23T09:00:00.000Z',
      artifactIds: [],
      topics: [],
      figures: [],
      customers: [],
      dataClass: 'public',
    });
    now = new Date('2026-11-24T08:00:00Z');
    const later = await sessions.touch({ sessionId: 'a', sellerId: 'nora', tier: 'standard' }, { signal });
    expect([later.tier, later.createdAt]).toEqual(['enhanced', begun.createdAt]);
    now = new Date('2026-11-25T08:00:01Z');
    const anew = await sessions.touch({ sessionId: 'a', sellerId: 'nora', tier: 'standard' }, { signal });
    expect([anew.tier, anew.createdAt]).toEqual(['standard', '2026-11-25T08:00:01.000Z']);
  });

  it('remembers what a session has shown, until it begins anew', async () => {
    now = new Date('2026-11-26T09:00:00Z');
    const turn = { sessionId: 'shown', sellerId: 'nora', tier: 'standard' } as const;
    await sessions.touch(turn, { signal });
    await sessions.noteShown(
      {
        sessionId: 'shown',
        artifactIds: ['b', 'a'],
        topics: ['risks of a'],
        customers: [ACME],
        figures: ['60'],
        dataClass: 'confidential',
      },
      { signal },
    );
    expect(await sessions.touch(turn, { signal })).toMatchObject({
      artifactIds: ['b', 'a'],
      topics: ['risks of a'],
      figures: ['60'],
      customers: [ACME],
      dataClass: 'confidential',
    });
    const many = Array.from({ length: 40 }, (_, at) => `id-${at}`);
    await sessions.noteShown(
      {
        sessionId: 'shown',
        artifactIds: many,
        topics: many,
        figures: many.concat(many),
        dataClass: 'internal',
        customers: many.map((name) => ({ ...ACME, name })),
      },
      { signal },
    );
    expect(await sessions.touch(turn, { signal })).toMatchObject({
      artifactIds: many.slice(0, MOST_SHOWN),
      topics: many.slice(0, MOST_TOPICS),
      figures: many.concat(many).slice(0, MOST_FIGURES),
      customers: many.slice(0, MOST_CUSTOMERS).map((name) => ({ ...ACME, name })),
    });
    now = new Date('2026-11-28T09:00:00Z');
    expect(await sessions.touch(turn, { signal })).toMatchObject({
      artifactIds: [],
      topics: [],
      figures: [],
      customers: [],
      dataClass: 'public',
    });
  });

  it('agrees on one beginning when turns race', async () => {
    const tiers = ['standard', 'enhanced', 'standard', 'enhanced'] as const;
    const begun = await Promise.all(
      tiers.map((tier) => sessions.touch({ sessionId: 'race', sellerId: 'nora', tier }, { signal })),
    );
    expect(new Set(begun.map((session) => session.tier)).size).toBe(1);
  });

  it('says when it is down', async () => {
    const lost = new DynamoDBClient({
      ...localClientOptions,
      endpoint: 'http://127.0.0.1:1',
      maxAttempts: 1,
    });
    const down = createDynamoDbUserSessions({ client: lost, tableName: 'user-sessions', clock: () => now });
    await expect(
      down.touch({ sessionId: 'a', sellerId: 'nora', tier: 'standard' }, { signal }),
    ).rejects.toMatchObject({
      code: 'session-store-unavailable',
    });
    lost.destroy();
  });
});
