/** An alias as a release sees it. */
export interface ReleaseAlias {
  readonly name: string;
  readonly aliasId: string;
  /** `DRAFT` or a version; none when its version was deleted. */
  readonly version: string | undefined;
  /** False when it was stopped. */
  readonly accepts: boolean;
  /** `settling` while a change of it goes on. */
  readonly state: 'ready' | 'settling' | 'failed';
}

export interface ReleaseVersion {
  readonly version: string;
  /** ISO 8601; what the plane does not know is left out. */
  readonly createdAt?: string;
}

interface Call {
  readonly signal: AbortSignal;
}

/** Port: the aliases of one agent. Every method throws a ReleaseError: `release-unavailable`, `release-refused`. */
export interface AliasPlane {
  aliases(call: Call): Promise<readonly ReleaseAlias[]>;
  /**
   * Begins to point an alias to a version, by name and explicit route; with `accepts` it is stopped or let answer again,
   * else that stays. It has happened when the alias is `ready`.
   */
  point(
    alias: Pick<ReleaseAlias, 'aliasId' | 'name'>,
    to: { readonly version: string; readonly accepts?: boolean },
    call: Call,
  ): Promise<void>;
}

/** Port: the versions of one agent; they never change. */
export interface VersionPlane {
  /** Without DRAFT, the latest first. */
  versions(call: Call): Promise<readonly ReleaseVersion[]>;
  /** Makes a version of what DRAFT is now. */
  cut(call: Call): Promise<string>;
  deleteVersion(version: string, call: Call): Promise<void>;
}

export type ReleasePlane = AliasPlane & VersionPlane;

export const DRAFT = 'DRAFT';

export type ReleaseErrorCode =
  | 'release-unknown-alias'
  | 'release-refused' // the plane, or a rule of ours, does not allow it
  | 'release-locked' // somebody else releases at this moment
  | 'release-gate' // the evals did not pass
  | 'release-failed' // it was begun and taken back
  | 'release-uncertain' // it was begun, and how it ended cannot be seen
  | 'release-unavailable'; // the plane, the pins or the record cannot be reached

export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
  readonly code: ReleaseErrorCode;
  constructor(code: ReleaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
