import { describe, expect, it } from 'vitest';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { memoryEvents } from '../kernel/announce.double.ts';
import { createMemoryWarehouse } from '../query-generation/memory-warehouse.ts';
import { askOperation } from './__fixtures__/ask-operation.ts';
import { createMemoryArtifactStore } from './__fixtures__/memory-artifact-store.ts';
import { NO_PREDICTORS } from './__fixtures__/no-predictors.ts';
import { SAMPLE_VERSION, sampleProjects } from './__fixtures__/sample-projects.ts';
import { dataAnalysis } from './action-group.ts';
import { type Analysis, type AnalysisSummary, analysis } from './analysis.ts';
import { compareWhatIf } from './what-if.ts';

const organisation: Scope = { kind: 'organisation' };
const northwind: Scope = { kind: 'partners', partnerIds: ['1004127'] };
const { signal } = new AbortController();

const CONCENTRA = {
  customerName: 'Concentra',
  country: 'US',
  targetCloseDate: '2027-03-05',
  description: 'Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL',
};

function setUp() {
  const warehouse = createMemoryWarehouse({ projects: sampleProjects() });
  const artifacts = createMemoryArtifactStore();
  const dependencies = {
    warehouse,
    artifacts,
    history: createMemoryAnalysisHistory(),
    predictors: NO_PREDICTORS,
    followOnModels: { load: async () => undefined },
    events: memoryEvents(),
    dataVersions: { current: async () => SAMPLE_VERSION },
    clock: () => new Date('2026-11-23T09:00:00Z'),
  };
  const ask = async (given: Record<string, string>, who: Parameters<typeof askOperation>[4] = {}) => {
    const { reply, sessionAttributes } = await askOperation(
      dataAnalysis,
      'analyzeOpportunity',
      given,
      dependencies,
      who,
    );
    return { reply, summary: reply.result as AnalysisSummary, workingSet: sessionAttributes.workingSet };
  };
  const load = async (id: string): Promise<Analysis> =>
    analysis.parse((await artifacts.get(id, organisation, { signal })).body);
  return { ask, load, artifacts, warehouse };
}

describe('analyzeOpportunity with whatIfOf', () => {
  it('answers with what differs from the base, and stores the what-if under an id of its own', async () => {
    const { ask, load } = setUp();
    const base = (await ask(CONCENTRA)).summary;
    const { reply, summary } = await ask({
      ...CONCENTRA,
      customerSegment: 'Enterprise',
      targetCloseDate: '2027-06-30',
      whatIfOf: base.analysisId,
    });
    expect(summary.whatIf).toMatchObject({
      whatIfOf: base.analysisId,
      differs: [
        { field: 'targetCloseDate', base: '2027-03-05', changed: '2027-06-30' },
        { field: 'customerSegment', base: null, changed: 'Enterprise' },
      ],
      metrics: {
        arrUsd: { base: base.metrics.arrUsd, changed: summary.metrics.arrUsd, same: false },
        launchMonth: { base: base.metrics.launchMonth, changed: summary.metrics.launchMonth, same: false },
      },
      confidence: { base: base.confidence.level, changed: summary.confidence.level },
      sameData: true,
    });
    expect(summary.analysisId).not.toBe(base.analysisId);
    expect(reply.artifacts).toEqual([{ type: 'analysis', id: summary.analysisId }]);
    expect(await load(summary.analysisId)).toMatchObject({ whatIfOf: base.analysisId });
    expect(await load(base.analysisId)).not.toHaveProperty('whatIfOf');
  });

  it('leaves the working set as it was', async () => {
    const { ask } = setUp();
    const first = await ask(CONCENTRA);
    const attributes = { workingSet: first.workingSet ?? '' };
    const supposed = { ...CONCENTRA, country: 'DE', whatIfOf: first.summary.analysisId };
    expect((await ask(supposed, { attributes })).workingSet).toBe(first.workingSet);
    const { whatIfOf: _, ...kept } = supposed;
    const after = await ask(kept, { attributes });
    expect(JSON.parse(after.workingSet ?? '')).toMatchObject({
      current: 'Concentra',
      opportunities: [{ analysisId: after.summary.analysisId, opportunity: { country: 'DE' } }],
    });
  });

  it('gives the figures that the opportunity would have', async () => {
    const { ask } = setUp();
    const base = (await ask(CONCENTRA)).summary;
    const supposed = (await ask({ ...CONCENTRA, country: 'DE', whatIfOf: base.analysisId })).summary;
    const real = (await ask({ ...CONCENTRA, country: 'DE' })).summary;
    expect(real).not.toHaveProperty('whatIf');
    expect({ ...supposed, analysisId: '', whatIf: undefined }).toEqual({ ...real, analysisId: '' });
  });

  it('asks the warehouse once for the same what-if', async () => {
    const { ask, warehouse } = setUp();
    const base = (await ask(CONCENTRA)).summary;
    const supposed = { ...CONCENTRA, country: 'DE', whatIfOf: base.analysisId };
    expect((await ask(supposed)).reply).toEqual((await ask(supposed)).reply);
    expect(warehouse.asked).toHaveLength(2);
  });

  it('fails with a code before any query when the base is not there, no analysis or not theirs', async () => {
    const { ask, load, warehouse } = setUp();
    const base = (await ask(CONCENTRA)).summary;
    const { queryId } = (await load(base.analysisId)).evidence;
    const code = async (whatIfOf: string, scope: Scope = organisation) =>
      (await ask({ ...CONCENTRA, whatIfOf }, { scope })).reply.code;
    expect([
      await code(`${'0'.repeat(32)}-standard`),
      await code('no id'),
      await code(queryId),
      await code(base.analysisId, northwind),
    ]).toEqual(['not-found', 'not-found', 'not-found', 'not-permitted']);
    expect(warehouse.asked).toHaveLength(1);
  });
});

