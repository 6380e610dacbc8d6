import { TURN_TIMEOUT_MS } from '#action-groups/kernel/deadline.ts';
import type { RuntimeEvent } from './bedrock-runtime-event.ts';
import { checkRequest } from './request-constraints.ts';
import { runTurn } from './run-turn.ts';
import { RuntimeError, toRuntimeError } from './runtime-error.ts';
import type { AgentRuntime, AgentRuntimeOptions, InvokeAgentRequest } from './runtime-ports.ts';
import { createSessionTurns } from './sessions/session-turns.ts';
import { createTraceWriter } from './trace-writer.ts';

/** A runtime of agents: what InvokeAgent does, without the wire. */
export function createAgentRuntime(options: AgentRuntimeOptions): AgentRuntime {
  const turns = createSessionTurns();

  async function* invokeAgent(request: InvokeAgentRequest): AsyncGenerator<RuntimeEvent> {
    checkRequest(request);
    const agent = await options.agents.find(request.agentId, request.agentAliasId, request);
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
      // A request that was refused is no turn that failed.
      if (error.code !== 'ValidationException') yield* traces.failure(error);
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
