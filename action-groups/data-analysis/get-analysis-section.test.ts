import { beforeAll, describe, expect, it } from 'vitest';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { memoryEvents } from '../kernel/announce.double.ts';
import { createMemoryWarehouse } from '../query-generation/memory-warehouse.ts';
import { askOperation } from './__fixtures__/ask-operation.ts';
import { createMemoryArtifactStore } from './__fixtures__/memory-artifact-store.ts';
import { NO_PREDICTORS } from './__fixtures__/no-predictors.ts';
import { SAMPLE_VERSION, sampleProjects } from './__fixtures__/sample-projects.ts';
import { dataAnalysis } from './action-group.ts';
import { ANALYSIS_SECTIONS, analysis } from './analysis.ts';
import { summarizeAnalysis } from './summarize-analysis.ts';

const ORGANISATION = { kind: 'organisation' } as const;
const IN_TIME = { signal: new AbortController().signal };
const artifacts = createMemoryArtifactStore();
const dependencies = {
  warehouse: createMemoryWarehouse({ projects: sampleProjects() }),
  artifacts,
  history: createMemoryAnalysisHistory(),
  predictors: NO_PREDICTORS,
  followOnModels: { load: async () => undefined },
  events: memoryEvents(),
  dataVersions: { current: async () => SAMPLE_VERSION },
  clock: () => new Date('2026-11-23T09:00:00Z'),
};
const section = (given: Record<string, string>, partnerIds?: readonly string[]) =>
  askOperation(
    dataAnalysis,
    'getAnalysisSection',
    given,
    dependencies,
    partnerIds === undefined ? {} : { scope: { kind: 'partners', partnerIds } },
  );

describe('getAnalysisSection', () => {
  let analysisId = '';
  let queryId = '';

  beforeAll(async () => {
    const { reply } = await askOperation(
      dataAnalysis,
      'analyzeOpportunity',
      {
        customerName: 'Concentra',
        region: 'namer',
        targetCloseDate: '2027-03-05',
        description: 'SAP HANA and S/4HANA on EC2, with backup',
        analysisType: 'enhanced',
      },
      dependencies,
    );
    ({ analysisId } = reply.result as { analysisId: string });
    queryId = artifacts.ids().find((id) => id.endsWith('-query')) ?? '';
  });

  it.for(ANALYSIS_SECTIONS)('gives %s, whole and under 25 KB', async (name) => {
    const { bytes, reply } = await section({ analysisId, section: name });
    expect(bytes).toBeLessThan(25_000);
    expect(reply).toMatchObject({ code: 'ok', artifacts: [{ type: 'analysis', id: analysisId }] });
    const { content } = reply.result as { content: unknown };
    const stored = analysis.parse((await artifacts.get(analysisId, ORGANISATION, IN_TIME)).body);
    const { metrics, services, servicePattern } = stored;
    const expected = {
      ...stored,
      summary: summarizeAnalysis(stored),
      services: { services, mrrUsd: metrics.mrrUsd, ...servicePattern },
    };
    expect(content).toEqual(expected[name]);
    expect(JSON.stringify(content)).not.toContain('"rows":[');
  });

  it('tells "not permitted" from "none", and a query from an analysis', async () => {
    expect((await section({ analysisId, section: 'risks' }, ['1004127'])).reply).toMatchObject({
      code: 'not-permitted',
    });
    expect(
      (await section({ analysisId: `${'0'.repeat(32)}-standard`, section: 'risks' })).reply,
    ).toMatchObject({
      code: 'not-found',
    });
    expect((await section({ analysisId: queryId, section: 'risks' })).reply).toMatchObject({
      code: 'not-found',
    });
  });

  it('names the sections when it is asked for another', async () => {
    expect((await section({ analysisId, section: 'gossip' })).reply).toMatchObject({
      code: 'invalid-arguments',
      issues: [{ field: 'section', value: 'gossip', problem: `one of: ${ANALYSIS_SECTIONS.join(' | ')}` }],
    });
  });
});
