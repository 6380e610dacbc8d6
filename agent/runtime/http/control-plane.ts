import { sendException } from './http-exchange.ts';
import type { RunningServer, RuntimeServerOptions } from './runtime-server.ts';
import { createTwoProtocolServer } from './two-protocol-server.ts';

/**
 * The place of the control plane (`bedrock-agent`), on a port of its own because its `POST /agents/{id}/`
 * collides with InvokeInlineAgent. It holds no resources yet, and says so to everything.
 */
export function createControlPlaneServer(
  options: Pick<RuntimeServerOptions, 'host' | 'port' | 'newId'>,
): RunningServer {
  const host = options.host ?? '127.0.0.1';
  const server = createTwoProtocolServer(async (request, response) => {
    response.setHeader('x-amzn-requestid', options.newId());
    const path = (request.url ?? '').slice(0, 200);
    sendException(response, {
      code: 'ResourceNotFoundException',
      message: `${request.method} ${path}: there is no such resource in this control plane`,
    });
  });
  return {
    start: async () => {
      const port = await server.listen({ host, port: options.port ?? 0 });
      return { endpoint: `http://${host}:${port}` };
    },
    close: () => server.close({ graceMs: 1_000 }),
  };
}
