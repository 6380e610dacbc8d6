import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll } from 'vitest';
import { type TestWeb, testWeb } from '../__fixtures__/test-web.ts';

export interface ServedWeb {
  readonly web: TestWeb;
  readonly origin: string;
}

/** The application with its doubles behind a port of this machine, for all tests of a file. */
export function servedWeb(make: () => TestWeb = testWeb): { readonly now: ServedWeb } {
  let served: ServedWeb | undefined;
  let close: () => Promise<void> = async () => {};
  beforeAll(async () => {
    const web = make();
    const { port, end } = await listen(web);
    served = { web, origin: `http://localhost:${port}` };
    close = end;
  });
  afterAll(() => close());
  return {
    get now() {
      if (served === undefined) throw new Error('the application is served inside tests');
      return served;
    },
  };
}

/** Serves an application until `end`. */
export function listen(web: TestWeb, port = 0): Promise<{ readonly port: number; end(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: web.app.fetch, port, hostname: '127.0.0.1' }, () => {
      const end = () =>
        new Promise<void>((ended) => {
          server.close(() => ended());
          if ('closeAllConnections' in server) server.closeAllConnections();
        });
      resolve({ port: (server.address() as AddressInfo).port, end });
    });
    server.once('error', reject);
  });
}
