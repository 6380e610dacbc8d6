import { withDeadline } from '#action-groups/kernel/deadline.ts';
import { passageFacts } from '#knowledge-base/documents/passage-facts.ts';
import { MOST_QUERY_CHARACTERS, type Passage, type Retriever } from '#knowledge-base/documents/retriever.ts';
import type { RetrievedReference, RuntimeEvent } from '../bedrock-runtime-event.ts';
import type { ContentBlock, Json } from '../models/model.ts';
import { metadata } from '../trace-writer.ts';
import type { TurnInput, TurnState } from '../turn-state.ts';
import { DEFAULT_NUMBER_OF_RESULTS, readKnowledgeBaseConfigurations } from './retrieval-settings.ts';
import { type FoundPassage, SEARCH_FAILED, type SearchReply } from './search-tool.ts';

/** A search that a model asked for. */
export interface Lookup {
  readonly toolUseId: string;
  readonly knowledgeBaseId: string;
  readonly text: string;
}

/** How long one search may take. */
const LOOKUP_TIMEOUT_MS = 10_000;

/**
 * Carries a search out, under the settings that the turn's caller gave for the knowledge base, and gives what
 * was found as a tool result. A retriever that fails is told to the model, which can say so: the turn goes on.
 */
export async function* lookUp(
  input: TurnInput,
  state: TurnState,
  { toolUseId, knowledgeBaseId, text }: Lookup,
): AsyncGenerator<RuntimeEvent, ContentBlock> {
  const { request, traces, clock, signal } = input;
  const query = text.slice(0, MOST_QUERY_CHARACTERS);
  yield* traces.lookup(knowledgeBaseId, query);
  const settings = readKnowledgeBaseConfigurations(request.knowledgeBaseConfigurations).get(knowledgeBaseId);
  const asked = settings?.numberOfResults ?? DEFAULT_NUMBER_OF_RESULTS;
  const { passages: most = asked } = input.agent.definition.settings;
  const startTime = clock();
  try {
    const retriever = found(input.retriever?.(knowledgeBaseId), knowledgeBaseId);
    const passages = await withDeadline(
      (deadline) =>
        retriever.retrieve({
          text: query,
          limit: Math.min(asked, most),
          filter: settings?.filter,
          signal: deadline,
        }),
      { timeoutMs: input.lookupTimeoutMs ?? LOOKUP_TIMEOUT_MS, parent: signal },
    );
    yield* traces.observation({
      type: 'KNOWLEDGE_BASE',
      knowledgeBaseLookupOutput: {
        retrievedReferences: passages.map(toReference),
        metadata: metadata({ startTime, endTime: clock() }),
      },
    });
    const reply = searchReply(passages, state.promptSessionAttributes.today);
    return { toolResult: { toolUseId, status: 'success', json: reply as Json } };
  } catch (error) {
    signal.throwIfAborted();
    input.onLookupFailure?.({ sessionId: request.sessionId, knowledgeBaseId, error });
    const message = 'the documents cannot be searched now; say that, and do not answer from memory';
    yield* traces.observation({
      type: 'REPROMPT',
      repromptResponse: { source: 'KNOWLEDGE_BASE', text: `${SEARCH_FAILED}: ${message}` },
    });
    return { toolResult: { toolUseId, status: 'error', json: { code: SEARCH_FAILED, message } } };
  }
}

function found(retriever: Retriever | undefined, knowledgeBaseId: string): Retriever {
  if (retriever === undefined) throw new TypeError(`nothing is behind the knowledge base ${knowledgeBaseId}`);
  return retriever;
}

/** A passage as traces and citations have it: without its score. */
export function toReference({ text, uri, metadata: known }: Omit<Passage, 'score'>): RetrievedReference {
  return {
    content: { type: 'TEXT', text },
    location: { type: 'S3', s3Location: { uri } },
    metadata: Object.fromEntries(
      Object.entries(known).map(([key, value]) => [key, Array.isArray(value) ? [...value] : value]),
    ) as NonNullable<RetrievedReference['metadata']>,
  };
}

/** A tool's reply stays readable for a model, and the session's history affordable. */
const MOST_REPLY_CHARACTERS = 20_000;

/** The reply for the model: what was found until it is full, and how much more there was. */
export function searchReply(passages: readonly Passage[], today: string | undefined): SearchReply {
  const kept: FoundPassage[] = [];
  let characters = 0;
  for (const { text, uri, metadata: known } of passages) {
    characters += text.length;
    if (kept.length > 0 && characters > MOST_REPLY_CHARACTERS) break;
    kept.push({ uri, text, ...passageFacts(known, today), metadata: plain(known) });
  }
  const leftOut = passages.length - kept.length;
  return { code: 'ok', passages: kept, ...(leftOut === 0 ? {} : { leftOut }) };
}

function plain(known: Passage['metadata']): FoundPassage['metadata'] {
  return Object.fromEntries(
    Object.entries(known).map(([key, value]) => [key, typeof value === 'object' ? [...value] : value]),
  );
}
