/** One step of a change. A change has an entry when it begins and one when it ends; the last one says how. */
export interface ReleaseEntry {
  /** The same in all entries of one change. */
  readonly changeId: string;
  /** ISO 8601. */
  readonly at: string;
  readonly who: string;
  readonly tier: string;
  readonly action: 'promote' | 'rollback' | 'stop' | 'resume' | 'canary' | 'prune';
  readonly outcome: 'begun' | 'done' | 'restored' | 'failed' | 'uncertain';
  readonly alias?: string;
  readonly from?: string;
  readonly to?: string;
  /** The run of evals that let it pass, or why there was none. */
  readonly evalRun?: string;
  readonly noGateReason?: string;
  /** What went wrong. */
  readonly detail?: string;
}

/** Port: what was changed, by whom. Nothing that was written is changed or taken away. */
export interface ReleaseRecord {
  /** @throws {ReleaseError} `release-unavailable` */
  append(entry: ReleaseEntry, options: { readonly signal: AbortSignal }): Promise<void>;
  /** The latest first. @throws {ReleaseError} `release-unavailable` */
  list(options: { readonly most: number; readonly signal: AbortSignal }): Promise<readonly ReleaseEntry[]>;
}
