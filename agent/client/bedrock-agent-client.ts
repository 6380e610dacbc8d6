import {
  BedrockAgentRuntimeClient,
  type BedrockAgentRuntimeClientConfig,
  InvokeAgentCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type AgentClient, AgentError, type AgentEvent, type AgentRequest } from './agent-client.ts';
import { toAgentError } from './agent-errors.ts';
import { toAgentEvents } from './bedrock-agent-events.ts';
import { knowledgeBaseConfigurations } from './bedrock-retrieval-scope.ts';

export interface BedrockAgentClientOptions {
  readonly region: string;
  readonly agentId: string;
  readonly agentAliasId: string;
  /** What the agent searches. A request that limits retrieval is refused without it: nothing would be limited. */
  readonly knowledgeBaseId?: string | undefined;
  /** Another place than the service's own. */
  readonly endpoint?: string;
  readonly credentials?: NonNullable<BedrockAgentRuntimeClientConfig['credentials']>;
  /** How long the connection may be silent, default 60 s. */
  readonly socketTimeoutMs?: number;
  readonly connectionTimeoutMs?: number;
}

export interface ClosableAgentClient extends AgentClient {
  /** Closes the kept connections. */
  close(): void;
}

/**
 * The agent through InvokeAgent of the AWS SDK. HTTP/1.1, because there a lost connection is an error; one
 * attempt, because a retry would take the whole turn again; the trace on, because without it a cut stream
 * cannot be told from an answer.
 */
export function createBedrockAgentClient(options: BedrockAgentClientOptions): ClosableAgentClient {
  const client = new BedrockAgentRuntimeClient({
    region: options.region,
    maxAttempts: 1,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
    requestHandler: new NodeHttpHandler({
      socketTimeout: options.socketTimeoutMs ?? 60_000,
      connectionTimeout: options.connectionTimeoutMs ?? 5_000,
    }),
  });

  async function* ask(request: AgentRequest): AsyncGenerator<AgentEvent> {
    const { signal } = request;
    signal.throwIfAborted();
    const limited = knowledgeBaseConfigurations(request.retrieval, options.knowledgeBaseId);
    try {
      const { completion } = await client.send(
        new InvokeAgentCommand({
          agentId: options.agentId,
          agentAliasId: options.agentAliasId,
          sessionId: request.sessionId,
          inputText: request.inputText,
          enableTrace: true,
          streamingConfigurations: { streamFinalResponse: true },
          sessionState: {
            sessionAttributes: { ...request.sessionAttributes },
            promptSessionAttributes: { ...request.promptSessionAttributes },
            ...(limited === undefined ? {} : { knowledgeBaseConfigurations: limited }),
          },
        }),
        { abortSignal: signal },
      );
      if (completion === undefined) throw new AgentError('agent-incomplete', 'the response has no stream');
      yield* toAgentEvents(completion, { today: request.promptSessionAttributes.today });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw toAgentError(error);
    }
  }

  return { ask, close: () => client.destroy() };
}
