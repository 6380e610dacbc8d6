import { parentPort, workerData } from 'node:worker_threads';
import { codeOf } from '#evals/runner/ask-again.ts';
import type { AgentThreadData, FromAgentThread, ToAgentThread } from './agent-thread-messages.ts';
import { createEvalStores } from './eval-services.ts';
import { openInProcessTarget } from './in-process-target.ts';

/** The other end of `openAgentThread`: an agent with stores of its own, over the services of the thread that began it. */
const { athena, dynamodb, ...options } = workerData as AgentThreadData;
const port = parentPort;
if (port === null) throw new TypeError('this file is run as a thread');
const send = (message: FromAgentThread) => port.postMessage(message);
const running = new Map<number, AbortController>();

const target = await openInProcessTarget({
  ...options,
  services: { athena, dynamodb, stores: createEvalStores(), close: async () => {} },
  models: { choice: { kind: 'embedded' } },
  onFailure: (where, error) =>
    send({
      type: 'failure',
      where,
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
});

port.on('message', (message: ToAgentThread) => {
  switch (message.type) {
    case 'ask':
    case 'read':
      return void answer(message);
    case 'abort':
      return running.get(message.id)?.abort();
    default:
      return void target.close().then(() => port.close());
  }
});
send({ type: 'ready' });

async function answer(message: Extract<ToAgentThread, { type: 'ask' | 'read' }>): Promise<void> {
  const { id } = message;
  const abort = new AbortController();
  running.set(id, abort);
  try {
    if (message.type === 'ask') {
      const { request, fault } = message;
      const events = target.ask({ ...request, signal: abort.signal }, fault === undefined ? {} : { fault });
      for await (const event of events) send({ type: 'event', id, event });
    } else {
      const artifact = await target.artifacts?.get(message.artifactId, message.scope, abort);
      if (artifact !== undefined) send({ type: 'artifact', id, artifact });
    }
    send({ type: 'end', id });
  } catch (error) {
    send({
      type: 'broken',
      id,
      code: codeOf(error),
      message: error instanceof Error ? error.message : String(error),
    });
  } finally {
    running.delete(id);
  }
}
