import { beforeAll, describe, expect, it } from 'vitest';
import type { QueryResult } from '#knowledge-base/projects/warehouse.ts';
import type { Opportunity } from '../opportunity.ts';
import { createMemoryWarehouse } from '../query-generation/memory-warehouse.ts';
import { similarProjectsQuery } from '../query-generation/similar-projects-query.ts';
import { SAMPLE_VERSION, sampleProjects } from './__fixtures__/sample-projects.ts';
import { trainingRows } from './__fixtures__/training-rows.ts';
import type { Analysis } from './analysis.ts';
import { buildAnalysis } from './build-analysis.ts';
import type { LoadedPredictor } from './prediction/predictor-store.ts';
import { trainProjects } from './prediction/train-projects.ts';

const projects = sampleProjects();
const today = '2026-11-23';
const opportunity: Opportunity = {
  customerName: 'Concentra',
  country: 'US',
  industry: 'Healthcare',
  targetCloseDate: '2027-03-05',
  description: 'Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL',
};
const query = similarProjectsQuery(opportunity, {
  scope: { kind: 'organisation' },
  data: SAMPLE_VERSION,
  today,
  mostTerms: 8,
});

/** Sums may differ in the last digits: nine of them are compared; rows are put in one order. */
function compared(made: Analysis): unknown {
  const sorted = {
    ...made,
    rows: made.rows.toSorted((a, b) => (a.opportunityId < b.opportunityId ? -1 : 1)),
  };
  return JSON.parse(
    JSON.stringify(sorted, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value)),
  );
}

describe('the order in which the query gives projects', () => {
  let result: QueryResult;
  let predictor: LoadedPredictor;
  beforeAll(async () => {
    result = await createMemoryWarehouse({ projects }).query(query.statement, {
      signal: new AbortController().signal,
    });
    const trained = trainProjects({
      rows: trainingRows(projects, 600),
      dataVersion: SAMPLE_VERSION.dataVersion,
      seed: 7,
    });
    predictor = { ...(trained as Exclude<typeof trained, undefined>), modelHash: 'a'.repeat(64) };
  });

  const build = (rows: QueryResult['rows'], model: LoadedPredictor | undefined) =>
    buildAnalysis({
      analysisId: `${'0'.repeat(32)}-enhanced`,
      analysisType: 'enhanced',
      opportunity,
      today,
      data: SAMPLE_VERSION,
      predictor: model,
      query,
      result: { ...result, rows },
    });

  it.for(['with a model', 'without a model'])('changes nothing, %s', (which) => {
    const model = which === 'with a model' ? predictor : undefined;
    const { rows } = result;
    const mixed = rows.toSorted((a, b) =>
      String(a.opportunity_id).slice(-5) < String(b.opportunity_id).slice(-5) ? -1 : 1,
    );
    expect(compared(build(mixed, model))).toEqual(compared(build(rows, model)));
    expect(compared(build(rows.toReversed(), model))).toEqual(compared(build(rows, model)));
  });
});
