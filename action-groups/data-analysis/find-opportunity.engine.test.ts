import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AthenaClient } from '@aws-sdk/client-athena';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AthenaServer, createAthenaServer } from '#infra/local/athena/athena-server.ts';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { createAthenaClient } from '#knowledge-base/projects/athena-client.ts';
import { createAthenaWarehouse } from '#knowledge-base/projects/athena-warehouse.ts';
import { foldCustomer } from '#knowledge-base/projects/customer-name.ts';
import { generateSampleData } from '#knowledge-base/projects/sample/generate-sample-data.ts';
import type { Row, Warehouse } from '#knowledge-base/projects/warehouse.ts';
import { memoryEvents } from '../kernel/announce.double.ts';
import type { Dependencies } from '../kernel/operation.ts';
import { createMemoryWarehouse } from '../query-generation/memory-warehouse.ts';
import { askOperation } from './__fixtures__/ask-operation.ts';
import { createMemoryArtifactStore } from './__fixtures__/memory-artifact-store.ts';
import { NO_PREDICTORS } from './__fixtures__/no-predictors.ts';
import { dataAnalysis } from './action-group.ts';

const { signal } = new AbortController();
const NORTHWIND = '1004127';
const REDFERN = '1019276';
const scopeOf = (...partnerIds: string[]): Scope => ({ kind: 'partners', partnerIds });

describe('findOpportunity, over the engine', () => {
  let directory = '';
  let server: AthenaServer;
  let client: AthenaClient;
  let onEngine: Dependencies;
  let inMemory: Dependencies;
  /** Customers by partner, without those that both have. */
  let customers: Readonly<Record<string, readonly string[]>>;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'find-opportunity-'));
    const data = await generateSampleData({
      rows: 3_000,
      seed: 5,
      throughDate: '2026-10-31',
      outDir: directory,
      now: () => new Date('2026-11-23T09:00:00Z'),
    });
    server = createAthenaServer({ dataDir: directory });
    const { endpoint } = await server.start();
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    client = createAthenaClient({ region: 'us-east-1', endpoint, credentials });
    const engine = createAthenaWarehouse({ client });
    const table = async (name: string): Promise<readonly Row[]> =>
      (await engine.query({ sql: `SELECT * FROM ${name}`, values: [] }, { signal, maxRows: 20_000 })).rows;
    const [projects, ownership] = [await table('projects'), await table('ownership')];
    const over = (warehouse: Warehouse): Dependencies => ({
      warehouse,
      artifacts: createMemoryArtifactStore(),
      history: createMemoryAnalysisHistory(),
      predictors: NO_PREDICTORS,
      followOnModels: { load: async () => undefined },
      events: memoryEvents(),
      dataVersions: { current: async () => data },
      clock: () => new Date('2026-11-23T09:00:00Z'),
    });
    onEngine = over(engine);
    inMemory = over(createMemoryWarehouse({ projects, ownership }));
    const names = (partnerId: string) =>
      new Set(projects.filter((row) => row.partner_id === partnerId).map((row) => String(row.customer_name)));
    const [ours, theirs] = [names(NORTHWIND), names(REDFERN)];
    const folds = (set: ReadonlySet<string>) => new Set([...set].map(foldCustomer));
    const without = (set: ReadonlySet<string>, others: ReadonlySet<string>) =>
      [...set].filter((name) => name !== 'null' && !folds(others).has(foldCustomer(name)));
    customers = { [NORTHWIND]: without(ours, theirs), [REDFERN]: without(theirs, ours) };
  });

  afterAll(async () => {
    client.destroy();
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  const ask = async (name: string, scope: Scope, dependencies = onEngine) =>
    (await askOperation(dataAnalysis, 'findOpportunity', { name }, dependencies, { scope })).reply;
  const some = (partnerId: string) => (customers[partnerId] ?? []).slice(0, 5);

  it('gives what it gives in memory', async () => {
    const names = [...some(NORTHWIND), ...some(REDFERN), 'Zwartkop Diamonds', "O'Neil'); --", '移行', 'bank'];
    for (const name of names.flatMap((each) => [each, each.toUpperCase(), each.slice(0, -2)])) {
      for (const scope of [
        { kind: 'organisation' } as const,
        scopeOf(NORTHWIND),
        scopeOf(NORTHWIND, REDFERN),
      ])
        expect(await ask(name, scope)).toEqual(await ask(name, scope, inMemory));
    }
  });

  it('shows each seller the own customers, and tells the others’ from nobody', async () => {
    expect(some(NORTHWIND)).toHaveLength(5);
    expect(some(REDFERN)).toHaveLength(5);
    for (const [own, other] of [
      [NORTHWIND, REDFERN],
      [REDFERN, NORTHWIND],
    ] as const) {
      for (const name of some(own))
        expect(await ask(name, scopeOf(own))).toMatchObject({ code: 'ok', result: { known: true } });
      for (const name of some(other)) {
        const denied = await ask(name, scopeOf(own));
        expect(denied).toEqual({ code: 'not-permitted', message: expect.any(String), asked: name });
        expect(String(denied.message)).not.toMatch(/\d|northwind|redfern/i);
      }
      expect(await ask('Zwartkop Diamonds', scopeOf(own))).toMatchObject({
        code: 'ok',
        result: { known: false },
      });
    }
  });
});
