import type { Model } from '../models/model.ts';
import { RuntimeError, toRuntimeError } from '../runtime-error.ts';
import { type HttpRequest, type HttpResponse, sendException } from './http-exchange.ts';
import { BodyError, readBody, readJson } from './read-body.ts';
import { type FindRetriever, retrieve } from './retrieve.ts';
import { answerBody, answerFrames, retrieveAndGenerate } from './retrieve-and-generate.ts';

/** What the knowledge bases' operations need. */
export interface KnowledgeBases {
  readonly retriever: FindRetriever;
  /** Answers RetrieveAndGenerate. */
  readonly model: Model;
  readonly clock: () => Date;
  /** How long one request may take, default 60 s. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 60_000;

/** A request of the knowledge bases' API, ready to be answered; undefined when the path is none. */
export function knowledgeBaseRoute(
  { method, path }: { readonly method: string | undefined; readonly path: string },
  options: KnowledgeBases & { readonly newId: () => string },
): ((request: HttpRequest, response: HttpResponse) => Promise<void>) | undefined {
  if (method !== 'POST') return undefined;
  const label = /^\/knowledgebases\/([^/]+)\/retrieve$/.exec(path)?.[1];
  const today = () => options.clock().toISOString().slice(0, 10);
  const { retriever, model, newId } = options;
  if (label !== undefined)
    return answering(options, async (body, response, signal) => {
      sendJson(response, await retrieve(decode(label), body, { retriever, signal }));
    });
  const answer = (body: unknown, signal: AbortSignal) =>
    retrieveAndGenerate(body, { retriever, model, newId, today: today(), signal });
  if (path === '/retrieveAndGenerate')
    return answering(options, async (body, response, signal) => {
      sendJson(response, answerBody(await answer(body, signal)));
    });
  if (path === '/retrieveAndGenerateStream')
    return answering(options, async (body, response, signal) => {
      const answered = await answer(body, signal);
      response.statusCode = 200;
      response.setHeader('content-type', 'application/vnd.amazon.eventstream');
      response.setHeader('x-amzn-bedrock-knowledge-base-session-id', answered.sessionId);
      for (const frame of answerFrames(answered)) response.write(frame);
      response.end();
    });
  return undefined;
}

type Answer = (body: unknown, response: HttpResponse, signal: AbortSignal) => Promise<void>;

/** Reads the body, answers, and turns failures into the service's exceptions; a client that leaves ends it. */
function answering({ timeoutMs = TIMEOUT_MS }: KnowledgeBases, answer: Answer) {
  return async (request: HttpRequest, response: HttpResponse): Promise<void> => {
    const asking = new AbortController();
    const onClose = () => asking.abort(new Error('the client went away'));
    const timer = setTimeout(() => {
      const seconds = timeoutMs / 1_000;
      asking.abort(new RuntimeError('DependencyFailedException', `no answer within ${seconds} s`));
    }, timeoutMs);
    response.once('close', onClose);
    try {
      await answer(readJson(await readBody(request)), response, asking.signal);
    } catch (thrown) {
      // Nobody is there to be told.
      if (asking.signal.aborted && !(asking.signal.reason instanceof RuntimeError)) return;
      const error =
        thrown instanceof BodyError
          ? new RuntimeError('ValidationException', thrown.message, { cause: thrown })
          : toRuntimeError(thrown);
      sendException(response, error);
    } finally {
      clearTimeout(timer);
      response.off('close', onClose);
    }
  };
}

function sendJson(response: HttpResponse, body: Readonly<Record<string, unknown>>): void {
  response.statusCode = 200;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

function decode(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch (cause) {
    throw new RuntimeError('ValidationException', 'knowledgeBaseId: not percent-encoded UTF-8', { cause });
  }
}
