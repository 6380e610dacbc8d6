import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { converseEvents } from './bedrock-converse-events.ts';
import { converseInput } from './bedrock-converse-request.ts';
import type { Inference } from './inference.ts';
import { type Model, ModelError, type ModelErrorCode, type ModelEvent, type ModelRequest } from './model.ts';
import { withoutThoughts } from './thoughts.ts';
import { namesOnWire } from './tool-names.ts';
import { IDLE_TIMEOUT_MS, watched } from './watched.ts';

export interface BedrockConverseModelOptions {
  /** A model id, an inference profile's id, or the ARN of either. */
  readonly modelId: string;
  readonly inference: Inference;
  /** The SDK's own way (`AWS_REGION`, then the profile) when left out. */
  readonly region?: string;
  /** The SDK's own chain when left out. */
  readonly credentials?: NonNullable<BedrockRuntimeClientConfig['credentials']>;
  /** Another place than the service's own. */
  readonly endpoint?: string;
  readonly idleTimeoutMs?: number;
  /** HTTP/1.1 when left out, because there a lost connection is an error. */
  readonly requestHandler?: NonNullable<BedrockRuntimeClientConfig['requestHandler']>;
}

export interface ClosableModel extends Model {
  /** Closes the kept connections. */
  close(): void;
}

const CONNECTION_TIMEOUT_MS = 5_000;

/** A model of Bedrock through ConverseStream; one attempt, since the turn owns the retries. */
export function createBedrockConverseModel(options: BedrockConverseModelOptions): ClosableModel {
  const { modelId, idleTimeoutMs = IDLE_TIMEOUT_MS } = options;
  const client = new BedrockRuntimeClient({
    maxAttempts: 1,
    ...(options.region === undefined ? {} : { region: options.region }),
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
    requestHandler:
      options.requestHandler ?? new NodeHttpHandler({ connectionTimeout: CONNECTION_TIMEOUT_MS }),
  });

  async function* converse(request: ModelRequest): AsyncGenerator<ModelEvent> {
    const { signal } = request;
    const input = converseInput(request, options);
    let ids = 0;
    const events = watched(
      async (abortSignal) => {
        const { stream } = await client.send(new ConverseStreamCommand(input), { abortSignal });
        if (stream === undefined) throw new ModelError('model-failed', 'the response has no stream');
        return stream;
      },
      { signal, idleTimeoutMs },
    );
    try {
      yield* withoutThoughts(
        converseEvents(events, {
          nameOf: namesOnWire(request.tools),
          newId: () => {
            ids += 1;
            return `use_${request.messages.length}_${ids}`;
          },
        }),
      );
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw toModelError(error);
    }
  }

  return { modelId, converse, close: () => client.destroy() };
}

function toModelError(error: unknown): ModelError {
  if (error instanceof ModelError) return error;
  if (!(error instanceof Error)) return new ModelError('model-failed', String(error), { cause: error });
  const connection = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const code = BY_EXCEPTION[error.name] ?? (CUT.has(connection) ? 'model-unavailable' : 'model-failed');
  return new ModelError(code, `${error.name}: ${error.message.slice(0, 500)}`, { cause: error });
}

/** Each of these comes before the stream as an HTTP status or inside it as a frame, and is the same then. */
const BY_EXCEPTION: Readonly<Record<string, ModelErrorCode>> = {
  ThrottlingException: 'model-throttled',
  ServiceQuotaExceededException: 'model-throttled',
  ServiceUnavailableException: 'model-unavailable',
  ModelNotReadyException: 'model-unavailable',
  InternalServerException: 'model-unavailable',
  ModelTimeoutException: 'model-timeout',
  ModelStreamErrorException: 'model-failed',
  ModelErrorException: 'model-failed',
  ValidationException: 'model-failed',
  ResourceNotFoundException: 'model-failed',
  AccessDeniedException: 'model-denied',
  UnrecognizedClientException: 'model-denied',
  InvalidSignatureException: 'model-denied',
  ExpiredTokenException: 'model-denied',
  CredentialsProviderError: 'model-denied',
};

const CUT = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_HTTP2_STREAM_ERROR',
  'ERR_HTTP2_STREAM_CANCEL',
  'ERR_HTTP2_SESSION_ERROR',
]);
