import { storePredictor } from '#action-groups/data-analysis/prediction/lake-predictor-store.ts';
import type { StoredPredictor } from '#action-groups/data-analysis/prediction/stored-predictor.ts';
import { trainProjects } from '#action-groups/data-analysis/prediction/train-projects.ts';
import { createFileDataVersions } from '#knowledge-base/projects/file-data-versions.ts';
import { createFileLakeFiles } from '#knowledge-base/projects/file-lake-files.ts';
import { readTrainingRows, type TrainingRow } from '#knowledge-base/projects/training-rows-parquet.ts';
import { type MineReport, mineFollowOn } from './mine-follow-on.ts';

export interface TrainModelsOptions {
  readonly dataDir: string;
  readonly seed: number;
  /** `scope`: each partner's sellers are told what was learned from that partner's projects alone. */
  readonly learnFrom: 'organisation' | 'scope';
  readonly onProgress: (message: string) => void;
}

/** What was trained: one report a model. */
export interface TrainReport {
  readonly dataVersion: string;
  readonly seed: number;
  readonly models: readonly {
    readonly learnedFrom: StoredPredictor['learnedFrom'];
    readonly rows: number;
    readonly throughDate: string;
    readonly modelHash: string;
    readonly weights: StoredPredictor['predictor']['weights'];
  }[];
  /** What was mined of what follows what. */
  readonly followOn: MineReport;
  /** Partners with too few projects to learn from. */
  readonly tooFew: readonly string[];
}

/** Mines and trains on the current data version, and stores both beside it. */
export async function trainModels(options: TrainModelsOptions): Promise<TrainReport> {
  const { dataDir, seed, learnFrom, onProgress } = options;
  const data = await createFileDataVersions({ dir: dataDir }).current();
  const { dataVersion } = data;
  const followOn = await mineFollowOn({ dataDir, data, learnFrom, onProgress });
  onProgress('reading the projects …');
  const rows = await readTrainingRows({ dataDir, dataVersion });
  const models: TrainReport['models'][number][] = [];
  const tooFew: string[] = [];
  const train = async (own: readonly TrainingRow[], learnedFrom: StoredPredictor['learnedFrom']) => {
    const name = learnedFrom === 'organisation' ? 'the organisation' : `partner ${learnedFrom.partnerId}`;
    onProgress(`learning from ${own.length.toLocaleString('en-US')} projects of ${name} …`);
    const predictor = trainProjects({
      rows: own,
      dataVersion,
      seed,
      learnedFrom,
      onProgress: (done) => onProgress(`${name}: ${done} …`),
    });
    if (predictor === undefined) return tooFew.push(name);
    const modelHash = await storePredictor(createFileLakeFiles({ dir: dataDir }), predictor);
    return models.push({
      learnedFrom,
      rows: predictor.rows,
      throughDate: predictor.throughDate,
      modelHash,
      weights: predictor.predictor.weights,
    });
  };
  await train(rows, 'organisation');
  if (learnFrom === 'scope') for (const [partnerId, own] of byPartner(rows)) await train(own, { partnerId });
  return { dataVersion, seed, models, followOn, tooFew };
}

function byPartner(rows: readonly TrainingRow[]): ReadonlyMap<string, readonly TrainingRow[]> {
  const partners = new Map<string, TrainingRow[]>();
  for (const row of rows) {
    if (row.partnerId === null) continue;
    const own = partners.get(row.partnerId);
    if (own === undefined) partners.set(row.partnerId, [row]);
    else own.push(row);
  }
  return partners;
}
