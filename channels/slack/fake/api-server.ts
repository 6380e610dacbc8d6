import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError } from './api-error.ts';
import type { SlackState } from './slack-state.ts';
import type { ApiArguments, ApiCall, WebApi } from './web-api.ts';

/** What goes wrong with a call. */
export type Fault =
  /** The connection drops, and nothing has been done. */
  | { readonly kind: 'drop-before' }
  /** The connection drops after it was done: the app cannot tell. */
  | { readonly kind: 'drop-after' }
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'error'; readonly code: string };

export type FaultPlan = (call: { readonly method: string; readonly args: ApiArguments }) => Fault | undefined;

export interface ApiServerOptions {
  readonly state: SlackState;
  readonly api: () => WebApi;
  readonly record: (call: ApiCall) => void;
  readonly fault: () => FaultPlan | undefined;
}

export interface ApiServer {
  readonly http: Server;
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves the Web API, uploads and `response_url` on 127.0.0.1, and records every call. */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const http = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const [, kind = '', name = ''] = (request.url ?? '').split('/');
    if (kind === 'upload') {
      const file = options.state.files.get(name);
      if (file !== undefined) file.content = uploadedContent(body, request.headers['content-type']);
      response.end('OK');
      return;
    }
    if (kind === 'response') {
      const args = JSON.parse(body.toString('utf8') || '{}') as ApiArguments;
      options.record({
        method: 'response_url',
        args: { ...args, response_url: name },
        token: '',
        outcome: 'ok',
      });
      response.end('ok');
      return;
    }
    const token = String(request.headers.authorization ?? '').replace(/^Bearer /, '');
    const args = decodeArguments(body, request.headers['content-type'] ?? '');
    const record = (outcome: string, ts?: unknown) =>
      options.record({
        method: name,
        args,
        token: token || String(args.token ?? ''),
        outcome,
        ...(typeof ts === 'string' ? { ts } : {}),
      });
    const fault = options.fault()?.({ method: name, args });
    if (fault?.kind === 'drop-before') {
      record('drop-before');
      response.destroy();
      return;
    }
    if (fault?.kind === 'rate-limited') {
      record('ratelimited');
      response.writeHead(429, { 'retry-after': String(fault.retryAfterSeconds) });
      response.end(JSON.stringify({ ok: false, error: 'ratelimited' }));
      return;
    }
    const answer = answerTo(name, args, token || String(args.token ?? ''), fault);
    record(fault?.kind === 'drop-after' ? 'drop-after' : String(answer.error ?? 'ok'), answer.ts);
    if (fault?.kind === 'drop-after') {
      response.destroy();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  }

  function answerTo(name: string, args: ApiArguments, token: string, fault: Fault | undefined) {
    try {
      if (fault?.kind === 'error') throw new ApiError(fault.code);
      return options.api().call(name, args, token);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { code, details } = error;
      return {
        ok: false,
        error: code,
        ...(details.length > 0 ? { response_metadata: { messages: details } } : {}),
      };
    }
  }

  return {
    http,
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

/** Fields that a client sends as JSON inside a form. */
const JSON_FIELDS = new Set([
  'blocks',
  'chunks',
  'files',
  'include_all_metadata',
  'loading_messages',
  'metadata',
  'prompts',
  'unfurl_links',
  'unfurl_media',
  'view',
]);

function decodeArguments(body: Buffer, contentType: string): ApiArguments {
  const text = body.toString('utf8');
  if (contentType.startsWith('application/json')) return JSON.parse(text || '{}') as ApiArguments;
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([key, value]) => [
      key,
      JSON_FIELDS.has(key) ? fromJson(value) : value,
    ]),
  );
}

function fromJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new ApiError('invalid_arguments', [value.slice(0, 80)]);
  }
}

/** The file of an upload, out of its form when it is one. */
function uploadedContent(body: Buffer, contentType = ''): string {
  const text = body.toString('utf8');
  const [, boundary] = /boundary="?([^";]+)/.exec(contentType) ?? [];
  if (boundary === undefined) return text;
  const [, part = ''] = text.split(`--${boundary}`);
  return part.slice(part.indexOf('\r\n\r\n') + 4).replace(/\r\n$/, '');
}
