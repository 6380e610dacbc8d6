import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface JsonServices {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Services of the JSON protocol, by what `X-Amz-Target` names; anything else is refused as unknown. */
export async function startJsonServices(
  operations: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => unknown>>,
): Promise<JsonServices> {
  const server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target']);
    const input = (await json(request)) as Readonly<Record<string, unknown>>;
    const operation = operations[target];
    const [status, body] =
      operation === undefined
        ? [400, { __type: 'UnknownOperationException' }]
        : [200, await operation(input)];
    response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
