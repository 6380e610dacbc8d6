import { randomUUID } from 'node:crypto';
import { createRuntimeServer } from '#agent/runtime/http/runtime-server.ts';
import { composeRuntime } from '../compose-runtime.ts';
import { type EvalServices, evalClock } from './eval-services.ts';

/** The agent runtime behind HTTP, over services that are started already. */
export async function startRuntimeOver({
  services,
  dataDir,
}: {
  readonly services: EvalServices;
  readonly dataDir: string;
}): Promise<{ readonly endpoint: string; close(): Promise<void> }> {
  const { runtime, knowledgeBases, release, close } = composeRuntime({
    athenaEndpoint: services.athena,
    dynamodbEndpoint: services.dynamodb,
    dataDir,
    clock: evalClock(),
    onFailure: () => {},
  });
  await release({ signal: AbortSignal.timeout(30_000) });
  const server = createRuntimeServer({ runtime, knowledgeBases, newId: randomUUID });
  const { endpoint } = await server.start();
  return {
    endpoint,
    async close() {
      await server.close();
      close();
    },
  };
}
