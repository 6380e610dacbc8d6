import type { LakeFiles } from '#knowledge-base/projects/lake-files.ts';
import { createLakeModelStore, storeModel } from '../../kernel/lake-model-store.ts';
import { type PredictorStore, PredictorStoreError } from './predictor-store.ts';
import { PREDICTOR_FORMAT, type StoredPredictor } from './stored-predictor.ts';

export interface LakePredictorStoreOptions {
  /** Where the data is. */
  readonly files: LakeFiles;
}

const PREFIX = '';

/** Predictors beside the data. */
export function createLakePredictorStore({ files }: LakePredictorStoreOptions): PredictorStore {
  return createLakeModelStore<StoredPredictor>({
    files,
    prefix: PREFIX,
    format: PREDICTOR_FORMAT,
    failure: (message, options) => new PredictorStoreError(message, options),
  });
}

/** Writes a predictor beside its data, at once or not at all; returns its hash. */
export function storePredictor(files: LakeFiles, predictor: StoredPredictor): Promise<string> {
  return storeModel({ files, prefix: PREFIX }, predictor);
}
