/** Who holds a lock, and since when. */
export interface LockHolder {
  readonly who: string;
  /** ISO 8601. */
  readonly since: string;
}

/** Port: one release of a tier at a time, in whatever process. */
export interface ReleaseLock {
  /** @throws {ReleaseError} `release-locked` naming the holder, `release-unavailable` */
  take(tier: string, holder: LockHolder, options: { readonly signal: AbortSignal }): Promise<void>;
  /** Gives a lock back; one that is not held is none. @throws {ReleaseError} `release-unavailable` */
  giveBack(tier: string, options: { readonly signal: AbortSignal }): Promise<void>;
}

/** What somebody is told who finds it taken. */
export function lockedWords(tier: string, { who, since }: LockHolder): string {
  return `${who} releases the ${tier} agent since ${since}; try again when it is done. If that process died: npm run release -- unlock --tier ${tier}`;
}
