import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoDbTurnLedger } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { createDynamoDbTurnNotes } from '#channels/turn/ledger/dynamodb-turn-notes.ts';
import type { TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';
import type { TurnNotes } from '#channels/turn/ledger/turn-notes.ts';
import { sqsQueueDepth } from '#channels/turn/queue/sqs-queue-depth.ts';
import { createSqsTurnQueue } from '#channels/turn/queue/sqs-turn-queue.ts';
import type { TurnQueue } from '#channels/turn/queue/turn-queue.ts';
import type { Dependency } from '#channels/web/api/readiness.ts';
import type { BatchStore } from '#channels/web/batches/batch.ts';
import { createDynamoDbBatchStore } from '#channels/web/batches/dynamodb-batch-store.ts';
import type { AnalysisHistory } from '#knowledge-base/artifacts/analysis-history.ts';
import { createDynamoDbAnalysisHistory } from '#knowledge-base/artifacts/dynamodb-analysis-history.ts';
import { localClientOptions } from './local-client-options.ts';
import type { LocalEndpoints } from './local-file.ts';
import { LOCAL_ORGANISATION, TABLE_NAMES } from './table-names.ts';

/** What the web needs besides an assistant, over the services at some endpoints. */
export interface WebStores {
  readonly endpoints: LocalEndpoints;
  readonly sqs: SQSClient;
  readonly dynamodb: DynamoDBClient;
  readonly ledger: TurnLedger;
  readonly notes: TurnNotes;
  readonly queue: TurnQueue;
  readonly history: AnalysisHistory;
  readonly batchStore: BatchStore;
  readonly batchQueue: TurnQueue;
  readonly dependencies: readonly Dependency[];
  /** Questions that wait for a worker. */
  waiting(): Promise<number>;
  close(): void;
}

const DEPTH_TIMEOUT_MS = 2_000;

export function openWebStores(endpoints: LocalEndpoints, clock: () => Date): WebStores {
  const dynamodb = new DynamoDBClient({
    ...localClientOptions,
    endpoint: endpoints.dynamodb,
    // Each stream that is followed has a call under way now and then.
    requestHandler: { httpAgent: { maxSockets: 256 } },
  });
  const sqs = new SQSClient({ ...localClientOptions, endpoint: endpoints.sqs });
  const table = { client: dynamodb, tableName: TABLE_NAMES.turnLedger, clock };
  const ledger = createDynamoDbTurnLedger(table);
  const depth = (signal: AbortSignal) => sqsQueueDepth(sqs, endpoints.queues.turns, { signal });
  const answers = async (endpoint: string, signal: AbortSignal) => {
    // Whatever it answers to an empty request, it answers.
    await (await fetch(endpoint, { signal })).arrayBuffer();
    return {};
  };
  return {
    endpoints,
    sqs,
    dynamodb,
    ledger,
    notes: createDynamoDbTurnNotes(table),
    queue: createSqsTurnQueue({ client: sqs, queueUrl: endpoints.queues.turns }),
    batchStore: createDynamoDbBatchStore({ client: dynamodb, tableName: TABLE_NAMES.batches, clock }),
    batchQueue: createSqsTurnQueue({ client: sqs, queueUrl: endpoints.queues.batches }),
    history: createDynamoDbAnalysisHistory({
      client: dynamodb,
      tableName: TABLE_NAMES.history,
      organisation: LOCAL_ORGANISATION,
      clock,
      newId: randomUUID,
    }),
    dependencies: [
      {
        name: 'turn-ledger',
        probe: async (signal) => {
          await ledger.wasHandedOn('readyz', { signal });
          return {};
        },
      },
      { name: 'turn-queue', probe: async (signal) => ({ ...(await depth(signal)) }) },
      { name: 'agent', probe: (signal) => answers(endpoints.bedrockAgentRuntime, signal) },
      { name: 'project-data', probe: (signal) => answers(endpoints.athena, signal) },
    ],
    waiting: async () => (await depth(AbortSignal.timeout(DEPTH_TIMEOUT_MS))).waiting,
    close() {
      dynamodb.destroy();
      sqs.destroy();
    },
  };
}
