import { type CandidateDeal, foretell } from '#action-groups/data-analysis/prediction/foretell.ts';
import { createLakePredictorStore } from '#action-groups/data-analysis/prediction/lake-predictor-store.ts';
import type { Opportunity } from '#action-groups/opportunity.ts';
import { createFileLakeFiles } from '#knowledge-base/projects/file-lake-files.ts';
import { readTrainingRows, type TrainingRow } from '#knowledge-base/projects/training-rows-parquet.ts';
import { trainModels } from '../train-models.ts';

/** What training cost; user CPU time beside the clock, since a machine may be shared. */
export interface TrainTimes {
  readonly trainedRows: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  /** The largest resident memory of the process, reading and scoring included. */
  readonly rssMb: number;
  /** Median time to score one opportunity against {@link CANDIDATES} projects, its SQL not counted. */
  readonly scoreMs: number;
}

/** As many projects as a query brings for an analysis. */
const CANDIDATES = 200;
const WARM_UP = 20;

/** Learns all quantities of a data folder, then scores `runs` of its latest projects as if they opened today. */
export async function timeTraining(dataDir: string, runs: number): Promise<TrainTimes> {
  const [startedAt, startedCpu] = [performance.now(), process.cpuUsage()];
  const { models, dataVersion } = await trainModels({
    dataDir,
    seed: 7,
    learnFrom: 'organisation',
    onProgress: () => {},
  });
  const wallMs = Math.round(performance.now() - startedAt);
  const cpuMs = Math.round(process.cpuUsage(startedCpu).user / 1000);
  const scoreMs = await timeScoring(dataDir, dataVersion, runs);
  return {
    trainedRows: models[0]?.rows ?? 0,
    wallMs,
    cpuMs,
    rssMb: Math.round(process.resourceUsage().maxRSS / 1000),
    scoreMs,
  };
}

async function timeScoring(dataDir: string, dataVersion: string, runs: number): Promise<number> {
  const predictor = await createLakePredictorStore({ files: createFileLakeFiles({ dir: dataDir }) }).load(
    dataVersion,
    {
      kind: 'organisation',
    },
  );
  if (predictor === undefined) throw new Error('nothing was trained: make more projects');
  const rows = await readTrainingRows({ dataDir, dataVersion, mostRows: CANDIDATES + WARM_UP + runs });
  const candidates = rows.slice(0, CANDIDATES).map(dealOf);
  const times = rows.slice(-WARM_UP - runs).map((row) => {
    const startedAt = performance.now();
    foretell(predictor, opportunityOf(row), candidates);
    return performance.now() - startedAt;
  });
  const counted = times.slice(WARM_UP).sort((a, b) => a - b);
  return Math.round((counted[counted.length >> 1] ?? 0) * 100) / 100;
}

function dealOf(row: TrainingRow): CandidateDeal {
  const { arrUsd, mrrUsd, gapDays, durationMonths, opportunityId } = row;
  return { ...row, id: opportunityId, values: { arrUsd, mrrUsd, gapDays, durationMonths } };
}

function opportunityOf({
  closeDate,
  description,
  country,
  opportunityName,
  opportunityId,
}: TrainingRow): Opportunity {
  return {
    customerName: opportunityId,
    targetCloseDate: closeDate,
    description: description ?? '',
    country: country ?? 'US',
    opportunityName: opportunityName ?? '',
  };
}
