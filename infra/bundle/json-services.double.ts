import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { type Listening, listening } from './listening.double.ts';

export type JsonServices = Listening;

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
  return listening(server);
}
