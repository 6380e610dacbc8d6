import type { Inference } from './inference.ts';
import { type Model, ModelError, type ModelEvent, type ModelRequest } from './model.ts';
import { codeOfStatus, excerpt, openAiEvents } from './openai-events.ts';
import { chatCompletionBody } from './openai-request.ts';
import { eventData } from './server-sent-events.ts';
import { withoutThoughts } from './thoughts.ts';
import { namesOnWire } from './tool-names.ts';
import { IDLE_TIMEOUT_MS, watched } from './watched.ts';

export interface OpenAiCompatibleModelOptions {
  /** Of the server, `http://localhost:11434` or with its version as `…/v1`. */
  readonly baseUrl: string;
  /** The model, as the server calls it. */
  readonly model: string;
  readonly inference: Inference;
  /** Sent as a bearer token when given. */
  readonly apiKey?: string;
  readonly idleTimeoutMs?: number;
}

/**
 * A model behind any server that speaks OpenAI's chat completions: Ollama, vLLM, llama.cpp and others. One
 * attempt, since the turn owns the retries; the wait that a 429 asks for is told in its message.
 */
export function createOpenAiCompatibleModel(options: OpenAiCompatibleModelOptions): Model {
  const { model, idleTimeoutMs = IDLE_TIMEOUT_MS } = options;
  const url = chatCompletionsUrl(options.baseUrl);

  async function* converse(request: ModelRequest): AsyncGenerator<ModelEvent> {
    const body = JSON.stringify(chatCompletionBody(request, options));
    let ids = 0;
    const bytes = watched((signal) => post(url, body, options.apiKey, signal), {
      signal: request.signal,
      idleTimeoutMs,
    });
    yield* withoutThoughts(
      openAiEvents(eventData(bytes), {
        nameOf: namesOnWire(request.tools),
        newId: () => {
          ids += 1;
          return `use_${request.messages.length}_${ids}`;
        },
      }),
    );
  }

  return { modelId: `openai:${model}`, converse };
}

/** Where a server takes chat completions: `/v1/chat/completions` when its address names no path. */
export function chatCompletionsUrl(baseUrl: string): string {
  const url = new URL(baseUrl);
  const path = url.pathname.replace(/\/+$/, '');
  if (!path.endsWith('/chat/completions')) url.pathname = `${path === '' ? '/v1' : path}/chat/completions`;
  return url.href;
}

async function post(
  url: string,
  body: string,
  apiKey: string | undefined,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const response = await reached(
    fetch(url, {
      method: 'POST',
      // A key is not to follow a server's wish for another place.
      redirect: 'error',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      body,
      signal,
    }),
  );
  if (!response.ok) throw await refusal(response);
  // Servers that name no type, or plain text, may still stream; a page or one whole object is no stream.
  const type = response.headers.get('content-type') ?? '';
  if (/html|json|xml/i.test(type))
    throw new ModelError('model-failed', `the model’s server answered ${excerpt(type)}, no event stream`);
  return bytesOf(response);
}

async function* bytesOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { done, value } = await reached(reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}

/** @throws {ModelError} `model-unavailable` when the connection fails; an aborted signal's reason wins above. */
async function reached<Value>(promise: Promise<Value>): Promise<Value> {
  try {
    return await promise;
  } catch (error) {
    const { message, cause } = error instanceof Error ? error : new Error(String(error));
    const detail = cause instanceof Error ? cause.message || cause.name : message;
    throw new ModelError('model-unavailable', `the model’s server cannot be reached: ${excerpt(detail)}`, {
      cause: error,
    });
  }
}

/** How much of a refusal is read. */
const MOST_REFUSAL_BYTES = 4_000;

async function refusal(response: Response): Promise<ModelError> {
  const { status, headers } = response;
  const code = codeOfStatus(status);
  const wait = headers.get('retry-after');
  // What a server says about a key may hold a part of it.
  const said = code === 'model-denied' ? '' : await beginningOf(response);
  const details = [wait === null ? '' : `it asks to wait: ${excerpt(wait)}`, excerpt(said)].filter(Boolean);
  return new ModelError(code, [`the model’s server answered ${status}`, ...details].join('; '));
}

async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  let bytes = 0;
  try {
    for await (const part of bytesOf(response)) {
      text += decoder.decode(part, { stream: true });
      bytes += part.byteLength;
      if (bytes > MOST_REFUSAL_BYTES) break;
    }
  } catch {
    // The status says enough.
  }
  return text.replace(/\s+/g, ' ').trim();
}
