import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { StoredPredictor } from './stored-predictor.ts';

/** A predictor as it was loaded. */
export interface LoadedPredictor extends StoredPredictor {
  /** SHA-256 of what is stored: an analysis names it. */
  readonly modelHash: string;
}

/** Port: the predictors that were trained beside the data. */
export interface PredictorStore {
  /**
   * The one to use for a seller, or undefined when none was trained (yet). By the organisation's setting a
   * seller of one partner gets what was learned from that partner alone.
   * @throws {PredictorStoreError} for one that cannot be read
   */
  load(dataVersion: string, scope: Scope): Promise<LoadedPredictor | undefined>;
}

export class PredictorStoreError extends Error {
  override readonly name = 'PredictorStoreError';
  readonly code = 'predictor-unreadable';
}
