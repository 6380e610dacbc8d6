import { TURN_TIMEOUT_MS } from '#action-groups/kernel/deadline.ts';
import type { LambdaEvent, LambdaResponse } from '#action-groups/kernel/lambda-event.ts';
import type { AgentDefinition } from '../definition/agent-definition.ts';
import type { RuntimeEvent } from './bedrock-runtime-event.ts';
import type { Model } from './models/model.ts';
import { checkRequest } from './request-constraints.ts';
import { runTurn } from './run-turn.ts';
import { RuntimeError, toRuntimeError } from './runtime-error.ts';
import type { SessionStore } from './sessions/session-store.ts';
import { createSessionTurns } from './sessions/session-turns.ts';
import { createTraceWriter } from './trace-writer.ts';

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
  readonly signal: AbortSignal;
}

export interface PublishedAgent {
  readonly definition: AgentDefinition;
  /** `DRAFT`, `1`, `2`, … */
  readonly agentVersion: string;
}

/** Port: which definition an alias points to. */
export interface AgentCatalogue {
  find(agentId: string, agentAliasId: string): PublishedAgent | undefined;
}

/** Port: calls an action group's Lambda. What it throws is a failed dependency. */
export type ActionGroupInvoker = (
  actionGroup: string,
  event: LambdaEvent,
  options: { readonly signal: AbortSignal },
) => Promise<LambdaResponse>;

export interface AgentRuntimeOptions {
  readonly agents: AgentCatalogue;
  readonly model: (definition: AgentDefinition) => Model;
  readonly invokeActionGroup: ActionGroupInvoker;
  readonly sessions: SessionStore;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly turnTimeoutMs?: number;
  readonly actionGroupTimeoutMs?: number;
  /** Told of every failed turn with its cause, which the caller of the agent never sees. */
  readonly onFailure?: (failure: { readonly sessionId: string; readonly error: RuntimeError }) => void;
}

export interface AgentRuntime {
  /** @throws {RuntimeError} while iterating; aborting the request's signal throws its reason. */
  invokeAgent(request: InvokeAgentRequest): AsyncIterable<RuntimeEvent>;
}

/** A runtime of agents: what InvokeAgent does, without the wire. */
export function createAgentRuntime(options: AgentRuntimeOptions): AgentRuntime {
  const turns = createSessionTurns();

  async function* invokeAgent(request: InvokeAgentRequest): AsyncGenerator<RuntimeEvent> {
    checkRequest(request);
    const agent = options.agents.find(request.agentId, request.agentAliasId);
    if (agent === undefined) {
      throw new RuntimeError(
        'ResourceNotFoundException',
        `there is no agent ${request.agentId} with an alias ${request.agentAliasId}`,
      );
    }
    const deadline = turnDeadline(request.signal, options.turnTimeoutMs ?? TURN_TIMEOUT_MS);
    const traces = createTraceWriter(request, agent, options);
    let endTurn = () => {};
    try {
      // Sessions belong to an agent, as the service's path says.
      const sessionKey = `${request.agentId}:${request.sessionId}`;
      endTurn = await turns.begin(sessionKey, deadline.signal);
      yield* runTurn({ ...options, request, agent, traces, sessionKey, signal: deadline.signal });
    } catch (thrown) {
      if (request.signal.aborted) throw request.signal.reason;
      const error = toRuntimeError(deadline.signal.aborted ? deadline.signal.reason : thrown);
      options.onFailure?.({ sessionId: request.sessionId, error });
      yield* traces.failure(error);
      throw error;
    } finally {
      deadline.end();
      endTurn();
    }
  }

  return { invokeAgent };
}

/** A signal that aborts with the caller's, at the turn's deadline, and when the turn is over. */
function turnDeadline(parent: AbortSignal, timeoutMs: number): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const onAbort = () => controller.abort(parent.reason);
  const timer = setTimeout(() => {
    const seconds = timeoutMs / 1000;
    controller.abort(
      new RuntimeError('DependencyFailedException', `the turn did not finish within ${seconds} s`),
    );
  }, timeoutMs);
  parent.addEventListener('abort', onAbort, { once: true });
  if (parent.aborted) onAbort();
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      parent.removeEventListener('abort', onAbort);
      controller.abort(new Error('the turn is over'));
    },
  };
}
