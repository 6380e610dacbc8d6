import { describe, expect, it } from 'vitest';
import type { Row } from '#knowledge-base/projects/warehouse.ts';
import type { Opportunity } from '../opportunity.ts';
import { createMemoryWarehouse } from '../query-generation/memory-warehouse.ts';
import { similarProjectsQuery } from '../query-generation/similar-projects-query.ts';
import { SAMPLE_VERSION, sampleProjects } from './__fixtures__/sample-projects.ts';
import type { Analysis } from './analysis.ts';
import { buildAnalysis } from './build-analysis.ts';

const DAY_MS = 86_400_000;
const projects = sampleProjects();
const warehouse = createMemoryWarehouse({ projects });

/** Predicts a past project as it was on the day before it closed: from what had closed until then. */
async function predictAsOfThen(project: Row, known: Partial<Opportunity>): Promise<Analysis> {
  const closeDate = String(project.close_date);
  const today = new Date(Date.parse(closeDate) - DAY_MS).toISOString().slice(0, 10);
  const opportunity: Opportunity = {
    customerName: String(project.customer_name),
    country: String(project.country),
    targetCloseDate: closeDate,
    description: String(project.description),
    ...known,
  };
  const query = similarProjectsQuery(opportunity, {
    scope: { kind: 'organisation' },
    data: SAMPLE_VERSION,
    today,
    mostTerms: 8,
  });
  const result = await warehouse.query(query.statement, { signal: new AbortController().signal });
  const analysisId = `${'0'.repeat(32)}-standard`;
  return buildAnalysis({
    analysisId,
    analysisType: 'standard',
    opportunity,
    today,
    data: SAMPLE_VERSION,
    query,
    result,
  });
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const twoDecimals = (value: number) => Math.round(value * 100) / 100;

function isWhole({ arr_usd, close_date, description, customer_segment, industry, stage }: Row): boolean {
  return (
    Number(arr_usd) > 0 &&
    close_date !== null &&
    String(close_date) >= '2026-01-01' &&
    [description, customer_segment, industry].every((text) => text !== null) &&
    (stage === 'Committed' || stage === 'Launched')
  );
}

async function backtest(knownOf: (project: Row) => Partial<Opportunity>) {
  const tested = projects.filter(isWhole).filter((_, index) => index % 12 === 0);
  const before = projects.filter((row) => Number(row.arr_usd) > 0 && String(row.close_date) < '2026-01-01');
  const globalMedianUsd = median(before.map((row) => Number(row.arr_usd)));
  const outcomes: { error: number; globalError: number; covered: boolean; ratio: number }[] = [];
  let refused = 0;
  for (const project of tested) {
    const { arrUsd } = (await predictAsOfThen(project, knownOf(project))).metrics;
    const actualUsd = Number(project.arr_usd);
    if (arrUsd === null) refused += 1;
    else {
      outcomes.push({
        error: Math.abs(Math.log(arrUsd.median / actualUsd)),
        globalError: Math.abs(Math.log(globalMedianUsd / actualUsd)),
        covered: arrUsd.low <= actualUsd && actualUsd <= arrUsd.high,
        ratio: arrUsd.high / arrUsd.low,
      });
    }
  }
  return {
    projects: tested.length,
    refused,
    maeLog: twoDecimals(mean(outcomes.map(({ error }) => error))),
    globalMedianMaeLog: twoDecimals(mean(outcomes.map(({ globalError }) => globalError))),
    coverage: twoDecimals(outcomes.filter(({ covered }) => covered).length / outcomes.length),
    highOverLow: twoDecimals(median(outcomes.map(({ ratio }) => ratio))),
  };
}

describe('the prediction, backtested in time order on sample data', () => {
  it('halves the error of the global median when segment and industry are known, and covers what it says', async () => {
    const figures = await backtest((row) => ({
      customerSegment: row.customer_segment as 'SMB',
      industry: row.industry as 'Retail',
    }));
    expect(figures).toMatchInlineSnapshot(`
      {
        "coverage": 0.9,
        "globalMedianMaeLog": 1.12,
        "highOverLow": 7.81,
        "maeLog": 0.47,
        "projects": 59,
        "refused": 1,
      }
    `);
    expect(figures.maeLog).toBeLessThan(0.6 * figures.globalMedianMaeLog);
    expect(figures.coverage).toBeGreaterThan(0.7);
    expect(figures.coverage).toBeLessThan(0.92);
  });

  it('still beats the global median from the description alone, with honestly wider ranges', async () => {
    const figures = await backtest(() => ({}));
    expect(figures).toMatchInlineSnapshot(`
      {
        "coverage": 0.81,
        "globalMedianMaeLog": 1.13,
        "highOverLow": 20.92,
        "maeLog": 0.99,
        "projects": 59,
        "refused": 0,
      }
    `);
    expect(figures.maeLog).toBeLessThan(figures.globalMedianMaeLog);
    expect(figures.coverage).toBeGreaterThan(0.7);
  });
});
