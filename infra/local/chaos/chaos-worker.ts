import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { plainViews } from '#channels/slack/__fixtures__/plain-views.ts';
import { answerMessages, noteMessage } from '#channels/slack/blocks/answer-messages.ts';
import { stepStatus } from '#channels/slack/blocks/step-status.ts';
import { createSlackChannel, type SlackChannel } from '#channels/slack/slack-channel.ts';
import { createDynamoDbUserSessions } from '#channels/turn/dynamodb-user-sessions.ts';
import { createDynamoDbTurnLedger } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { createSqsTurnQueue } from '#channels/turn/queue/sqs-turn-queue.ts';
import { runSqsWorker } from '#channels/turn/queue/sqs-worker.ts';
import type { DeliveryHandler, Handled } from '#channels/turn/queue/turn-queue.ts';
import type { SellerDirectory } from '#channels/turn/seller-directory.ts';
import { createThreadIds } from '#channels/turn/thread-id.ts';
import { createTurn } from '#channels/turn/turn.ts';
import { createDynamoDbArtifactStore } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { localClientOptions } from '../local-client-options.ts';
import { LOCAL_ORGANISATION, TABLE_NAMES } from '../table-names.ts';
import { CONFIDENTIAL } from './chaos-question.ts';
import { createScriptedAgent } from './scripted-agent.ts';

/** What a worker is told when it is started. */
export const chaosWorkerOrder = z.object({
  seed: z.number(),
  apiUrl: z.string(),
  botToken: z.string(),
  botId: z.string(),
  botUserId: z.string(),
  dynamodb: z.string(),
  sqs: z.string(),
  turnsUrl: z.string(),
  deadTurnsUrl: z.string(),
  /** How long a turn is held without word of its holder. */
  leaseMs: z.number(),
  /** What every wait is multiplied with, so that a run takes minutes. */
  waitFactor: z.number(),
  throttledShare: z.number(),
  concurrency: z.number(),
});
export type ChaosWorkerOrder = z.infer<typeof chaosWorkerOrder>;

const clock = () => new Date();
/** Between two lines of an answer, before it is multiplied. */
const LINE_MS = 300;

/** The Slack path as a deployment runs it, but for the agent behind its client: works until `signal`, or until killed. */
export async function runChaosWorker(
  order: ChaosWorkerOrder,
  signal: AbortSignal,
  onFailure: (where: string, error: unknown) => void,
): Promise<void> {
  const dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: order.dynamodb });
  const sqs = new SQSClient({ ...localClientOptions, endpoint: order.sqs });
  const pause = (ms: number, until: AbortSignal) => wait(ms * order.waitFactor, undefined, { signal: until });
  const { worker } = composeChannel(order, { dynamodb, sqs, pause, onFailure });
  const work = (queueUrl: string, handle: DeliveryHandler, concurrency: number) =>
    runSqsWorker({
      client: sqs,
      queueUrl,
      concurrency,
      signal,
      pause,
      onFailure,
      handle: async (delivery) => soon(await handle(delivery), order.waitFactor),
    });
  await Promise.all([
    work(order.turnsUrl, worker.handle, order.concurrency),
    work(order.deadTurnsUrl, worker.handleDead, 1),
  ]);
  sqs.destroy();
  dynamodb.destroy();
}

interface Parts {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onFailure: (where: string, error: unknown) => void;
}

function composeChannel(order: ChaosWorkerOrder, { dynamodb, sqs, pause, onFailure }: Parts): SlackChannel {
  const agent = createScriptedAgent({ ...order, pause: (until) => pause(LINE_MS, until) });
  const artifacts = createDynamoDbArtifactStore({
    client: dynamodb,
    tableName: TABLE_NAMES.results,
    organisation: LOCAL_ORGANISATION,
    clock,
  });
  const turn = createTurn({
    agents: { standard: agent, enhanced: agent },
    sellers: everybody,
    artifacts,
    threadIds: createThreadIds('the secret of a run'),
    userSessions: createDynamoDbUserSessions({
      client: dynamodb,
      tableName: TABLE_NAMES.userSessions,
      clock,
    }),
    dataVersions: { current: () => Promise.reject(new Error('no data')) },
    clock,
    pause,
  });
  return createSlackChannel({
    token: order.botToken,
    apiUrl: order.apiUrl,
    botId: order.botId,
    botUserId: order.botUserId,
    turn,
    feedback: { give: async () => ({ taken: true }) },
    artifacts,
    history: { recent: async () => [] },
    dataVersion: () => Promise.reject(new Error('no data')),
    agentAlias: 'chaos',
    queue: createSqsTurnQueue({ client: sqs, queueUrl: order.turnsUrl }),
    ledger: createDynamoDbTurnLedger({
      client: dynamodb,
      tableName: TABLE_NAMES.turnLedger,
      clock,
      leaseMs: order.leaseMs,
    }),
    leaseMs: order.leaseMs,
    people: {
      find: async ({ userId }) => ({ status: 'seller', seller: sellerOf(userId), timeZone: undefined }),
    },
    conversations: {
      find: async (channelId) => ({
        kind: channelId.startsWith('D') ? 'im' : 'public',
        isExternallyShared: false,
      }),
    },
    visibility: {
      dataClassOf: ({ answer }) => (answer.includes(CONFIDENTIAL) ? 'confidential' : 'internal'),
      placeFor: (dataClass, { kind }) => (kind === 'im' || dataClass === 'internal' ? 'thread' : 'direct'),
    },
    render: {
      answer: answerMessages,
      note: noteMessage,
      preview: (words) => words,
      status: stepStatus,
    },
    views: plainViews,
    methodView: ({ id }) => plainViews.notice('How', id),
    csvFile: () => undefined,
    clock,
    newId: randomUUID,
    pause,
    onTurn: () => {},
    onFailure,
  });
}

const sellerOf = (sellerId: string) => ({
  sellerId,
  name: sellerId,
  scope: { kind: 'organisation' as const },
});
const everybody: SellerDirectory = {
  find: async (sellerId) => sellerOf(sellerId),
  findByEmail: async () => undefined,
  list: async () => [],
};

function soon(handled: Handled, factor: number): Handled {
  return handled.outcome === 'done' ? handled : { ...handled, afterMs: handled.afterMs * factor };
}
