import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { createDynamoDbRateLimiter, rateLimitsTable } from './dynamodb-rate-limiter.ts';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';
import { rateLimiterContract } from './rate-limiter.contract.ts';

const TABLE = 'rate-limits';
let service: Awaited<ReturnType<typeof startDynamoDb>>;
let client: DynamoDBClient;
beforeAll(async () => {
  service = await startDynamoDb({ tables: [rateLimitsTable(TABLE)] });
  client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint });
});
afterAll(async () => {
  client.destroy();
  await service.close();
});

describe('createMemoryRateLimiter', () => {
  rateLimiterContract((clock) => createMemoryRateLimiter({ clock }));

  it('lets in no more in any stretch of time than its burst and what grew back', async () => {
    const gaps = fc.array(fc.nat(3_000), { minLength: 1, maxLength: 60 });
    const limits = fc.record({
      perMinute: fc.integer({ min: 1, max: 600 }),
      burst: fc.integer({ min: 1, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(gaps, limits, async (waits, limit) => {
        let nowMs = 0;
        const limiter = createMemoryRateLimiter({ clock: () => new Date(nowMs) });
        const allowedAt: number[] = [];
        for (const wait of waits) {
          nowMs += wait;
          const taken = await limiter.take('x', limit, { signal: AbortSignal.abort() });
          if (taken.allowed) allowedAt.push(nowMs);
        }
        for (const [first, from] of allowedAt.entries())
          for (const [last, to] of allowedAt.entries()) {
            if (last < first) continue;
            const most = limit.burst + ((to - from) * limit.perMinute) / 60_000;
            expect(last - first + 1).toBeLessThanOrEqual(most + 1e-6);
          }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps so many buckets and no more, the used ones longest', async () => {
    const limiter = createMemoryRateLimiter({ clock: () => new Date(0), capacity: 3 });
    const one = { perMinute: 1, burst: 1 };
    const call = { signal: AbortSignal.abort() };
    for (const name of ['a', 'b', 'c', 'd']) await limiter.take(name, one, call);
    expect(await limiter.take('d', one, call)).toMatchObject({ allowed: false });
    expect(await limiter.take('a', one, call)).toMatchObject({ allowed: true });
  });
});

let opened = 0;
describe('createDynamoDbRateLimiter', () => {
  rateLimiterContract((clock) => {
    const prefix = `${++opened} `;
    const limiter = createDynamoDbRateLimiter({ client, tableName: TABLE, clock });
    return { take: (name, limit, call) => limiter.take(prefix + name, limit, call) };
  });

  it('says that it cannot be reached', async () => {
    const nowhere = new DynamoDBClient({
      ...localClientOptions,
      endpoint: 'http://127.0.0.1:1',
      maxAttempts: 1,
    });
    const limiter = createDynamoDbRateLimiter({ client: nowhere, tableName: TABLE, clock: () => new Date() });
    const taken = limiter.take('a', { perMinute: 1, burst: 1 }, { signal: AbortSignal.timeout(5_000) });
    await expect(taken).rejects.toMatchObject({ code: 'rate-limiter-unavailable' });
    nowhere.destroy();
  });
});
