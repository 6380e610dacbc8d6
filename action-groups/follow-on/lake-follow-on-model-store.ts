import type { LakeFiles } from '#knowledge-base/projects/lake-files.ts';
import { createLakeModelStore, storeModel } from '../kernel/lake-model-store.ts';
import { FollowOnModelError, type FollowOnModelStore } from './follow-on-model-store.ts';
import { FOLLOW_ON_FORMAT, type FollowOnModel } from './mining/follow-on-model.ts';

export interface LakeFollowOnModelStoreOptions {
  /** Where the data is. */
  readonly files: LakeFiles;
}

const PREFIX = 'follow-on-';

/** What was mined beside the predictors. */
export function createLakeFollowOnModelStore({ files }: LakeFollowOnModelStoreOptions): FollowOnModelStore {
  return createLakeModelStore<FollowOnModel>({
    files,
    prefix: PREFIX,
    format: FOLLOW_ON_FORMAT,
    failure: (message, options) => new FollowOnModelError(message, options),
  });
}

/** Writes what was mined beside its data, at once or not at all; returns its hash. */
export function storeFollowOnModel(files: LakeFiles, model: FollowOnModel): Promise<string> {
  return storeModel({ files, prefix: PREFIX }, model);
}
