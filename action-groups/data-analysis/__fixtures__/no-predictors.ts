import type { PredictorStore } from '../prediction/predictor-store.ts';

/** Nothing has been trained. */
export const NO_PREDICTORS: PredictorStore = { load: async () => undefined };
