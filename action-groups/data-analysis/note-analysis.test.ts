import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { memoryEvents } from '../kernel/announce.double.ts';
import { createMemoryWarehouse } from '../query-generation/memory-warehouse.ts';
import { askOperation } from './__fixtures__/ask-operation.ts';
import { createMemoryArtifactStore } from './__fixtures__/memory-artifact-store.ts';
import { NO_PREDICTORS } from './__fixtures__/no-predictors.ts';
import { SAMPLE_VERSION, sampleProjects } from './__fixtures__/sample-projects.ts';
import { dataAnalysis } from './action-group.ts';
import type { AnalysisSummary } from './analysis.ts';
import { NOT_NOTED } from './note-analysis.ts';

const CONCENTRA = {
  customerName: 'Concentra',
  country: 'US',
  opportunityType: 'Expansion',
  targetCloseDate: '2027-03-05',
  description: 'Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL',
};
const projects = sampleProjects();

function setUp() {
  const history = createMemoryAnalysisHistory();
  const artifacts = createMemoryArtifactStore();
  const dependencies = {
    warehouse: createMemoryWarehouse({ projects }),
    artifacts,
    history,
    predictors: NO_PREDICTORS,
    followOnModels: { load: async () => undefined },
    events: memoryEvents(),
    dataVersions: { current: async () => SAMPLE_VERSION },
    clock: () => new Date('2026-11-23T09:00:00Z'),
  };
  const analyse = async (given: Record<string, string>) => {
    const { reply } = await askOperation(dataAnalysis, 'analyzeOpportunity', given, dependencies);
    return { code: reply.code, result: reply.result as AnalysisSummary };
  };
  return { analyse, artifacts, history };
}

describe('noteAnalysis', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('notes the headline of an analysis, once, and no what-if', async () => {
    const { analyse, history } = setUp();
    const { result } = await analyse(CONCENTRA);
    await analyse(CONCENTRA);
    await analyse({ ...CONCENTRA, targetCloseDate: '2027-06-30', whatIfOf: result.analysisId });
    const { arrUsd } = result.metrics;
    expect(history.entries).toEqual([
      {
        analysisId: result.analysisId,
        customerName: 'Concentra',
        opportunityType: 'Expansion',
        targetCloseDate: '2027-03-05',
        sellerId: 'seller-1',
        scope: { kind: 'organisation' },
        analysedAt: '2026-11-23T09:00:00.000Z',
        headline: {
          arrUsd: { low: arrUsd?.low, median: arrUsd?.median, high: arrUsd?.high },
          launchMonth: expect.objectContaining({ median: expect.stringMatching(/^\d{4}-\d{2}$/) }),
          confidence: result.confidence.level,
        },
      },
    ]);
  });

  it('loses no analysis to a history that is down, and says that it was not noted', async () => {
    const { analyse, artifacts, history } = setUp();
    history.fail('down');
    const { code, result } = await analyse(CONCENTRA);
    expect(code).toBe('ok');
    expect(result.outcome).toBe('predicted');
    expect(result.notes).toContain(NOT_NOTED);
    expect(artifacts.ids()).toContain(result.analysisId);
  });

  it('waits for a history that hangs two seconds, no longer', async () => {
    vi.useFakeTimers();
    const { analyse, history } = setUp();
    history.fail('hanging');
    const asked = analyse(CONCENTRA);
    await vi.advanceTimersByTimeAsync(2_000);
    const { code, result } = await asked;
    expect(code).toBe('ok');
    expect(result.notes).toContain(NOT_NOTED);
  });

  it('notes nothing that could not be stored', async () => {
    const { analyse, artifacts, history } = setUp();
    artifacts.fail(['put']);
    expect((await analyse(CONCENTRA)).code).toBe('artifact-store-unavailable');
    expect(history.entries).toEqual([]);
  });
});
