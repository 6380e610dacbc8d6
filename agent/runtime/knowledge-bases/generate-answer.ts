import type { Passage } from '#knowledge-base/documents/retriever.ts';
import { loadPrompt } from '#prompts/load-prompt.ts';
import { renderPrompt } from '#prompts/prompt.ts';
import { promptSettings } from '#prompts/prompt-settings.ts';
import { selectPrompt } from '#prompts/selection.ts';
import { attributionOf } from '../answer-citations.ts';
import type { Citation } from '../bedrock-runtime-event.ts';
import { streamMessage } from '../model-message.ts';
import type { ContentBlock, Json, Model, ModelRequest } from '../models/model.ts';
import { RuntimeError, toRuntimeError } from '../runtime-error.ts';
import { systemPrompt } from '../system-prompt.ts';
import { searchReply } from './look-up.ts';
import { SEARCH_QUERY, searchTool } from './search-tool.ts';

/** What RetrieveAndGenerate answers. */
export interface GeneratedAnswer {
  readonly text: string;
  /** With span, and references without scores. */
  readonly citations: readonly Citation[];
}

/** The service's words when nothing was found, or when a model finds none of its own. */
export const UNABLE = 'Sorry, I am unable to assist you with this request.';

const TOOL_USE_ID = 'search-1';

/**
 * Words an answer from passages: the model is shown the question and, as the result of a search that it asked for,
 * what was found. Without passages no model is asked.
 * @throws {RuntimeError} one of the service's exceptions
 */
export async function generateAnswer(
  question: {
    readonly text: string;
    readonly knowledgeBaseId: string;
    readonly passages: readonly Passage[];
  },
  options: { readonly model: Model; readonly today: string; readonly signal: AbortSignal },
): Promise<GeneratedAnswer> {
  const { text, knowledgeBaseId, passages } = question;
  const { model, today, signal } = options;
  if (passages.length === 0) return { text: UNABLE, citations: [] };
  const tool = searchTool({ knowledgeBaseId, description: 'Searches the documents.' });
  const prompt = loadPrompt(selectPrompt('document-answer', { intent: 'documents' }));
  const reply = searchReply(passages, today);
  const promptSessionAttributes = { today };
  const asked: ContentBlock = {
    toolUse: { toolUseId: TOOL_USE_ID, name: tool.name, input: { [SEARCH_QUERY]: text } },
  };
  const found: ContentBlock = {
    toolResult: { toolUseId: TOOL_USE_ID, status: 'success', json: reply as Json },
  };
  const message = await wholeMessage(model, {
    system: systemPrompt(renderPrompt(prompt, {}), promptSessionAttributes),
    settings: promptSettings.parse(prompt.settings),
    promptSessionAttributes,
    messages: [
      { role: 'user', content: [{ text }] },
      { role: 'assistant', content: [asked] },
      { role: 'user', content: [found] },
    ],
    tools: [tool],
    signal,
  });
  // A model that goes on searching has no answer.
  if (message.toolUses.length > 0) return { text: UNABLE, citations: [] };
  const retrieved = new Map(reply.passages.map((passage) => [passage.uri, passage]));
  const citations = attributionOf(message.text, 0, message.citations, retrieved)?.citations ?? [];
  return { text: message.text, citations };
}

async function wholeMessage(model: Model, request: ModelRequest) {
  try {
    const parts = streamMessage(model, request);
    for (;;) {
      const part = await parts.next();
      if (part.done) return part.value;
    }
  } catch (error) {
    request.signal.throwIfAborted();
    throw error instanceof RuntimeError ? error : toRuntimeError(error);
  }
}