describe('analyzeOpportunity in a session', () => {
  it('knows the whole of a description of which the working set kept the beginning', async () => {
    const { ask, load } = setUp();
    const description = `${'Sybase databases and the reporting on them. '.repeat(40)}Then Kafka.`;
    const first = await ask({ ...CONCENTRA, description });
    const attributes = { workingSet: first.workingSet ?? '' };
    const [entry] = JSON.parse(attributes.workingSet).opportunities;
    expect(entry).toMatchObject({ descriptionCut: true });
    const again = await ask({ ...entry.opportunity, targetCloseDate: '2027-06-30' }, { attributes });
    expect((await load(again.summary.analysisId)).opportunity).toMatchObject({
      description,
      targetCloseDate: '2027-06-30',
    });
    expect(JSON.parse(again.workingSet ?? '').opportunities).toHaveLength(1);
  });

  it('keeps one opportunity through 50 corrections, and the attribute as small as after the first', async () => {
    const { ask } = setUp();
    let attributes = { workingSet: (await ask(CONCENTRA)).workingSet ?? '' };
    const first = attributes.workingSet.length;
    for (let count = 1; count <= 50; count += 1) {
      const description = CONCENTRA.description.replace('40', String(40 + count));
      const day = String(1 + (count % 28)).padStart(2, '0');
      const { workingSet } = await ask(
        { ...CONCENTRA, description, targetCloseDate: `2027-06-${day}` },
        { attributes },
      );
      attributes = { workingSet: workingSet ?? '' };
    }
    const set = JSON.parse(attributes.workingSet);
    expect(set).toMatchObject({ current: 'Concentra', opportunities: [{ since: 1 }] });
    expect(Math.abs(attributes.workingSet.length - first)).toBeLessThan(20);
  });
});

describe('compareWhatIf', () => {
  it('finds nothing that differs between an analysis and itself', async () => {
    const { ask, load } = setUp();
    const one = await load((await ask(CONCENTRA)).summary.analysisId);
    const { differs, metrics, confidence, sameData } = compareWhatIf(one, one);
    expect([differs, sameData, confidence.same]).toEqual([[], true, true]);
    expect(Object.values(metrics).every(({ same }) => same)).toBe(true);
  });

  it('says when the base rests on other data, and when there is no evidence for one of both', async () => {
    const { ask, load } = setUp();
    const one = await load((await ask(CONCENTRA)).summary.analysisId);
    const none = { ...one, asOfDate: '2026-11-24', metrics: { ...one.metrics, arrUsd: null } };
    expect(compareWhatIf(one, none)).toMatchObject({
      metrics: { arrUsd: { base: one.metrics.arrUsd, changed: null, same: false }, mrrUsd: { same: true } },
      sameData: false,
    });
  });
});
