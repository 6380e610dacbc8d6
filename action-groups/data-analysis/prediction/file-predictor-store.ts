import { createFileModelStore, storeModel } from '../../kernel/file-model-store.ts';
import { type PredictorStore, PredictorStoreError } from './predictor-store.ts';
import { PREDICTOR_FORMAT, type StoredPredictor } from './stored-predictor.ts';

export interface FilePredictorStoreOptions {
  /** The data's folder. */
  readonly dir: string;
}

const PREFIX = '';

/** Predictors, in files beside the data. */
export function createFilePredictorStore({ dir }: FilePredictorStoreOptions): PredictorStore {
  return createFileModelStore<StoredPredictor>({
    dir,
    prefix: PREFIX,
    format: PREDICTOR_FORMAT,
    failure: (message, options) => new PredictorStoreError(message, options),
  });
}

/** Writes a predictor beside its data, at once or not at all; returns its hash. */
export function storePredictor(dir: string, predictor: StoredPredictor): Promise<string> {
  return storeModel({ dir, prefix: PREFIX }, predictor);
}
