import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { FollowOnModel } from './mining/follow-on-model.ts';

/** What was mined, as it was loaded. */
export interface LoadedFollowOnModel extends FollowOnModel {
  /** SHA-256 of what is stored: an artifact names it. */
  readonly modelHash: string;
}

/** Port: what was mined beside the data, once a data version. */
export interface FollowOnModelStore {
  /**
   * The one to use for a seller, or undefined when nothing was mined (yet). Where the organisation learns by scope
   * a seller of one partner gets what was mined of that partner's projects.
   * @throws {FollowOnModelError} for one that cannot be read
   */
  load(dataVersion: string, scope: Scope): Promise<LoadedFollowOnModel | undefined>;
}

export class FollowOnModelError extends Error {
  override readonly name = 'FollowOnModelError';
  readonly code = 'predictor-unreadable';
}
