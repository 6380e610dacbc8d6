import { describe, expect, it } from 'vitest';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { askOperation } from '../data-analysis/__fixtures__/ask-operation.ts';
import { createMemoryArtifactStore } from '../data-analysis/__fixtures__/memory-artifact-store.ts';
import { NO_PREDICTORS } from '../data-analysis/__fixtures__/no-predictors.ts';
import { memoryEvents } from '../kernel/announce.double.ts';
import { queryGeneration } from './action-group.ts';
import { createMemoryWarehouse } from './memory-warehouse.ts';
import { storedQuery } from './similar-projects-query.ts';

const { signal } = new AbortController();
const organisation: Scope = { kind: 'organisation' };
const CONCENTRA = {
  customerName: 'Concentra',
  country: 'US',
  targetCloseDate: '2027-03-05',
  description: 'Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL',
};

function setUp() {
  const warehouse = createMemoryWarehouse({ projects: [] });
  const artifacts = createMemoryArtifactStore();
  const dependencies = {
    warehouse,
    artifacts,
    history: createMemoryAnalysisHistory(),
    predictors: NO_PREDICTORS,
    followOnModels: { load: async () => undefined },
    events: memoryEvents(),
    dataVersions: {
      current: async () => ({ dataVersion: 'v1', rows: 0, throughDate: '2026-10-31', sample: true }),
    },
    clock: () => new Date('2026-11-23T09:00:00Z'),
  };
  const ask = async (given: Record<string, string>, who: { scope?: Scope; today?: string } = {}) =>
    (await askOperation(queryGeneration, 'generateSimilarProjectsQuery', given, dependencies, who)).reply;
  return { artifacts, ask, warehouse };
}

describe('generateSimilarProjectsQuery', () => {
  it('explains the query, stores it under its id, and runs nothing', async () => {
    const { artifacts, ask, warehouse } = setUp();
    const { result, ...rest } = await ask(CONCENTRA);
    const { queryId, sql, ...explained } = result as { queryId: string; sql: string };
    expect(rest).toEqual({ code: 'ok', artifacts: [{ type: 'query', id: queryId }] });
    expect(explained).toMatchInlineSnapshot(`
      {
        "attributes": [
          {
            "attribute": "country",
            "value": "US",
            "weight": 2,
          },
        ],
        "dataVersion": "v1",
        "period": {
          "fromDate": "2021-11-23",
          "toDate": "2026-11-23",
        },
        "sampleData": true,
        "scope": "all partners of the organisation",
        "stages": [
          "Committed",
          "Launched",
        ],
        "terms": [
          {
            "term": "sybase",
            "weight": 10,
            "why": "a technology in the description",
          },
          {
            "term": "ase",
            "weight": 10,
            "why": "another name of sybase",
          },
          {
            "term": "postgresql",
            "weight": 10,
            "why": "a technology in the description",
          },
          {
            "term": "aurora",
            "weight": 8,
            "why": "an AWS service in the description",
          },
          {
            "term": "databases",
            "weight": 6,
            "why": "a workload in the description",
          },
          {
            "term": "modernization",
            "weight": 2,
            "why": "the kind of work in the description",
          },
        ],
      }
    `);
    const stored = storedQuery.parse((await artifacts.get(queryId, organisation, { signal })).body);
    expect(stored).toMatchObject({ queryId, sql, scope: 'all partners of the organisation' });
    expect(stored.values).toHaveLength(sql.split('?').length - 1);
    expect(warehouse.asked).toEqual([]);
  });

  it('names the same query by the same id, and another by another', async () => {
    const { ask } = setUp();
    const idOf = async (...given: Parameters<typeof ask>) =>
      ((await ask(...given)).result as { queryId: string }).queryId;
    const id = await idOf(CONCENTRA);
    expect(await idOf({ ...CONCENTRA, targetCloseDate: '2028-01-01' })).toBe(id);
    const others = await Promise.all([
      idOf({ ...CONCENTRA, description: 'Oracle to Aurora' }),
      idOf({ ...CONCENTRA, industry: 'Healthcare' }),
      idOf(CONCENTRA, { today: '2026-11-24' }),
      idOf(CONCENTRA, { scope: { kind: 'partners', partnerIds: ['1004127'] } }),
    ]);
    expect(new Set([id, ...others]).size).toBe(5);
  });

  it('counts five years back, from 29 February too', async () => {
    const { ask } = setUp();
    const periodOf = async (today: string) =>
      ((await ask(CONCENTRA, { today })).result as { period: unknown }).period;
    expect(await periodOf('2026-11-23')).toEqual({ fromDate: '2021-11-23', toDate: '2026-11-23' });
    expect(await periodOf('2028-02-29')).toEqual({ fromDate: '2023-02-28', toDate: '2028-02-29' });
  });

  it('keeps a query of another scope to itself', async () => {
    const { artifacts, ask } = setUp();
    const { queryId } = (await ask(CONCENTRA)).result as { queryId: string };
    await expect(
      artifacts.get(queryId, { kind: 'partners', partnerIds: ['1004127'] }, { signal }),
    ).rejects.toMatchObject({ code: 'artifact-not-permitted' });
  });

  it('refuses a seller of no partner', async () => {
    const { ask } = setUp();
    // `partnerIds` of commas only: no partner at all.
    expect(await ask(CONCENTRA, { scope: { kind: 'partners', partnerIds: ['', ''] } })).toMatchObject({
      code: 'not-permitted',
    });
  });
});
