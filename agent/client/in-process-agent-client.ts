import type { AgentRuntime } from '../runtime/runtime-ports.ts';
import type { AgentClient, AgentEvent, AgentRequest } from './agent-client.ts';
import { toAgentError } from './agent-errors.ts';
import { toAgentEvents } from './bedrock-agent-events.ts';
import { knowledgeBaseConfigurations } from './bedrock-retrieval-scope.ts';

export interface InProcessAgentClientOptions {
  readonly runtime: AgentRuntime;
  readonly agentId: string;
  readonly agentAliasId: string;
  /** What the agent searches. A request that limits retrieval is refused without it: nothing would be limited. */
  readonly knowledgeBaseId?: string | undefined;
}

/** The agent run inside this process: the same runtime and the same events, without the wire. */
export function createInProcessAgentClient(options: InProcessAgentClientOptions): AgentClient {
  const { runtime, agentId, agentAliasId, knowledgeBaseId } = options;

  async function* ask(request: AgentRequest): AsyncGenerator<AgentEvent> {
    request.signal.throwIfAborted();
    const { retrieval, ...rest } = request;
    const limited = knowledgeBaseConfigurations(retrieval, knowledgeBaseId);
    try {
      yield* toAgentEvents(
        runtime.invokeAgent({
          agentId,
          agentAliasId,
          ...rest,
          ...(limited === undefined ? {} : { knowledgeBaseConfigurations: limited }),
          endSession: false,
          enableTrace: true,
          streamFinalResponse: true,
        }),
        { today: request.promptSessionAttributes.today },
      );
    } catch (error) {
      if (request.signal.aborted) throw request.signal.reason;
      throw toAgentError(error);
    }
  }

  return { ask };
}
