import { describe, expect, it } from 'vitest';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { askOperation } from '../data-analysis/__fixtures__/ask-operation.ts';
import { createMemoryArtifactStore } from '../data-analysis/__fixtures__/memory-artifact-store.ts';
import { NO_PREDICTORS } from '../data-analysis/__fixtures__/no-predictors.ts';
import { SAMPLE_VERSION } from '../data-analysis/__fixtures__/sample-projects.ts';
import { memoryEvents } from '../kernel/announce.double.ts';
import { parseWorkingSet } from '../kernel/working-set.ts';
import { createMemoryWarehouse } from '../query-generation/memory-warehouse.ts';
import { exampleAnalysis } from './__fixtures__/example-analysis.ts';
import { funding } from './action-group.ts';
import { fundingPlan } from './funding-plan.ts';

const IN_TIME = { signal: new AbortController().signal };
const ORGANISATION: Scope = { kind: 'organisation' };
const stored = exampleAnalysis();

async function start() {
  const artifacts = createMemoryArtifactStore();
  const events = memoryEvents();
  const history = createMemoryAnalysisHistory();
  const dependencies = {
    warehouse: createMemoryWarehouse({ projects: [] }),
    artifacts,
    history,
    events,
    predictors: NO_PREDICTORS,
    followOnModels: { load: async () => undefined },
    dataVersions: { current: async () => SAMPLE_VERSION },
    clock: () => new Date('2026-11-25T09:00:00Z'),
  };
  await artifacts.put(
    {
      type: 'analysis',
      id: stored.analysisId,
      scope: ORGANISATION,
      createdAt: '2026-11-25T09:00:00.000Z',
      body: stored,
    },
    IN_TIME,
  );
  const ask = (given: Record<string, string>, scope: Scope = ORGANISATION) =>
    askOperation(funding, 'recommendFunding', { analysisId: stored.analysisId, ...given }, dependencies, {
      scope,
      today: '2026-11-25',
    });
  return { artifacts, events, history, ask };
}

describe('recommendFunding', () => {
  it('stores a plan that its schema accepts and replies with its summary, under 25 KB', async () => {
    const { artifacts, ask } = await start();
    const { bytes, reply } = await ask({});
    const { fundingPlanId } = reply.result as { fundingPlanId: string };
    expect(bytes).toBeLessThan(25_000);
    expect(reply).toMatchObject({ code: 'ok', artifacts: [{ type: 'funding-plan', id: fundingPlanId }] });
    expect(fundingPlanId).toMatch(/^[0-9a-f]{32}-funding$/);
    const plan = fundingPlan.parse((await artifacts.get(fundingPlanId, ORGANISATION, IN_TIME)).body);
    expect(plan.programs.length).toBeGreaterThanOrEqual(9);
    expect(reply.result).toMatchObject({ text: plan.text, missing: plan.missing, customerName: 'Concentra' });
  });

  it('takes text arguments, whatever spelling of a program, and explains that one first', async () => {
    const { ask } = await start();
    for (const program of ['MAP', 'map', 'MAP funding', 'Migration Acceleration Program', 'map 2.0']) {
      const { reply } = await ask({ program, opportunityStage: 'qualified', customerIsNewToAws: 'true' });
      const { askedProgramId, programs } = reply.result as { askedProgramId: string; programs: unknown[] };
      expect(askedProgramId).toBe('map');
      expect(programs[0]).toMatchObject({ programId: 'map', verdict: 'yes' });
    }
  });

  it('names the programs there are for one that is not known', async () => {
    const { ask } = await start();
    const { reply } = await ask({ program: 'Greenfeld' });
    expect(reply).toMatchObject({
      code: 'invalid-arguments',
      issues: [{ field: 'program', value: 'Greenfeld', nearest: 'Greenfield' }],
    });
  });

  it.for([
    { given: { startDate: '2027-02-30' }, field: 'startDate' },
    { given: { opportunityStage: 'almost won' }, field: 'opportunityStage' },
    { given: { migrationCostUsd: '-5' }, field: 'migrationCostUsd' },
    { given: { customerIsStartup: 'maybe' }, field: 'customerIsStartup' },
    { given: { sellerIs: 'me' }, field: 'sellerIs' },
  ])('refuses $field with what is accepted', async ({ given, field }) => {
    const { ask } = await start();
    const { reply } = await ask(given as unknown as Record<string, string>);
    expect(reply).toMatchObject({ code: 'invalid-arguments', issues: [{ field }] });
  });

  it('tells what may not be seen from what is not there', async () => {
    const { ask } = await start();
    const partner = await ask({}, { kind: 'partners', partnerIds: ['p1'] });
    expect(partner.reply.code).toBe('not-permitted');
    expect((await ask({ analysisId: `${'f'.repeat(32)}-standard` })).reply.code).toBe('not-found');
  });

  it('announces and notes a plan once, however often it is asked for', async () => {
    const { ask, events, history } = await start();
    await ask({ opportunityStage: 'Qualified' });
    await ask({ opportunityStage: 'Qualified' });
    expect(events.ofType('FundingRecommended')).toHaveLength(1);
    const noted = await history.ofCustomer('Concentra', { limit: 10 }, ORGANISATION, IN_TIME);
    expect(noted).toMatchObject([{ result: { kind: 'funding-plan', basis: 'illustrative' } }]);
    await ask({ opportunityStage: 'Technical Validation' });
    expect(events.ofType('FundingRecommended')).toHaveLength(2);
  });

  it('keeps the call, so that the next message can change an argument', async () => {
    const { ask } = await start();
    const { sessionAttributes } = await ask({ startDate: '2027-04-01' });
    expect(parseWorkingSet(sessionAttributes.workingSet).lastCalls).toMatchObject({
      recommendFunding: { arguments: { analysisId: stored.analysisId, startDate: '2027-04-01' } },
    });
  });

  it('says that the store is down instead of showing what is not stored', async () => {
    const { artifacts, ask } = await start();
    artifacts.fail(['put']);
    expect((await ask({})).reply.code).toBe('artifact-store-unavailable');
  });
});
