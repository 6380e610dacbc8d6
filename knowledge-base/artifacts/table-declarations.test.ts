import { describe, expect, it } from 'vitest';
import { createTableInput } from './dynamodb-table.ts';
import { TABLES } from './table-declarations.ts';

const DAY = 86_400;

describe('TABLES', () => {
  it('are the three of the design, with their keys, indexes and times to live', () => {
    const { results, sessions, history } = TABLES;
    expect({ results, sessions, history }).toEqual({
      results: {
        key: { partition: 'opportunityId', sort: 'analysisType' },
        ttlAttribute: 'expiresAt',
        ttlSeconds: 7 * DAY,
        indexes: { 'customerId-timestamp-index': { partition: 'customerId', sort: 'timestamp' } },
      },
      sessions: {
        key: { partition: 'sessionId' },
        ttlAttribute: 'expiresAt',
        ttlSeconds: DAY,
        indexes: {},
      },
      history: {
        key: { partition: 'customerId', sort: 'timestamp' },
        ttlAttribute: 'expiresAt',
        ttlSeconds: 90 * DAY,
        indexes: { 'opportunityType-timestamp-index': { partition: 'opportunityType', sort: 'timestamp' } },
      },
    });
  });

  it('let all expire but who may ask', () => {
    const lasting = Object.entries(TABLES).filter(([, table]) => !('ttlSeconds' in table));
    expect(lasting.map(([name]) => name)).toEqual(['sellers']);
  });
});

describe('createTableInput', () => {
  it('declares each attribute of a key once', () => {
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = createTableInput('h', TABLES.history);
    expect(AttributeDefinitions?.map(({ AttributeName }) => AttributeName)).toEqual([
      'customerId',
      'timestamp',
      'opportunityType',
    ]);
    expect(KeySchema).toEqual([
      { AttributeName: 'customerId', KeyType: 'HASH' },
      { AttributeName: 'timestamp', KeyType: 'RANGE' },
    ]);
    expect(GlobalSecondaryIndexes).toMatchObject([{ IndexName: 'opportunityType-timestamp-index' }]);
    expect(createTableInput('s', TABLES.sessions)).not.toHaveProperty('GlobalSecondaryIndexes');
  });
});
