import { beforeAll, describe, expect, it } from 'vitest';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { askOperation } from '../data-analysis/__fixtures__/ask-operation.ts';
import { createMemoryArtifactStore } from '../data-analysis/__fixtures__/memory-artifact-store.ts';
import { NO_PREDICTORS } from '../data-analysis/__fixtures__/no-predictors.ts';
import { SAMPLE_VERSION, sampleProjects } from '../data-analysis/__fixtures__/sample-projects.ts';
import { dataAnalysis } from '../data-analysis/action-group.ts';
import { memoryEvents } from '../kernel/announce.double.ts';
import { createMemoryWarehouse } from '../query-generation/memory-warehouse.ts';
import { funding } from './action-group.ts';
import { returnOnInvestment } from './return/return-on-investment.ts';

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
  clock: () => new Date('2026-11-25T09:00:00Z'),
};
const partner = { scope: { kind: 'partners', partnerIds: ['SPMS-9'] } } as const;
const calculate = (given: Record<string, string>, identity = {}) =>
  askOperation(funding, 'calculateReturnOnInvestment', given, dependencies, identity);
const simple = { migrationCostUsd: '250000', savingsMonthlyUsd: '20000' };

describe('calculateReturnOnInvestment', () => {
  let analysisId = '';

  beforeAll(async () => {
    const { reply } = await askOperation(
      dataAnalysis,
      'analyzeOpportunity',
      {
        customerName: 'Concentra',
        region: 'namer',
        targetCloseDate: '2027-03-05',
        description: 'SAP HANA and S/4HANA on EC2, with backup',
      },
      dependencies,
    );
    ({ analysisId } = reply.result as { analysisId: string });
  });

  it('computes without an analysis: 250k that saves 20k a month is back after 13 months', async () => {
    const { reply } = await calculate(simple);
    const result = reply.result as {
      scenarios: { text: string }[];
      text: string;
      assumptions: { text: string }[];
    };
    expect(result.scenarios[1]?.text).toMatchInlineSnapshot(
      `"pays back after 13 months (14 with discounting); NPV $374k at 10 % a year; IRR 135.1 % a year; it brings back 2.88 times the $250k paid."`,
    );
    expect(result.text).toMatchInlineSnapshot(
      `"With $250k to pay and $20k a month better from then on, it pays back after 13 months (14 with discounting); NPV $374k at 10 % a year; IRR 135.1 % a year; it brings back 2.88 times the $250k paid."`,
    );
    expect(result.assumptions.map(({ text }) => text)).toMatchInlineSnapshot(`
      [
        "Migration cost: $250k, as you said.",
        "Savings a month: $20k, as you said.",
        "Delivery: 1 month, assumed, as nothing else was said.",
        "Discount rate a year: 10 %, assumed, as nothing else was said.",
        "Horizon: 36 months, assumed, as nothing else was said.",
      ]
    `);
  });

  it('takes the AWS cost, the delivery and its start from the analysis, as ranges', async () => {
    const { bytes, reply } = await calculate({
      analysisId,
      migrationCostUsd: '$250,000',
      currentMonthlyUsd: '400000',
      fundingUsd: '50000',
    });
    expect(bytes).toBeLessThan(25_000);
    const { returnId } = reply.result as { returnId: string };
    expect(reply).toMatchObject({ code: 'ok', artifacts: [{ type: 'return-on-investment', id: returnId }] });
    const stored = returnOnInvestment.parse((await artifacts.get(returnId, ORGANISATION, IN_TIME)).body);
    const sources = Object.fromEntries(stored.assumptions.map(({ key, source }) => [key, source]));
    expect(sources).toEqual({
      migrationCostUsd: 'stated',
      currentMonthlyUsd: 'stated',
      runMonthlyUsd: 'analysis',
      fundingUsd: 'stated',
      deliveryMonths: 'analysis',
      discountRatePercent: 'default',
      horizonMonths: 'default',
    });
    const [low, median, high] = stored.scenarios;
    expect(low.npvUsd).toBeLessThan(median.npvUsd);
    expect(median.npvUsd).toBeLessThan(high.npvUsd);
    expect(stored.startMonth).toMatch(/^2027-/);
    const { flows, sensitivities } = stored;
    for (const months of Object.values(flows)) expect(months).toHaveLength(37);
    expect(flows.median.at(-1)?.cumulativeUsd).toBe(median.totalUsd);
    expect(sensitivities.map(({ effectUsd }) => effectUsd)).toEqual(
      sensitivities.map(({ effectUsd }) => effectUsd).toSorted((a, b) => b - a),
    );
  });

  it('gives a result to those alone who may see what it was made from', async () => {
    const { reply } = await calculate({ ...simple, analysisId }, partner);
    expect(reply).toMatchObject({ code: 'not-permitted' });
  });

  it('is the same result for the same question, and another for another', async () => {
    const ids = await Promise.all(
      [simple, simple, { ...simple, discountRatePercent: '12' }].map(
        async (given) => ((await calculate(given)).reply.result as { returnId: string }).returnId,
      ),
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('says that AWS costs more than today, and that nothing brings that back', async () => {
    const { reply } = await calculate({
      migrationCostUsd: '1000',
      currentMonthlyUsd: '10',
      runMonthlyUsd: '30',
    });
    expect(reply.result).toMatchObject({
      scenarios: [{}, { paybackMonths: null, irrPercent: null, irrReason: 'no IRR: nothing comes back' }, {}],
      notes: ['A month afterwards is $20 dearer than today’s, so no horizon brings the cost back.'],
    });
  });

  it('has no multiple where funding covers all, and says so', async () => {
    const { reply } = await calculate({ ...simple, fundingUsd: '250000' });
    expect(reply.result).toMatchObject({
      scenarios: [{}, { multiple: null, ownCostUsd: 0, paybackMonths: 0 }, {}],
    });
  });

  it.for([
    [{}, ['cost-needed', 'benefit-needed']],
    [{ migrationCostUsd: '250000' }, ['benefit-needed']],
    [{ savingsMonthlyUsd: '20000' }, ['cost-needed']],
    [{ migrationCostUsd: '250000', currentMonthlyUsd: '60000' }, ['run-cost-needed']],
    [{ migrationCostUsd: '250000', growthMonthlyUsd: '60000' }, ['run-cost-needed']],
  ] as const)('of %j says what is needed, and fills nothing', async ([given, codes]) => {
    const { reply } = await calculate({ ...given });
    expect(reply).toMatchObject({ code: 'ok', artifacts: [], result: { outcome: 'incomplete' } });
    const { needed } = reply.result as { needed: { code: string; text: string; example: string }[] };
    expect(needed.map(({ code }) => code)).toEqual(codes);
    for (const { text, example } of needed) expect(`${text}${example}`).not.toBe('');
  });

  it.for([
    ['discountRatePercent', '-100', 'a yearly rate in percent above -100'],
    ['discountRatePercent', '-250', 'above -100'],
    ['discountRatePercent', 'NaN', 'a yearly rate in percent'],
    ['discountRatePercent', '1001', 'at most 1,000'],
    ['discountRatePercent', '-99.9999999', 'give a higher rate'],
    ['migrationCostUsd', '-5', 'not negative'],
    ['migrationCostUsd', 'lots', 'an amount in USD'],
    ['savingsMonthlyUsd', '1e13', 'at most 1e12'],
    ['horizonMonths', '0', 'whole months from 1 to 120'],
    ['horizonMonths', '1000', 'whole months from 1 to 120'],
    ['horizonMonths', '1.5', 'whole months from 1 to 120'],
    ['deliveryMonths', '40', 'give a horizon above 40 months'],
    ['fundingUsd', '250001', 'at most that'],
    ['startDate', '2027-02-30', 'a date that exists'],
    ['fundingPlanId', 'nonsense', undefined],
    ['analysisId', 'nonsense', undefined],
  ] as const)('refuses %s %s with the field, the value and the way out', async ([field, value, wayOut]) => {
    const { reply } = await calculate({ ...simple, savingsMonthlyUsd: '900000000', [field]: value });
    if (wayOut === undefined) return expect(reply).toMatchObject({ code: 'not-found' });
    expect(reply).toMatchObject({ code: 'invalid-arguments' });
    const { issues } = reply as unknown as { issues: { field: string; value: string; problem: string }[] };
    const issue = issues.find((each) => each.field === field);
    expect(issue?.problem).toContain(wayOut);
    expect(Number.isNaN(Number(value)) ? issue?.value : Number(issue?.value)).toBe(
      Number.isNaN(Number(value)) ? value : Number(value),
    );
  });

  it('names the horizon where it is the horizon that was said', async () => {
    const { reply } = await calculate({ ...simple, horizonMonths: '6', deliveryMonths: '12' });
    expect(reply).toMatchObject({ issues: [{ field: 'horizonMonths', value: '6' }] });
  });

  it('takes funding from one place', async () => {
    const { reply } = await calculate({ ...simple, fundingUsd: '1', fundingPlanId: 'x' });
    expect(reply).toMatchObject({ code: 'invalid-arguments', issues: [{ field: 'fundingUsd', value: '1' }] });
  });

  it('counts the funding that a plan recommends, with its basis, and the cost that the plan was told', async () => {
    const { reply } = await askOperation(
      funding,
      'recommendFunding',
      { analysisId, migrationCostUsd: '250000', customerIsNewToAws: 'true', opportunityStage: 'Qualified' },
      dependencies,
    );
    const plan = reply.result as {
      fundingPlanId: string;
      combination: { totalUsd: { median: number }; basis: string } | null;
    };
    const { reply: counted } = await calculate({
      fundingPlanId: plan.fundingPlanId,
      currentMonthlyUsd: '400000',
    });
    const result = counted.result as {
      analysisId: string;
      assumptions: { key: string; source: string; value: { median: number } }[];
      fundingBasis: { basis: string } | null;
    };
    expect(result.analysisId).toBe(analysisId);
    const by = (key: string) => result.assumptions.find((each) => each.key === key);
    expect(by('migrationCostUsd')).toMatchObject({ source: 'funding-plan', value: { median: 250_000 } });
    expect(by('fundingUsd')?.source).toBe('funding-plan');
    expect(by('fundingUsd')?.value.median).toBe(Math.min(250_000, plan.combination?.totalUsd.median ?? -1));
    expect(result.fundingBasis?.basis).toBe(plan.combination?.basis);
  });

  it('counts nothing of a plan that pays nothing yet, and says what could be once it is settled', async () => {
    const { reply } = await askOperation(funding, 'recommendFunding', { analysisId }, dependencies);
    const { fundingPlanId } = reply.result as { fundingPlanId: string };
    const { reply: counted } = await calculate({ ...simple, fundingPlanId });
    const { assumptions, notes } = counted.result as { assumptions: { key: string }[]; notes: string[] };
    expect(assumptions.map(({ key }) => key)).not.toContain('fundingUsd');
    expect(notes.find((note) => note.includes('pays no money yet'))).toMatch(
      /could pay \$.* to \$.*illustrative figures that are not AWS’s/,
    );
  });

  it('is noted in the history of the customer, once', async () => {
    const given = { ...simple, analysisId, growthMonthlyUsd: '1' };
    await calculate(given);
    await calculate(given);
    const range = { limit: 50 };
    const entries = await dependencies.history.ofCustomer('Concentra', range, ORGANISATION, IN_TIME);
    const returns = entries.filter(({ result }) => result?.kind === 'return-on-investment');
    const ids = returns.map(({ result }) => result?.id);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
