import type { SealedSnapshot } from '../../definition/agent-snapshot.ts';
import type { AgentRecord } from './agent-record.ts';

export interface StoredAgent {
  readonly record: AgentRecord;
  /** Grows by one a save, from 1. */
  readonly revision: number;
}

/** Port: where agents' records and the snapshots of their versions are kept. */
export interface AgentStore {
  load(agentId: string, options: { readonly signal: AbortSignal }): Promise<StoredAgent | undefined>;
  /**
   * Writes the record if nobody else wrote since `revision` was loaded (0: there was none), after the snapshot
   * that it names, when there is a new one. A snapshot is never changed: its hash is its key.
   * @throws {AgentStoreError} `agent-conflict` when somebody did; `agent-too-large`.
   */
  save(
    record: AgentRecord,
    options: {
      readonly revision: number;
      readonly snapshot?: SealedSnapshot | undefined;
      readonly signal: AbortSignal;
    },
  ): Promise<void>;
  snapshot(sha256: string, options: { readonly signal: AbortSignal }): Promise<SealedSnapshot | undefined>;
}

export type AgentStoreErrorCode = 'agent-conflict' | 'agent-too-large' | 'agent-store-unavailable';

export class AgentStoreError extends Error {
  override readonly name = 'AgentStoreError';
  readonly code: AgentStoreErrorCode;
  constructor(code: AgentStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
