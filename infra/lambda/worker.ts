import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createEventPublisher } from '#action-groups/kernel/announce.ts';
import { createEventBridgeEvents } from '#action-groups/kernel/eventbridge-events.ts';
import { createDynamoDbSellerDirectory } from '#channels/turn/dynamodb-seller-directory.ts';
import { createDynamoDbUserSessions } from '#channels/turn/dynamodb-user-sessions.ts';
import { createFeedback } from '#channels/turn/feedback.ts';
import { createDynamoDbTurnLedger } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { createTurnMetrics } from '#channels/turn/metrics/turn-metrics.ts';
import { createSqsTurnQueue } from '#channels/turn/queue/sqs-turn-queue.ts';
import { createWorker, type WorkKind } from '#channels/turn/queue/work-kinds.ts';
import { readSecret } from '#channels/turn/secrets-manager-secret.ts';
import { createThreadIds } from '#channels/turn/thread-id.ts';
import { createTurn } from '#channels/turn/turn.ts';
import { turnWork } from '#channels/turn/worker/turn-work.ts';
import { createTurnWorker } from '#channels/turn/worker/turn-worker.ts';
import { batchWork } from '#channels/web/batches/batch-work.ts';
import { createDynamoDbBatchStore } from '#channels/web/batches/dynamodb-batch-store.ts';
import { createDynamoDbArtifactStore } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { createLakeDataVersions } from '#knowledge-base/projects/lake-data-versions.ts';
import { createS3LakeFiles } from '#knowledge-base/projects/s3-lake-files.ts';
import { lambdaAgents } from './agents.ts';
import type { WorkerEnvironment } from './environment.ts';
import { logFailure, writeLine } from './log-failure.ts';
import { slackWork } from './slack-work.ts';

const clock = () => new Date();
const pause = (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal });

/** The turn of a deployment with what stands around it. */
export type LambdaTurn = Awaited<ReturnType<typeof openTurn>>;

/** The worker of a deployment: the turn over its services, for every channel that puts work into the queue. */
export async function openWorker(environment: WorkerEnvironment, region: string) {
  const secrets = new SecretsManagerClient({});
  const secret = await readSecret(secrets, environment.SESSION_SECRET_ID, ['sessionSecret']);
  const assistant = await openTurn(environment, { region, sessionSecret: secret.sessionSecret });
  const turnWorker = createTurnWorker({ ...assistant, newId: randomUUID, pause, onFailure: logFailure });
  const slack =
    environment.SLACK_SECRET_ID === undefined
      ? {}
      : await slackWork(assistant, { environment, secrets, secretId: environment.SLACK_SECRET_ID });
  const batch = batchWork({
    store: createDynamoDbBatchStore({ ...assistant.batches, clock }),
    queue: assistant.batchQueue,
    ledger: assistant.ledger,
    worker: turnWorker,
    artifacts: assistant.artifacts,
    sellers: assistant.sellers,
    nowMs: Date.now,
    // Batches have functions of their own, as many as the deployment lets them: they take nobody's place.
    untilQuiet: async () => undefined,
  });
  const kinds: Readonly<Record<string, WorkKind>> = { turn: turnWork(turnWorker), batch, ...slack };
  return createWorker(kinds, logFailure);
}

async function openTurn(
  environment: WorkerEnvironment,
  { region, sessionSecret: secret }: { readonly region: string; readonly sessionSecret: string },
) {
  const dynamodb = new DynamoDBClient({});
  const sqs = new SQSClient({});
  const table = (tableName: string) => ({ client: dynamodb, tableName, clock });
  const { LAKE_BUCKET: bucket, LAKE_PREFIX: prefix, ORGANISATION: organisation } = environment;
  const dataVersions = createLakeDataVersions({
    files: createS3LakeFiles({ client: new S3Client({}), bucket, prefix }),
  });
  const sellers = createDynamoDbSellerDirectory(table(environment.SELLERS_TABLE));
  const artifacts = createDynamoDbArtifactStore({ ...table(environment.RESULTS_TABLE), organisation });
  const threadIds = createThreadIds(secret);
  const metrics = createTurnMetrics({ write: writeLine, clock, deployment: environment.DEPLOYMENT });
  const events = metrics.counting(
    createEventPublisher({
      bus: createEventBridgeEvents({ client: new EventBridgeClient({}), busName: environment.EVENT_BUS }),
      onFailure: logFailure,
    }),
  );
  const turn = createTurn({
    agents: await lambdaAgents({ environment, region, dynamodb }),
    sellers,
    artifacts,
    threadIds,
    events,
    userSessions: createDynamoDbUserSessions(table(environment.USER_SESSIONS_TABLE)),
    dataVersions,
    clock,
    pause,
    onEnd: metrics.turn,
    onFailure: logFailure,
  });
  return {
    turn,
    sellers,
    artifacts,
    dataVersions,
    feedback: createFeedback({ sellers, threadIds, events, clock, onFailure: logFailure }),
    ledger: createDynamoDbTurnLedger(table(environment.TURN_LEDGER_TABLE)),
    queue: createSqsTurnQueue({ client: sqs, queueUrl: environment.TURN_QUEUE_URL }),
    history: { ...table(environment.HISTORY_TABLE), organisation },
    batches: table(environment.BATCHES_TABLE),
    batchQueue: createSqsTurnQueue({ client: sqs, queueUrl: environment.BATCH_QUEUE_URL }),
  };
}
