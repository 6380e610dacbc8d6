import type { HttpHandler, HttpRequest, HttpResponse } from '../http/http-exchange.ts';
import { createTwoProtocolServer } from '../http/two-protocol-server.ts';
import type { Model } from './model.ts';

/** One request as a double sees it, answered with anything. */
export type RawReply = (exchange: {
  readonly response: HttpResponse;
  readonly body: unknown;
}) => Promise<void> | void;

/** A model's server of the tests' own, over HTTP/1.1 and HTTP/2. */
export interface ModelServerDouble {
  readonly endpoint: string;
  /** Bodies of the requests so far, parsed. */
  readonly bodies: readonly unknown[];
  /** Headers of the last request. */
  readonly headers: () => Readonly<Record<string, string | string[] | undefined>>;
  /** Answers the next request like this instead; what is queued is used up first. */
  next(reply: RawReply): void;
  /** Answers with the model after all: for a reply that only watches. */
  readonly pass: RawReply;
  /** Resolves when the last request's connection is gone, or its response is out. */
  readonly closed: () => Promise<void>;
  close(): Promise<void>;
}

/** A double whose answers come from a model, written to its wire by `answer`. */
export async function startModelServer(
  path: RegExp,
  answer: (
    model: Model,
    exchange: { readonly response: HttpResponse; readonly body: unknown },
  ) => Promise<void>,
  model: Model,
): Promise<ModelServerDouble> {
  const bodies: unknown[] = [];
  const queued: RawReply[] = [];
  let headers: Readonly<Record<string, string | string[] | undefined>> = {};
  let closed: Promise<void> = Promise.resolve();
  const handler: HttpHandler = async (request, response) => {
    closed = new Promise((resolve) => response.once('close', () => resolve()));
    headers = (request as { headers?: typeof headers }).headers ?? {};
    const body: unknown = JSON.parse(await textOf(request));
    if (request.method !== 'POST' || !path.test(request.url ?? '')) {
      response.statusCode = 404;
      response.end(`no ${request.method} ${request.url} here`);
      return;
    }
    bodies.push(body);
    const raw = queued.shift();
    await (raw === undefined ? answer(model, { response, body }) : raw({ response, body }));
  };
  const server = createTwoProtocolServer(handler);
  const port = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bodies,
    headers: () => headers,
    next: (reply) => void queued.push(reply),
    pass: (exchange) => answer(model, exchange),
    closed: () => closed,
    close: () => server.close({ graceMs: 0 }),
  };
}

async function textOf(request: HttpRequest): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** A signal for the model behind a response: it aborts when the client leaves. */
export function untilClientLeaves(response: HttpResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort(new Error('the client went away')));
  return controller.signal;
}

/** The text in pieces of `size` UTF-16 units. */
export function inPieces(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size),
  );
}
