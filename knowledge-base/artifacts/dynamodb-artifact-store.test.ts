import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalService, startDynamoDb } from '#infra/local/dynamodb.ts';
import { localClientOptions } from '#infra/local/local-client-options.ts';
import { type Artifact, type Scope, scopeCovers } from './artifact.ts';
import { artifactId, hashInputs, parseArtifactId } from './artifact-id.ts';
import type { ArtifactStore } from './artifact-store.ts';
import { createDynamoDbArtifactStore, resultsTable } from './dynamodb-artifact-store.ts';

const { signal } = new AbortController();
const organisation: Scope = { kind: 'organisation' };
const alpha: Scope = { kind: 'partners', partnerIds: ['SPMS-1'] };
const beta: Scope = { kind: 'partners', partnerIds: ['SPMS-2'] };

describe('createDynamoDbArtifactStore', () => {
  let service: LocalService;
  let client: DynamoDBClient;
  let now = new Date('2026-11-23T09:00:00Z');
  let store: ArtifactStore;

  beforeAll(async () => {
    service = await startDynamoDb({ tables: [resultsTable('results')] });
    client = new DynamoDBClient({ ...localClientOptions, endpoint: service.endpoint, maxAttempts: 1 });
    store = createDynamoDbArtifactStore({ client, tableName: 'results', clock: () => now });
  });
  afterAll(async () => {
    client.destroy();
    await service.close();
  });

  const made = (inputs: string, scope: Scope): Artifact => ({
    type: 'analysis',
    id: artifactId({ opportunityId: hashInputs({ inputs }), analysisType: 'standard' }),
    scope,
    createdAt: now.toISOString(),
    body: { metrics: { arrUsd: { median: 1_208_333 } }, name: 'Müller & Söhne 🚀' },
  });

  it('gives back what was put', async () => {
    const artifact = made('a', organisation);
    await store.put(artifact, { signal });
    expect(await store.get(artifact.id, organisation, { signal })).toEqual(artifact);
  });

  it('keeps an analysis with two hundred wide rows inside one item', async () => {
    const rows = fc.sample(fc.record({ text: fc.lorem({ maxCount: 40 }), weight: fc.double() }), 200);
    const artifact = { ...made('wide', alpha), body: { rows: JSON.parse(JSON.stringify(rows)) } };
    await store.put(artifact, { signal });
    expect(await store.get(artifact.id, alpha, { signal })).toEqual(artifact);
  });

  it('tells "not permitted" from "none"', async () => {
    const artifact = made('b', alpha);
    await store.put(artifact, { signal });
    await expect(store.get(artifact.id, beta, { signal })).rejects.toMatchObject({
      code: 'artifact-not-permitted',
    });
    await expect(store.get(made('c', alpha).id, beta, { signal })).rejects.toMatchObject({
      code: 'artifact-not-found',
    });
    expect(await store.get(artifact.id, organisation, { signal })).toEqual(artifact);
  });

  it('hides the organisation’s results from a partner’s seller', async () => {
    const artifact = made('d', organisation);
    await store.put(artifact, { signal });
    await expect(store.get(artifact.id, alpha, { signal })).rejects.toMatchObject({
      code: 'artifact-not-permitted',
    });
  });

  it('forgets after seven days, whether or not the item was deleted', async () => {
    const artifact = made('e', alpha);
    await store.put(artifact, { signal });
    now = new Date('2026-11-30T09:00:00Z');
    await expect(store.get(artifact.id, alpha, { signal })).rejects.toMatchObject({
      code: 'artifact-not-found',
    });
  });

  it('takes any text as an id', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (id) => {
        await expect(store.get(id, organisation, { signal })).rejects.toMatchObject({
          code: 'artifact-not-found',
        });
      }),
      { numRuns: 50 },
    );
  });

  it('says so when the store is down', async () => {
    const lost = new DynamoDBClient({
      ...localClientOptions,
      endpoint: 'http://127.0.0.1:1',
      maxAttempts: 1,
    });
    const broken = createDynamoDbArtifactStore({ client: lost, tableName: 'results', clock: () => now });
    const failure = { code: 'artifact-store-unavailable' };
    await expect(broken.put(made('f', alpha), { signal })).rejects.toMatchObject(failure);
    await expect(broken.get(made('f', alpha).id, alpha, { signal })).rejects.toMatchObject(failure);
    lost.destroy();
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
