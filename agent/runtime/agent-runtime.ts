import { TURN_TIMEOUT_MS } from '#action-groups/kernel/deadline.ts';
import type { RuntimeEvent } from './bedrock-runtime-event.ts';
import { checkRequest } from './request-constraints.ts';
import { runTurn } from './run-turn.ts';
import { RuntimeError, type RuntimeErrorCode, toRuntimeError } from './runtime-error.ts';
import type {
  AgentCatalogue,
  AgentRuntime,
  AgentRuntimeOptions,
  InvokeAgentRequest,
  PublishedAgent,
} from './runtime-ports.ts';
import { createSessionTurns, untilAborted } from './sessions/session-turns.ts';
import { createTraceWriter, type TraceWriter } from './trace-writer.ts';

/** A runtime of agents: what InvokeAgent does, without the wire. */
export function createAgentRuntime(options: AgentRuntimeOptions): AgentRuntime {
  const turns = createSessionTurns();

  async function* invokeAgent(request: InvokeAgentRequest): AsyncGenerator<RuntimeEvent> {
    checkRequest(request);
    const reference = options.newId();
    const deadline = turnDeadline(request.signal, options.turnTimeoutMs ?? TURN_TIMEOUT_MS);
    let agent: PublishedAgent | undefined;
    let traces: TraceWriter | undefined;
    let endTurn = () => {};
    try {
      agent = await findAgent(request, options.agents, deadline.signal);
      traces = createTraceWriter(request, agent, { clock: options.clock, turnId: reference });
      // Sessions belong to an agent, as the service's path says.
      const sessionKey = `${request.agentId}:${request.sessionId}`;
      endTurn = await turns.begin(sessionKey, deadline.signal);
      yield* runTurn({ ...options, request, agent, traces, sessionKey, signal: deadline.signal });
    } catch (thrown) {
      if (request.signal.aborted) throw request.signal.reason;
      const error = toRuntimeError(deadline.signal.aborted ? deadline.signal.reason : thrown);
      // What the catalogue refuses is answered; it is no failure of ours.
      const refused = agent === undefined && thrown instanceof RuntimeError;
      if (!refused) options.onFailure?.({ sessionId: request.sessionId, reference, error });
      const shown = refused ? error : shownTo(agent, error, reference);
      // A request that was refused is no turn that failed.
      if (traces !== undefined && error.code !== 'ValidationException') yield* traces.failure(shown);
      throw shown;
    } finally {
      deadline.end();
      endTurn();
    }
  }

  return { invokeAgent };
}

async function findAgent(
  { agentId, agentAliasId }: InvokeAgentRequest,
  agents: AgentCatalogue,
  signal: AbortSignal,
): Promise<PublishedAgent> {
  const agent = await untilAborted(agents.find(agentId, agentAliasId, { signal }), signal);
  if (agent !== undefined) return agent;
  throw new RuntimeError(
    'ResourceNotFoundException',
    `there is no agent ${agentId} with an alias ${agentAliasId}`,
  );
}

/** Exceptions that speak of the caller's own request, in words of the runtime. */
const ABOUT_THE_REQUEST: ReadonlySet<RuntimeErrorCode> = new Set([
  'ValidationException',
  'ConflictException',
]);

/**
 * The error as the caller sees it. What failed inside a turn, in the words of models, Lambdas and stores, is
 * for whoever works on the agent; others get the code and a reference that finds it in the log.
 */
function shownTo(agent: PublishedAgent | undefined, error: RuntimeError, reference: string): RuntimeError {
  if (agent?.debug === true || ABOUT_THE_REQUEST.has(error.code)) return error;
  return new RuntimeError(error.code, `the turn failed; reference ${reference}`, { cause: error });
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
