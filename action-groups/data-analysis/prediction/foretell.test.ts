import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileLakeFiles } from '#knowledge-base/projects/file-lake-files.ts';
import type { Opportunity } from '../../opportunity.ts';
import { createMemoryWarehouse } from '../../query-generation/memory-warehouse.ts';
import { similarProjectsQuery } from '../../query-generation/similar-projects-query.ts';
import { SAMPLE_VERSION, sampleProjects } from '../__fixtures__/sample-projects.ts';
import { trainingRows } from '../__fixtures__/training-rows.ts';
import { type Analysis, analysis, type EvidenceRow } from '../analysis.ts';
import { buildAnalysis } from '../build-analysis.ts';
import { createLakePredictorStore, storePredictor } from './lake-predictor-store.ts';
import type { LoadedPredictor } from './predictor-store.ts';
import { quantitiesOf } from './project-example.ts';
import { TARGETS } from './stored-predictor.ts';
import { trainProjects } from './train-projects.ts';

const projects = sampleProjects();
const warehouse = createMemoryWarehouse({ projects });
const { dataVersion } = SAMPLE_VERSION;

const rows = trainingRows(projects, 1_500);

const CONCENTRA: Opportunity = {
  customerName: 'Concentra',
  country: 'US',
  customerSegment: 'Mid-Market',
  targetCloseDate: '2027-03-05',
  description: 'Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL',
};

async function analyse(predictor: LoadedPredictor, change: Partial<Opportunity> = {}): Promise<Analysis> {
  const opportunity = { ...CONCENTRA, ...change };
  const query = similarProjectsQuery(opportunity, {
    scope: { kind: 'organisation' },
    data: SAMPLE_VERSION,
    today: '2026-11-23',
    mostTerms: 8,
  });
  const result = await warehouse.query(query.statement, { signal: new AbortController().signal });
  return buildAnalysis({
    analysisId: `${'0'.repeat(32)}-standard`,
    analysisType: 'standard',
    opportunity,
    today: '2026-11-23',
    data: SAMPLE_VERSION,
    predictor,
    query,
    result,
  });
}

/** Weighted quantiles again, by a second hand: on ln(1 + x), straight lines between neighbouring values. */
function quantileAgain(
  rows: readonly EvidenceRow[],
  of: (row: EvidenceRow) => number | null,
  p: number,
): number {
  const known = rows.flatMap((row) => {
    const value = of(row);
    return value === null || row.weight === 0 ? [] : [{ value: Math.log(1 + value), weight: row.weight }];
  });
  const weights = new Map<number, number>();
  for (const { value, weight } of known) weights.set(value, (weights.get(value) ?? 0) + weight);
  const values = [...weights.keys()].sort((a, b) => a - b);
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  let border = 0;
  for (const [at, value] of values.entries()) {
    const own = (weights.get(value) ?? 0) / total;
    border += own;
    const next = values[at + 1];
    const reach = next === undefined ? 0 : Math.min(own, (weights.get(next) ?? 0) / total) / 2;
    if (next === undefined || p <= border - reach) return Math.exp(value) - 1;
    if (p < border + reach)
      return Math.exp(value + ((p - border + reach) / (2 * reach)) * (next - value)) - 1;
  }
  return Number.NaN;
}

