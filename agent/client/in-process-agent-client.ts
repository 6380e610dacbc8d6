import type { AgentRuntime } from '../runtime/runtime-ports.ts';
import type { AgentClient, AgentEvent, AgentRequest } from './agent-client.ts';
import { toAgentError } from './agent-errors.ts';
import { toAgentEvents } from './bedrock-agent-events.ts';

export interface InProcessAgentClientOptions {
  readonly runtime: AgentRuntime;
  readonly agentId: string;
  readonly agentAliasId: string;
}

/** The agent run inside this process: the same runtime and the same events, without the wire. */
export function createInProcessAgentClient(options: InProcessAgentClientOptions): AgentClient {
  const { runtime, agentId, agentAliasId } = options;

  async function* ask(request: AgentRequest): AsyncGenerator<AgentEvent> {
    request.signal.throwIfAborted();
    try {
      yield* toAgentEvents(
        runtime.invokeAgent({
          agentId,
          agentAliasId,
          ...request,
          endSession: false,
          enableTrace: true,
          streamFinalResponse: true,
        }),
      );
    } catch (error) {
      if (request.signal.aborted) throw request.signal.reason;
      throw toAgentError(error);
    }
  }

  return { ask };
}
