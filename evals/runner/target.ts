import type { AgentEvent, AgentRequest } from '#agent/client/agent-client.ts';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import type { Warehouse } from '#knowledge-base/projects/warehouse.ts';
import type { Fault } from '../cases/suite.ts';
import type { ObservedTurn, RunRecord } from './run-record.ts';

/** Who a case is asked by, as the seller directory knows them. */
export interface EvalSeller {
  readonly sellerId: string;
  readonly name: string;
  readonly scope: Scope;
}

/** Who answers: what a run says of its target, and what its results hold for. */
export type TargetIdentity = Pick<
  RunRecord,
  'target' | 'promptHashes' | 'tier' | 'model' | 'dataVersion' | 'partners' | 'unseenChanges'
>;

/** The place where one conversation is held; what it makes is read where it was made. */
export interface Conversation extends Pick<Target, 'ask' | 'artifacts'> {
  /** It is over: its place is free for another. */
  end(): void;
}

/** Port: an agent that conversations are held with. */
export interface Target {
  /** @throws {Error} when there is nobody to ask */
  identify(options: { readonly signal: AbortSignal }): Promise<TargetIdentity>;
  /** One turn; with a fault, something behind the agent is broken for this turn alone. @throws {AgentError} */
  ask(request: AgentRequest, options?: { readonly fault?: Fault }): AsyncIterable<AgentEvent>;
  /** Where a target has several places, the one that a conversation is held in; left out where there is one. */
  beginConversation?(): Conversation;
  close(): Promise<void>;
  /** What it can break; cases that want another fault are left out. */
  readonly faults: ReadonlySet<Fault>;
  /** Where results are kept; without it only what the trace says is looked at. */
  readonly artifacts?: Pick<ArtifactStore, 'get'> | undefined;
  /** Where SQL can be run, for comparing it. */
  readonly warehouse?: Warehouse | undefined;
  readonly sellers: readonly EvalSeller[];
  /** How many conversations at once it is given at most. */
  readonly mostAtOnce: number;
  /** What a channel would offer to ask next, after these turns of one session. */
  readonly followUps?: ((turns: readonly ObservedTurn[], today: string) => readonly string[]) | undefined;
}
