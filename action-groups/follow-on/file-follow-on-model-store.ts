import { createFileModelStore, storeModel } from '../kernel/file-model-store.ts';
import { FollowOnModelError, type FollowOnModelStore } from './follow-on-model-store.ts';
import { FOLLOW_ON_FORMAT, type FollowOnModel } from './mining/follow-on-model.ts';

export interface FileFollowOnModelStoreOptions {
  /** The data's folder. */
  readonly dir: string;
}

const PREFIX = 'follow-on-';

/** What was mined, in files beside the predictors. */
export function createFileFollowOnModelStore({ dir }: FileFollowOnModelStoreOptions): FollowOnModelStore {
  return createFileModelStore<FollowOnModel>({
    dir,
    prefix: PREFIX,
    format: FOLLOW_ON_FORMAT,
    failure: (message, options) => new FollowOnModelError(message, options),
  });
}

/** Writes what was mined beside its data, at once or not at all; returns its hash. */
export function storeFollowOnModel(dir: string, model: FollowOnModel): Promise<string> {
  return storeModel({ dir, prefix: PREFIX }, model);
}
