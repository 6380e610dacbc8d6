import { beforeAll, describe, expect, it } from 'vitest';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { memoryEvents } from '../kernel/announce.double.ts';
import { createMemoryWarehouse } from '../query-generation/memory-warehouse.ts';
import { askOperation } from './__fixtures__/ask-operation.ts';
import { createMemoryArtifactStore } from './__fixtures__/memory-artifact-store.ts';
import { NO_PREDICTORS } from './__fixtures__/no-predictors.ts';
import { SAMPLE_VERSION, sampleProjects } from './__fixtures__/sample-projects.ts';
import { trainingRows } from './__fixtures__/training-rows.ts';
import { dataAnalysis } from './action-group.ts';
import { type Analysis, analysis } from './analysis.ts';
import type { LoadedPredictor, PredictorStore } from './prediction/predictor-store.ts';
import { trainProjects } from './prediction/train-projects.ts';

const ORGANISATION = { kind: 'organisation' } as const;
const IN_TIME = { signal: new AbortController().signal };
const projects = sampleProjects();
const warehouse = createMemoryWarehouse({ projects });
const CONCENTRA = {
  customerName: 'Concentra',
  country: 'US',
  targetCloseDate: '2027-03-31',
  description: 'Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL',
};

/** A seller who analyses and asks for sections, with what is stored. */
function seller(predictors: PredictorStore) {
  const artifacts = createMemoryArtifactStore();
  let data: typeof SAMPLE_VERSION | { readonly dataVersion: string } = SAMPLE_VERSION;
  const dependencies = {
    warehouse,
    artifacts,
    history: createMemoryAnalysisHistory(),
    predictors,
    events: memoryEvents(),
    followOnModels: { load: async () => undefined },
    dataVersions: { current: async () => ({ ...SAMPLE_VERSION, ...data }) },
    clock: () => new Date('2026-11-23T09:00:00Z'),
  };
  const ask = async (name: string, given: Record<string, string>) =>
    (await askOperation(dataAnalysis, name, given, dependencies)).reply;
  return {
    analyse: async (change: Record<string, string> = {}): Promise<Analysis> => {
      const { result } = await ask('analyzeOpportunity', { ...CONCENTRA, ...change });
      return stored((result as { analysisId: string }).analysisId);
    },
    sensitivity: async (analysisId: string) =>
      (
        (await ask('getAnalysisSection', { analysisId, section: 'sensitivity' })).result as {
          content: unknown;
        }
      ).content as Analysis['sensitivity'],
    stored,
    changeData: () => {
      data = { dataVersion: 'sample-2' };
    },
  };
  async function stored(id: string): Promise<Analysis> {
    return analysis.parse((await artifacts.get(id, ORGANISATION, IN_TIME)).body);
  }
}