describe('an analysis by a trained model', () => {
  let dir: string;
  let predictor: LoadedPredictor;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'predictor-'));
    const trained = trainProjects({ rows, dataVersion, seed: 7 });
    if (trained === undefined) throw new Error('too few rows');
    const modelHash = await storePredictor(createFileLakeFiles({ dir }), trained);
    const loaded = await createLakePredictorStore({ files: createFileLakeFiles({ dir }) }).load(dataVersion, {
      kind: 'organisation',
    });
    expect(loaded).toEqual({ ...JSON.parse(JSON.stringify(trained)), modelHash });
    predictor = loaded as LoadedPredictor;
  });
  afterAll(() => rm(dir, { recursive: true }));

  it.for<[string, Partial<Opportunity>]>([
    ['with a known size', {}],
    ['without one', { customerSegment: undefined as never }],
    ['of another kind', { description: 'a data lake of 120 TB on S3 with Glue and Athena', country: 'DE' }],
  ])('has numbers that follow from its rows, learners, weights and calibration: %s', async ([, change]) => {
    const made = analysis.parse(JSON.parse(JSON.stringify(await analyse(predictor, change))));
    const { metrics, prediction, rows: used } = made;
    expect(prediction?.modelHash).toBe(predictor.modelHash);
    expect(used.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    const said = prediction?.targets.arrUsd;
    expect(made.rationale.find(({ code }) => code === 'learners')?.figures).toEqual({
      neighboursMedianUsd: said?.learners.neighbours[1],
      ridgeMedianUsd: said?.learners.ridge[1],
      boostedTreesMedianUsd: said?.learners.boostedTrees[1],
      neighboursShare: said?.weights.neighbours,
      ridgeShare: said?.weights.ridge,
      boostedTreesShare: said?.weights.boostedTrees,
    });
    for (const target of TARGETS) {
      const learned = prediction?.targets[target];
      const range = metrics[target];
      if (learned === undefined || range === null) throw new Error(`${target} is not predicted`);
      const { learners, weights, calibration } = learned;
      for (const [at, p] of [0.1, 0.5, 0.9].entries())
        expect(learners.neighbours[at]).toBeCloseTo(
          quantileAgain(used, (row) => row[target], p),
          4,
        );
      const blend = [0, 1, 2].map((at) =>
        Math.exp(
          weights.neighbours * Math.log(1 + (learners.neighbours[at] ?? 0)) +
            weights.ridge * Math.log(1 + (learners.ridge[at] ?? 0)) +
            weights.boostedTrees * Math.log(1 + (learners.boostedTrees[at] ?? 0)),
        ),
      );
      const [low = 0, middle = 0, high = 0] = blend;
      expect(range.median).toBe(Math.round(middle - 1));
      expect(range.low).toBe(Math.round(Math.min(low * calibration.lowFactor, middle) - 1));
      expect(range.high).toBe(Math.round(Math.max(high * calibration.highFactor, middle) - 1));
      expect(range.evidence).toBe(used.filter((row) => row[target] !== null).length);
      expect(range.low).toBeLessThanOrEqual(range.median);
      expect(range.median).toBeLessThanOrEqual(range.high);
    }
  });

  it('knows quantities, and says wider ranges where the size is not known', async () => {
    const of = async (change: Partial<Opportunity>) => (await analyse(predictor, change)).metrics.arrUsd;
    const many = await of({ description: 'move 400 Sybase ASE databases to Aurora PostgreSQL' });
    const few = await of({ description: 'move 4 Sybase ASE databases to Aurora PostgreSQL' });
    expect(many?.median).toBeGreaterThan(2 * (few?.median ?? Number.NaN));
    const known = await of({});
    const { customerSegment: _, ...unknown } = CONCENTRA;
    const wide = (await analyse(predictor, { ...unknown, customerSegment: undefined as never })).metrics
      .arrUsd;
    expect((wide?.high ?? 0) / (wide?.low ?? 1)).toBeGreaterThan((known?.high ?? 0) / (known?.low ?? 1));
  });

  it('says nothing where nothing is alike, model or not', async () => {
    const made = await analyse(predictor, { description: 'quantum telepathy of unicorn feathers' });
    expect(made.outcome).toBe('not-enough-evidence');
    expect(made.prediction).toBeNull();
    expect(Object.values(made.metrics)).toEqual([null, null, null, null, null]);
  });

  it('learns the same from the same rows in any order', () => {
    const some = rows.slice(0, 300);
    const shuffled = some.toSorted((a, b) => (a.opportunityId.slice(3) < b.opportunityId.slice(3) ? -1 : 1));
    expect(trainProjects({ rows: shuffled, dataVersion, seed: 7 })).toEqual(
      trainProjects({ rows: some, dataVersion, seed: 7 }),
    );
  });

  it('learns nothing from too few projects', () => {
    expect(trainProjects({ rows: rows.slice(0, 30), dataVersion, seed: 7 })).toBeUndefined();
  });

  it('gives a seller of one partner what was learned from that partner alone, where that was trained', async () => {
    const partnerId = '1004127';
    const own = trainProjects({
      rows: rows.filter((row) => row.partnerId === partnerId).slice(-150),
      dataVersion,
      seed: 7,
      learnedFrom: { partnerId },
    });
    if (own === undefined) throw new Error('too few rows');
    await storePredictor(createFileLakeFiles({ dir }), own);
    const store = createLakePredictorStore({ files: createFileLakeFiles({ dir }) });
    const load = async (partnerIds: readonly string[]) =>
      (await store.load(dataVersion, { kind: 'partners', partnerIds }))?.learnedFrom;
    expect(await load([partnerId])).toEqual({ partnerId });
    expect(await load(['1019276'])).toBe('organisation');
    expect(await load([partnerId, '1019276'])).toBe('organisation');
  });

  it('says that a stored model is damaged instead of predicting without it', async () => {
    const folder = join(dir, 'models', `data_version=${dataVersion}`);
    for (const file of await readdir(folder)) await truncate(join(folder, file), 100);
    await expect(
      createLakePredictorStore({ files: createFileLakeFiles({ dir }) }).load(dataVersion, {
        kind: 'organisation',
      }),
    ).rejects.toMatchObject({ code: 'predictor-unreadable' });
  });
});

describe('quantitiesOf', () => {
  it.for([
    ['move 40 Sybase ASE databases to Aurora', 40, null],
    ['1,200 servers and 30 applications', 1_200, null],
    ['2.5k users, 120 TB of files', 2_500, 120],
    ['3 PB archive and 500 GB of hot data', null, 3_000],
    ['lift and shift', null, null],
  ] as const)('%s', ([description, things, terabytes]) => {
    expect(quantitiesOf(description)).toEqual({ things, terabytes });
  });
});
