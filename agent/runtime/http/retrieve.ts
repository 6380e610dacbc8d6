import { z } from 'zod';
import {
  MOST_PASSAGES,
  MOST_QUERY_CHARACTERS,
  type Passage,
  type Retriever,
} from '#knowledge-base/documents/retriever.ts';
import { knowledgeBaseId, retrievalConfiguration } from '../knowledge-bases/retrieval-settings.ts';
import { retrieverException } from '../knowledge-bases/retriever-exception.ts';
import { RuntimeError } from '../runtime-error.ts';
import { checkBody } from './check-body.ts';
import { readPageToken, writePageToken } from './page-token.ts';

/** What is behind a knowledge base's id. */
export type FindRetriever = (knowledgeBaseId: string) => Retriever | undefined;

const notSupported = (name: string) =>
  z
    .unknown()
    .optional()
    .refine((value) => value == null, `${name} is not supported by this runtime`);

const body = z.strictObject({
  retrievalQuery: z.strictObject(
    {
      text: z
        .string('a text')
        .max(MOST_QUERY_CHARACTERS, `at most ${MOST_QUERY_CHARACTERS} characters`)
        .refine((text) => text.trim() !== '', 'words to search for are needed'),
      type: z.literal('TEXT', 'TEXT is the only type here').nullish(),
      image: notSupported('image'),
    },
    'needed: {text}',
  ),
  retrievalConfiguration,
  nextToken: z.string('a text').min(1, 'not empty').max(2_048, 'at most 2048 characters').nullish(),
  guardrailConfiguration: notSupported('guardrailConfiguration'),
  userContext: notSupported('userContext'),
});

/**
 * `POST /knowledgebases/{id}/retrieve`: one page of results, in the service's shape.
 * @param label the path's knowledge base, percent-decoded: an id or an ARN
 * @throws {RuntimeError} one of the service's exceptions
 */
export async function retrieve(
  label: string,
  given: unknown,
  options: { readonly retriever: FindRetriever; readonly signal: AbortSignal },
): Promise<Readonly<Record<string, unknown>>> {
  const { knowledgeBaseId: id } = checkBody(z.object({ knowledgeBaseId }), { knowledgeBaseId: label });
  const { retrievalQuery, retrievalConfiguration: settings, nextToken } = checkBody(body, given);
  const retriever = findRetriever(options.retriever, id);
  const query = [id, retrievalQuery.text, settings];
  const offset = readPageToken(nextToken ?? undefined, query);
  const end = offset + settings.numberOfResults;
  // One more than is shown tells whether there is a next page.
  const passages = await search(retriever, {
    text: retrievalQuery.text,
    limit: Math.min(end + 1, MOST_PASSAGES),
    filter: settings.filter,
    signal: options.signal,
  });
  return {
    retrievalResults: passages.slice(offset, end).map(toResult),
    ...(passages.length > end ? { nextToken: writePageToken(query, end) } : {}),
  };
}

/** @throws {RuntimeError} `ResourceNotFoundException` */
export function findRetriever(find: FindRetriever, id: string): Retriever {
  const retriever = find(id);
  if (retriever !== undefined) return retriever;
  throw new RuntimeError('ResourceNotFoundException', `there is no knowledge base ${id}`);
}

/** Searches, and turns failures into the service's exceptions. */
export async function search(
  retriever: Retriever,
  query: Parameters<Retriever['retrieve']>[0],
): Promise<readonly Passage[]> {
  try {
    return await retriever.retrieve(query);
  } catch (error) {
    query.signal.throwIfAborted();
    throw retrieverException(error);
  }
}

function toResult({ text, uri, metadata, score }: Passage): Readonly<Record<string, unknown>> {
  return {
    content: { type: 'TEXT', text },
    location: { type: 'S3', s3Location: { uri } },
    metadata,
    score,
  };
}
