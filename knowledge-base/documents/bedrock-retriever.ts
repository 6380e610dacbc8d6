import {
  BedrockAgentRuntimeClient,
  type BedrockAgentRuntimeClientConfig,
  type KnowledgeBaseRetrievalResult,
  type RetrievalFilter,
  RetrieveCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import {
  checkQuery,
  type MetadataValue,
  type Passage,
  type PassageMetadata,
  type Retriever,
  RetrieverError,
  type RetrieverErrorCode,
  SOURCE_URI_KEY,
} from './retriever.ts';

export interface BedrockRetrieverOptions {
  readonly region: string;
  /** Ten letters and digits, or an ARN. */
  readonly knowledgeBaseId: string;
  /** Another place than the service's own. */
  readonly endpoint?: string;
  readonly credentials?: NonNullable<BedrockAgentRuntimeClientConfig['credentials']>;
  /** How long one page may take, default 10 s. */
  readonly requestTimeoutMs?: number;
  readonly connectionTimeoutMs?: number;
  /** Of one page: a search changes nothing, so the SDK may ask again. Default 3. */
  readonly maxAttempts?: number;
}

export interface ClosableRetriever extends Retriever {
  /** Closes the kept connections. */
  close(): void;
}

/** The largest page that the service gives. */
const MOST_ON_A_PAGE = 100;

/**
 * A knowledge base through Retrieve of the AWS SDK: hybrid search (words and meaning), page after page.
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_Retrieve.html
 */
export function createBedrockRetriever(options: BedrockRetrieverOptions): ClosableRetriever {
  const client = new BedrockAgentRuntimeClient({
    region: options.region,
    maxAttempts: options.maxAttempts ?? 3,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
    requestHandler: new NodeHttpHandler({
      requestTimeout: options.requestTimeoutMs ?? 10_000,
      throwOnRequestTimeout: true,
      connectionTimeout: options.connectionTimeoutMs ?? 5_000,
    }),
  });
  return {
    async retrieve({ text, limit, filter, signal }) {
      checkQuery({ text, limit });
      signal.throwIfAborted();
      const passages: Passage[] = [];
      let nextToken: string | undefined;
      try {
        do {
          const page = await client.send(
            new RetrieveCommand({
              knowledgeBaseId: options.knowledgeBaseId,
              retrievalQuery: { text },
              retrievalConfiguration: {
                vectorSearchConfiguration: {
                  numberOfResults: Math.min(limit, MOST_ON_A_PAGE),
                  overrideSearchType: 'HYBRID',
                  // The same shape, read-only.
                  ...(filter === undefined ? {} : { filter: filter as RetrievalFilter }),
                },
              },
              ...(nextToken === undefined ? {} : { nextToken }),
            }),
            { abortSignal: signal },
          );
          passages.push(...(page.retrievalResults ?? []).flatMap(toPassage));
          nextToken = page.nextToken;
        } while (nextToken !== undefined && passages.length < limit);
        return passages.slice(0, limit);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw toRetrieverError(error);
      }
    },
    close: () => client.destroy(),
  };
}

/** A result without words or without a place cannot be cited: it is none. */
function toPassage({ content, location, score, metadata }: KnowledgeBaseRetrievalResult): Passage[] {
  const known = typed(metadata ?? {});
  const uri = location?.s3Location?.uri ?? known[SOURCE_URI_KEY];
  if (content?.text === undefined || typeof uri !== 'string') return [];
  return [{ text: content.text, uri, metadata: known, score: score ?? 0 }];
}

function typed(metadata: Readonly<Record<string, unknown>>): PassageMetadata {
  return Object.fromEntries(
    Object.entries(metadata).filter((entry): entry is [string, MetadataValue] => isValue(entry[1])),
  );
}

function isValue(value: unknown): value is MetadataValue {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function toRetrieverError(error: unknown): RetrieverError {
  const message = error instanceof Error ? error.message : String(error);
  return new RetrieverError(codeOf(error), message, { cause: error });
}

function codeOf(error: unknown): RetrieverErrorCode {
  if (!(error instanceof Error)) return 'retriever-failed';
  const connection = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // The connection's own code first: the SDK names a connection that was reset a TimeoutError, too.
  return BY_CONNECTION[connection] ?? BY_EXCEPTION[error.name] ?? 'retriever-failed';
}

const BY_EXCEPTION: Readonly<Record<string, RetrieverErrorCode>> = {
  ValidationException: 'retriever-rejected',
  ResourceNotFoundException: 'retriever-not-found',
  AccessDeniedException: 'retriever-denied',
  UnrecognizedClientException: 'retriever-denied',
  InvalidSignatureException: 'retriever-denied',
  ExpiredTokenException: 'retriever-denied',
  CredentialsProviderError: 'retriever-denied',
  ThrottlingException: 'retriever-throttled',
  ServiceQuotaExceededException: 'retriever-throttled',
  BadGatewayException: 'retriever-unavailable',
  TimeoutError: 'retriever-timeout',
};

const BY_CONNECTION: Readonly<Record<string, RetrieverErrorCode>> = {
  ECONNREFUSED: 'retriever-unavailable',
  ECONNRESET: 'retriever-unavailable',
  EPIPE: 'retriever-unavailable',
  ENOTFOUND: 'retriever-unavailable',
  EAI_AGAIN: 'retriever-unavailable',
  EHOSTUNREACH: 'retriever-unavailable',
  ENETUNREACH: 'retriever-unavailable',
  ETIMEDOUT: 'retriever-timeout',
};
