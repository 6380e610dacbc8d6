import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AthenaClient } from '@aws-sdk/client-athena';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AthenaServer, createAthenaServer } from '#infra/local/athena/athena-server.ts';
import { createAthenaClient } from '#knowledge-base/projects/athena-client.ts';
import { createAthenaWarehouse } from '#knowledge-base/projects/athena-warehouse.ts';
import type { CurrentData } from '#knowledge-base/projects/current-data.ts';
import { generateSampleData } from '#knowledge-base/projects/sample/generate-sample-data.ts';
import type { Row, Warehouse } from '#knowledge-base/projects/warehouse.ts';
import { readCandidates } from '../data-analysis/read-candidates.ts';
import type { Opportunity } from '../opportunity.ts';
import { createMemoryWarehouse } from './memory-warehouse.ts';
import { READABLE_COLUMNS } from './similar-projects-columns.ts';
import { similarProjectsQuery } from './similar-projects-query.ts';

const { signal } = new AbortController();
const CONCENTRA: Opportunity = {
  customerName: 'Concentra',
  country: 'US',
  industry: 'Healthcare',
  targetCloseDate: '2027-03-05',
  description: 'Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL',
};

describe('compileSimilarProjects, run by the engine', () => {
  let directory = '';
  let server: AthenaServer;
  let client: AthenaClient;
  let engine: Warehouse;
  let memory: Warehouse;
  let data: CurrentData;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'similar-projects-'));
    data = await generateSampleData({
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
    engine = createAthenaWarehouse({ client });
    const columns = [...READABLE_COLUMNS].join(', ');
    const all = await engine.query({ sql: `SELECT ${columns} FROM projects`, values: [] }, { signal });
    memory = createMemoryWarehouse({ projects: all.rows });
  });

  afterAll(async () => {
    client.destroy();
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  const cases: readonly (readonly [string, Partial<Opportunity>, (readonly string[])?])[] = [
    ['the organisation', {}],
    ['two partners', {}, ['1004127', '1023418']],
    ['one partner, whose name is asked for', { partnerName: 'northwind CLOUDWORKS' }, ['1004127']],
    ['one attribute and short words', { industry: 'Retail', description: 'SAP on EC2 and RDS' }],
    [
      'values that look like SQL',
      { partnerName: "O'Neil'); DROP TABLE projects;--", description: "Sybase'); --" },
    ],
    ['words that are nowhere', { description: 'zorbatron flurbs 移行 straße' }],
  ];

  it.for(cases)('gives the rows that the same text gives in memory: %s', async ([, change, partnerIds]) => {
    const query = similarProjectsQuery(
      { ...CONCENTRA, ...change },
      {
        scope: partnerIds === undefined ? { kind: 'organisation' } : { kind: 'partners', partnerIds },
        data,
        today: '2026-11-23',
        mostTerms: 12,
      },
    );
    const [real, expected] = await Promise.all([
      engine.query(query.statement, { signal }),
      memory.query(query.statement, { signal }),
    ]);
    expect(real.rows).toEqual(expected.rows satisfies readonly Row[]);
    // And its scores are what its words give.
    expect(readCandidates(real, query.specification).candidates).toHaveLength(real.rows.length);
  });
});
