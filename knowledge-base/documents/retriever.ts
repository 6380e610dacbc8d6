import type { RetrievalFilter } from './filter.ts';

/** What metadata may hold, and what a filter compares. */
export type MetadataValue = string | number | boolean | readonly string[];
export type PassageMetadata = Readonly<Record<string, MetadataValue>>;

/** The keys that every passage's metadata has beside those of its document, named as Bedrock names them. */
export const SOURCE_URI_KEY = 'x-amz-bedrock-kb-source-uri';
export const CHUNK_ID_KEY = 'x-amz-bedrock-kb-chunk-id';
export const DATA_SOURCE_ID_KEY = 'x-amz-bedrock-kb-data-source-id';

/** A chunk that was found. */
export interface Passage {
  readonly text: string;
  /** `s3://…/x.md`: the chunk's own file, so it names the passage. */
  readonly uri: string;
  readonly metadata: PassageMetadata;
  /** Higher is better within one query; never comparable between two, so never a threshold. */
  readonly score: number;
}

export interface RetrieveQuery {
  /** 1 to `MOST_QUERY_CHARACTERS` characters. */
  readonly text: string;
  /** At most this many passages: a whole number from 1 to `MOST_PASSAGES`. */
  readonly limit: number;
  /** Only passages that hold it; all of them when left out. */
  readonly filter?: RetrievalFilter | undefined;
  readonly signal: AbortSignal;
}

/** Port: passages of the documents, the best first. Finds the nearest, even where nothing is near. */
export interface Retriever {
  /** @throws {RetrieverError}, or the signal's reason when it aborts. */
  retrieve(query: RetrieveQuery): Promise<readonly Passage[]>;
}

export const MOST_QUERY_CHARACTERS = 20_000;
/** Ten of the service's largest pages: deeper than anybody reads. */
export const MOST_PASSAGES = 1_000;

export type RetrieverErrorCode =
  | 'retriever-rejected' // the query or its filter is none
  | 'retriever-not-found' // there is no such knowledge base
  | 'retriever-denied' // credentials or permissions
  | 'retriever-throttled'
  | 'retriever-timeout'
  | 'retriever-unavailable' // cannot be reached, or the connection was cut
  | 'retriever-failed';

export class RetrieverError extends Error {
  override readonly name = 'RetrieverError';
  readonly code: RetrieverErrorCode;
  constructor(code: RetrieverErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Checks what every adapter asks of a query.
 * @throws {RetrieverError} `retriever-rejected` naming the field, its value and what is accepted
 */
export function checkQuery({ text, limit }: Pick<RetrieveQuery, 'text' | 'limit'>): void {
  const faults = [
    ...(text.trim() === '' ? ['text: empty, words to search for are needed'] : []),
    ...(text.length > MOST_QUERY_CHARACTERS
      ? [`text: ${text.length} characters, at most ${MOST_QUERY_CHARACTERS} are accepted`]
      : []),
    ...(Number.isInteger(limit) && limit >= 1 && limit <= MOST_PASSAGES
      ? []
      : [`limit: ${limit}, a whole number from 1 to ${MOST_PASSAGES} is accepted`]),
  ];
  if (faults.length > 0) throw new RetrieverError('retriever-rejected', faults.join('; '));
}
