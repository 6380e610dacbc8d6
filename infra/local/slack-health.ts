import type { SQSClient } from '@aws-sdk/client-sqs';
import type { TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';
import { sqsQueueDepth } from '#channels/turn/queue/sqs-queue-depth.ts';
import type { LocalEndpoints } from './local-file.ts';

export interface SlackHealthOptions {
  readonly sqs: SQSClient;
  readonly ledger: Pick<TurnLedger, 'wasHandedOn'>;
  readonly endpoints: Pick<LocalEndpoints, 'queues' | 'bedrockAgentRuntime'>;
}

const TIMEOUT_MS = 2_000;
const DOWN = 'unreachable';

/** Whether what answers need can be reached, and how much is waiting. */
export async function slackHealth({ endpoints, ledger, sqs }: SlackHealthOptions) {
  const call = { signal: AbortSignal.timeout(TIMEOUT_MS) };
  const { queues } = endpoints;
  const [queue, deadLetters, ledgerState, agent] = await Promise.all([
    sqsQueueDepth(sqs, queues.slack, call).catch(() => DOWN),
    sqsQueueDepth(sqs, queues.deadSlack, call).catch(() => DOWN),
    ledger.wasHandedOn('healthz', call).then(
      () => 'ok',
      () => DOWN,
    ),
    // Whatever it answers to an empty request, it answers.
    fetch(endpoints.bedrockAgentRuntime, call).then(
      () => 'ok',
      () => DOWN,
    ),
  ]);
  return {
    isHealthy: [queue, ledgerState, agent].every((state) => state !== DOWN),
    queue,
    deadLetters,
    ledger: ledgerState,
    agent,
  };
}
