import type { KnowledgeBaseConfiguration, RetrievalFilter } from '@aws-sdk/client-bedrock-agent-runtime';
import { AgentError, type RetrievalScope } from './agent-client.ts';

/**
 * What a request may retrieve, as `sessionState.knowledgeBaseConfigurations` says it; undefined when it sets no
 * limit.
 * @throws {AgentError} `agent-rejected` when there is a limit and no knowledge base to set it on
 */
export function knowledgeBaseConfigurations(
  retrieval: RetrievalScope | undefined,
  knowledgeBaseId: string | undefined,
): KnowledgeBaseConfiguration[] | undefined {
  if (retrieval === undefined) return undefined;
  if (knowledgeBaseId === undefined)
    throw new AgentError(
      'agent-rejected',
      'the request limits what may be retrieved, and this client was not told the knowledge base: give knowledgeBaseId',
    );
  const { filter, numberOfResults } = retrieval;
  return [
    {
      knowledgeBaseId,
      retrievalConfiguration: {
        vectorSearchConfiguration: {
          // The same shape, read-only.
          filter: filter as RetrievalFilter,
          overrideSearchType: 'HYBRID',
          ...(numberOfResults === undefined ? {} : { numberOfResults }),
        },
      },
    },
  ];
}
