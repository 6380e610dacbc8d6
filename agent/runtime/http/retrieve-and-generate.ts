import { z } from 'zod';
import type { Citation } from '../bedrock-runtime-event.ts';
import { type GeneratedAnswer, generateAnswer } from '../knowledge-bases/generate-answer.ts';
import { knowledgeBaseId, retrievalConfiguration } from '../knowledge-bases/retrieval-settings.ts';
import type { Model } from '../models/model.ts';
import { checkBody } from './check-body.ts';
import { eventStreamFrame } from './event-frames.ts';
import { type FindRetriever, findRetriever, search } from './retrieve.ts';

/** Longest question of RetrieveAndGenerate, in characters. */
const MOST_INPUT_CHARACTERS = 1_000;

const notSupported = (name: string) =>
  z
    .unknown()
    .optional()
    .refine((value) => value == null, `${name} is not supported by this runtime`);

const body = z.strictObject({
  input: z.strictObject(
    {
      text: z
        .string('a text')
        .max(MOST_INPUT_CHARACTERS, `at most ${MOST_INPUT_CHARACTERS} characters`)
        .refine((text) => text.trim() !== '', 'a question is needed'),
    },
    'needed: {text}',
  ),
  sessionId: notSupported('sessionId'),
  sessionConfiguration: notSupported('sessionConfiguration'),
  userContext: notSupported('userContext'),
  retrieveAndGenerateConfiguration: z.strictObject(
    {
      type: z.literal('KNOWLEDGE_BASE', 'KNOWLEDGE_BASE is the only type here'),
      knowledgeBaseConfiguration: z.strictObject(
        {
          knowledgeBaseId,
          /** Whatever it names, the model behind this runtime's agents answers. */
          modelArn: z.string('a text').min(1, 'not empty').max(2_048, 'at most 2048 characters'),
          retrievalConfiguration,
          generationConfiguration: notSupported('generationConfiguration'),
          orchestrationConfiguration: notSupported('orchestrationConfiguration'),
        },
        'needed: {knowledgeBaseId, modelArn}',
      ),
      externalSourcesConfiguration: notSupported('externalSourcesConfiguration'),
    },
    'needed: {type, knowledgeBaseConfiguration}',
  ),
});

export interface RetrieveAndGenerateOptions {
  readonly retriever: FindRetriever;
  readonly model: Model;
  /** YYYY-MM-DD: the day by which a document has expired or not. */
  readonly today: string;
  readonly newId: () => string;
  readonly signal: AbortSignal;
}

/** An answer with the id of the session that the service would keep; this runtime keeps none. */
export interface RetrievedAnswer extends GeneratedAnswer {
  readonly sessionId: string;
}

/**
 * `POST /retrieveAndGenerate` and its stream: searches, then lets the model answer from what was found.
 * @throws {RuntimeError} one of the service's exceptions
 */
export async function retrieveAndGenerate(
  given: unknown,
  options: RetrieveAndGenerateOptions,
): Promise<RetrievedAnswer> {
  const { input, retrieveAndGenerateConfiguration } = checkBody(body, given);
  const { knowledgeBaseConfiguration } = retrieveAndGenerateConfiguration;
  const { knowledgeBaseId: id, retrievalConfiguration: settings } = knowledgeBaseConfiguration;
  const { signal, model, today, newId } = options;
  const passages = await search(findRetriever(options.retriever, id), {
    text: input.text,
    limit: settings.numberOfResults,
    filter: settings.filter,
    signal,
  });
  const question = { text: input.text, knowledgeBaseId: id, passages };
  return { sessionId: newId(), ...(await generateAnswer(question, { model, today, signal })) };
}

/** The answer as RetrieveAndGenerate's response. */
export function answerBody({
  sessionId,
  text,
  citations,
}: RetrievedAnswer): Readonly<Record<string, unknown>> {
  return { sessionId, output: { text }, citations };
}

/** The answer as frames of RetrieveAndGenerateStream; its session id is a header. */
export function* answerFrames({ text, citations }: RetrievedAnswer): Iterable<Uint8Array> {
  yield frame('output', { text });
  for (const citation of citations) yield frame('citation', citationMember(citation));
}

/** The stream's members say the same twice, as the service's do. */
function citationMember(citation: Citation): Readonly<Record<string, unknown>> {
  return { citation, ...citation };
}

function frame(type: string, payload: unknown): Uint8Array {
  return eventStreamFrame(
    { ':message-type': 'event', ':event-type': type, ':content-type': 'application/json' },
    payload,
  );
}
