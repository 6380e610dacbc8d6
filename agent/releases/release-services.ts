import type { PinStore } from './pin-store.ts';
import type { ReleaseLock } from './release-lock.ts';
import type { ReleasePlane } from './release-plane.ts';
import type { ReleaseRecord } from './release-record.ts';

/** What the evals say of what is to be promoted. */
export interface GateVerdict {
  readonly passed: boolean;
  /** The run that says so: a folder, or an id. */
  readonly evalRun: string;
  /** Why not, or how sure, in words for people. */
  readonly summary: string;
}

/** Port: asks the evals whether what an alias answers may be promoted. */
export type Gate = (asked: {
  readonly tier: string;
  readonly fromAlias: string;
  /** `DRAFT` when no version was made of it yet. */
  readonly version: string;
  readonly signal: AbortSignal;
}) => Promise<GateVerdict>;

/** Everything that a release of one tier's agent works with. */
export interface ReleaseServices {
  readonly tier: string;
  readonly plane: ReleasePlane;
  readonly pins: PinStore;
  readonly lock: ReleaseLock;
  readonly record: ReleaseRecord;
  readonly who: string;
  readonly clock: () => Date;
  readonly newId: () => string;
  /** Lets time pass between two looks at something that settles. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** How long an alias may settle; default 120 s. */
  readonly settleTimeoutMs?: number;
  /** Told what is done at the moment. */
  readonly onProgress?: (message: string) => void;
  readonly signal: AbortSignal;
}
