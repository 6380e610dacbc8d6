import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Seller } from '#channels/turn/seller-directory.ts';
import type { LocalService } from '../dynamodb.ts';
import { openIssuedCodes } from './issued-codes.ts';
import { createIssuerApp } from './issuer-app.ts';
import { issuerKey, keepPort, lastPort } from './issuer-key.ts';

export interface StartIssuerOptions {
  readonly dataDir: string;
  readonly sellers: () => Promise<readonly Seller[]>;
  readonly clock: () => Date;
}

/** The development issuer of a data folder, at the address it had before unless that is taken. */
export async function startIssuer(options: StartIssuerOptions): Promise<LocalService> {
  const folder = join(options.dataDir, 'issuer');
  const key = await issuerKey(folder);
  const codes = await openIssuedCodes(join(folder, 'codes'), options.clock);
  let app: Hono | undefined;
  const fetch = (request: Request) => app?.fetch(request) ?? new Response(null, { status: 503 });
  const before = await lastPort(folder);
  const server = await listen(fetch, before ?? 0).catch((error: unknown) => {
    if (before === undefined) throw error;
    return listen(fetch, 0);
  });
  const { port } = server.address() as AddressInfo;
  if (port !== before) await keepPort(folder, port);
  const issuer = `http://127.0.0.1:${port}`;
  app = createIssuerApp({ ...options, issuer, key, codes, newId: randomUUID });
  return {
    endpoint: issuer,
    close: () =>
      new Promise((resolve, reject) => {
        if ('closeAllConnections' in server) server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, () => resolve(server));
    server.once('error', reject);
  });
}
