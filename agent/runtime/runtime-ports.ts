import type { LambdaEvent, LambdaResponse } from '#action-groups/kernel/lambda-event.ts';
import type { Retriever } from '#knowledge-base/documents/retriever.ts';
import type { AgentSnapshot } from '../definition/agent-snapshot.ts';
import type { Guardrail } from '../guardrail/guardrail.ts';
import type { RuntimeEvent } from './bedrock-runtime-event.ts';
import type { Model } from './models/model.ts';
import type { ReturnedResults } from './returned-control.ts';
import type { RuntimeError } from './runtime-error.ts';
import type { SessionStore } from './sessions/session-store.ts';

/** One InvokeAgent call. */
export interface InvokeAgentRequest {
  readonly agentId: string;
  readonly agentAliasId: string;
  readonly sessionId: string;
  readonly inputText: string;
  /** Ends the session instead of taking a turn. */
  readonly endSession: boolean;
  readonly enableTrace: boolean;
  /** Many chunks instead of one. */
  readonly streamFinalResponse: boolean;
  /** Kept for the rest of the session, merged by key. */
  readonly sessionAttributes: Readonly<Record<string, string>>;
  /** Live for this turn. */
  readonly promptSessionAttributes: Readonly<Record<string, string>>;
  /** Results of calls that were handed to the caller: the unfinished turn goes on, `inputText` is ignored. */
  readonly returned?: ReturnedResults | undefined;
  /** `sessionState.knowledgeBaseConfigurations`, as the service shapes it; on every search of the turn. */
  readonly knowledgeBaseConfigurations?: unknown;
  readonly signal: AbortSignal;
}

export interface PublishedAgent {
  readonly definition: AgentSnapshot;
  /** `DRAFT`, `1`, `2`, … */
  readonly agentVersion: string;
  /** Whether the caller is shown what only whoever works on the agent needs: causes, and what the model was given. */
  readonly debug: boolean;
}

/** Port: which definition an alias points to. */
export interface AgentCatalogue {
  /** @throws {RuntimeError} when the alias takes no invocations. */
  find(
    agentId: string,
    agentAliasId: string,
    options: { readonly signal: AbortSignal },
  ): Promise<PublishedAgent | undefined>;
}

/** Port: calls an action group's Lambda. What it throws is a failed dependency. */
export type ActionGroupInvoker = (
  actionGroup: string,
  event: LambdaEvent,
  options: { readonly signal: AbortSignal },
) => Promise<LambdaResponse>;

export interface AgentRuntimeOptions {
  readonly agents: AgentCatalogue;
  readonly model: (definition: AgentSnapshot) => Model;
  /** What looks at messages and answers of an agent; none when left out. */
  readonly guardrail?: ((definition: AgentSnapshot) => Guardrail | undefined) | undefined;
  readonly invokeActionGroup: ActionGroupInvoker;
  readonly sessions: SessionStore;
  /** What is behind a knowledge base's id. */
  readonly retriever?: ((knowledgeBaseId: string) => Retriever | undefined) | undefined;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly turnTimeoutMs?: number;
  readonly actionGroupTimeoutMs?: number;
  readonly lookupTimeoutMs?: number;
  /** Told of every search that failed, with its cause; its turn goes on. */
  readonly onLookupFailure?: (failure: {
    readonly sessionId: string;
    readonly knowledgeBaseId: string;
    readonly error: unknown;
  }) => void;
  /** Told of every failed turn with its cause and the reference that its caller sees. */
  readonly onFailure?: (failure: {
    readonly sessionId: string;
    readonly reference: string;
    readonly error: RuntimeError;
  }) => void;
}

export interface AgentRuntime {
  /** @throws {RuntimeError} while iterating; aborting the request's signal throws its reason. */
  invokeAgent(request: InvokeAgentRequest): AsyncIterable<RuntimeEvent>;
}
