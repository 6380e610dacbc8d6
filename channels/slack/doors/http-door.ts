import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { headerOf, MOST_BODY_BYTES } from '../ingress/check-request.ts';
import type { Ingress, IngressResponse } from '../ingress/ingress.ts';
import type { Interactive } from './interactive.ts';

export interface HttpDoorOptions {
  readonly ingress: Ingress;
  readonly interactive: Interactive;
  /** What `GET /healthz` says; it answers 503 when `isHealthy` is false. */
  readonly health: () => Promise<{ readonly isHealthy: boolean } & Readonly<Record<string, unknown>>>;
  readonly port: number;
  /** 127.0.0.1 when left out: a tunnel or a proxy stands before it. */
  readonly hostname?: string;
  readonly onFailure: (where: string, error: unknown) => void;
}

export interface HttpDoor {
  readonly port: number;
  /** Takes nothing new and ends when what it has is answered. */
  close(): Promise<void>;
}

/** The one address that an app's settings name for events, interactions and commands. */
export const SLACK_PATH = '/slack/events';

/** Slack's requests on this machine, through the same checks as on AWS. */
export async function openHttpDoor(options: HttpDoorOptions): Promise<HttpDoor> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      options.onFailure('slack http', error);
      response.destroy();
    });
  });
  server.listen(options.port, options.hostname ?? '127.0.0.1');
  await once(server, 'listening');

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0];
    if (request.method === 'GET' && path === '/healthz') {
      const health = await options.health();
      const body = JSON.stringify(health);
      return send(response, {
        status: health.isHealthy ? 200 : 503,
        contentType: 'application/json',
        body,
      });
    }
    if (request.method !== 'POST' || path !== SLACK_PATH)
      return send(response, plain(404, `POST ${SLACK_PATH} and GET /healthz are all there is`));
    const body = await readBody(request);
    if (body === undefined) return send(response, plain(413, 'too-large'));
    const raw = { headers: request.headersDistinct, body };
    const isForm = headerOf(raw.headers, 'content-type')?.startsWith('application/x-www-form-urlencoded');
    send(response, await (isForm === true ? options.interactive : options.ingress).handle(raw));
  }

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}

/** Undefined when there is more of it than Slack ever sends; the rest is not read. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BODY_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function send(response: ServerResponse, { status, contentType, body }: IngressResponse): void {
  // The connection of a body that was not read to its end serves nothing more.
  response.writeHead(status, {
    'content-type': contentType,
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(body);
}

function plain(status: number, body: string): IngressResponse {
  return { status, contentType: 'text/plain', body };
}
