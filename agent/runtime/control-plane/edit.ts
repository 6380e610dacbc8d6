import type { AgentSnapshot, SealedSnapshot } from '../../definition/agent-snapshot.ts';
import type { AgentRecord } from './agent-record.ts';

/** What a change to an agent may use besides its record. */
export interface EditContext {
  readonly now: Date;
  /** Until when what is begun now takes. */
  readonly until: string;
  /**
   * What the repository defines at this moment. Only what needs it asks: an alias can be rolled back or switched
   * off while a prompt file is broken.
   */
  readonly repository: () => AgentSnapshot;
  readonly newAliasId: () => string;
}

/** A change to an agent, ready to be saved. */
export interface Edit {
  readonly record: AgentRecord;
  readonly snapshot?: SealedSnapshot | undefined;
}