describe('what a trained model says of changed inputs', () => {
  let predictors: PredictorStore;
  beforeAll(() => {
    const trained = trainProjects({
      rows: trainingRows(projects, 1_500),
      dataVersion: SAMPLE_VERSION.dataVersion,
      seed: 7,
    });
    const loaded: LoadedPredictor = {
      ...(trained as Exclude<typeof trained, undefined>),
      modelHash: 'a'.repeat(64),
    };
    predictors = { load: async () => loaded };
  });

  it('is what an analysis of the changed opportunity says', async () => {
    const one = seller(predictors);
    const { sensitivity, metrics } = await one.analyse({ analysisType: 'enhanced' });
    expect(sensitivity).toMatchObject({ basis: 'model', medianUsd: metrics.arrUsd?.median });
    const inputs = new Map(sensitivity?.inputs.map((each) => [each.input, each]));
    expect(inputs.get('the customer’s size')?.given).toBeNull();
    expect(inputs.get('the country')?.given).toBe('US');
    expect(inputs.get('the number of things to move')?.given).toBe('40');
    // More things cost more, and a larger customer does.
    const of = (input: string, value: string) =>
      inputs.get(input)?.variations.find((each) => each.value === value)?.medianUsd ?? Number.NaN;
    const moved = 'the number of things to move';
    expect(of(moved, 'twice as many')).toBeGreaterThan(of(moved, '40'));
    expect(of(moved, 'half as many')).toBeLessThan(of(moved, '40'));
    expect(of('the customer’s size', 'Enterprise')).toBeGreaterThan(of('the customer’s size', 'SMB'));
    for (const { lowUsd, highUsd, swingRatio, variations } of inputs.values()) {
      const medians = variations.map(({ medianUsd }) => medianUsd);
      expect([lowUsd, highUsd]).toEqual([Math.min(...medians), Math.max(...medians)]);
      expect(swingRatio).toBeCloseTo((1 + highUsd) / (1 + lowUsd));
      expect(medians[0]).toBe(metrics.arrUsd?.median);
    }
    const swings = [...inputs.values()].map(({ swingRatio }) => swingRatio);
    expect(swings).toEqual(swings.toSorted((a, b) => b - a));
    // The quarter before and after, at the month's end.
    expect(sensitivity?.dates.map(({ targetCloseDate }) => targetCloseDate)).toEqual([
      '2026-12-31',
      '2027-06-30',
    ]);
    const later = await one.analyse({ analysisType: 'enhanced', targetCloseDate: '2027-06-30' });
    expect(sensitivity?.dates[1]).toMatchObject({
      arrUsd: later.metrics.arrUsd,
      launchMonth: later.metrics.launchMonth,
    });
    expect(sensitivity?.secondOpinion).toMatchObject({
      group: 'all',
      medianUsd: (await one.analyse({ analysisType: 'enhanced' })).prediction?.targets.arrUsd.groupMedian
        .median,
    });
  });

  it('says what would narrow the range, and it does', async () => {
    const one = seller(predictors);
    const { sensitivity, metrics } = await one.analyse({ analysisType: 'enhanced' });
    const [best] = sensitivity?.narrowing ?? [];
    expect(best?.input).toBe('the customer’s size');
    const ratio = (metrics.arrUsd?.high ?? 0) / (metrics.arrUsd?.low ?? 1);
    expect(best?.spreadRatio).toBeCloseTo(ratio);
    expect(best?.spreadRatioIfKnown).toBeLessThan(ratio);
    const known = await one.analyse({ analysisType: 'enhanced', customerSegment: 'Enterprise' });
    expect(known.sensitivity?.narrowing.map(({ input }) => input)).not.toContain('the customer’s size');
  });

  it('is made for a standard analysis when it is asked for, of the same numbers, and kept', async () => {
    const one = seller(predictors);
    const made = await one.analyse();
    expect(made.sensitivity).toBeNull();
    const content = await one.sensitivity(made.analysisId);
    expect(content?.medianUsd).toBe(made.metrics.arrUsd?.median);
    expect(await one.stored(made.analysisId)).toEqual({ ...made, sensitivity: content });
  });

  it('stays out where the data is not the one of the analysis any more', async () => {
    const one = seller(predictors);
    const { analysisId } = await one.analyse();
    one.changeData();
    expect(await one.sensitivity(analysisId)).toBeNull();
  });

  it('is nothing where there is not enough evidence', async () => {
    const one = seller(predictors);
    const { analysisId, sensitivity } = await one.analyse({
      description: 'quantum telepathy of unicorn feathers',
      analysisType: 'enhanced',
    });
    expect(sensitivity).toBeNull();
    expect(await one.sensitivity(analysisId)).toBeNull();
  });
});

describe('what the projects alone say of changed inputs', () => {
  it('is the median of those that have the value', async () => {
    const { rows, sensitivity } = await seller(NO_PREDICTORS).analyse({ analysisType: 'enhanced' });
    expect(sensitivity).toMatchObject({ basis: 'projects', secondOpinion: null });
    const size = sensitivity?.inputs.find(({ input }) => input === 'the customer’s size');
    const medians = new Map(size?.variations.map(({ value, medianUsd }) => [value, medianUsd]));
    const amounts = rows.filter((row) => row.customerSegment === 'SMB' && row.arrUsd !== null);
    const values = amounts.map(({ arrUsd }) => arrUsd ?? 0);
    expect(medians.get('SMB')).toBeGreaterThan(Math.min(...values));
    expect(medians.get('SMB')).toBeLessThan(Math.max(...values));
    expect(medians.get('Enterprise')).toBeGreaterThan(medians.get('SMB') ?? Number.NaN);
    expect(sensitivity?.dates.map(({ arrUsd }) => arrUsd?.median)).toEqual([
      sensitivity?.medianUsd,
      sensitivity?.medianUsd,
    ]);
  });
});
