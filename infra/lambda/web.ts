import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Hono } from 'hono';
import { createEventPublisher } from '#action-groups/kernel/announce.ts';
import { createEventBridgeEvents } from '#action-groups/kernel/eventbridge-events.ts';
import { createDynamoDbSellerDirectory } from '#channels/turn/dynamodb-seller-directory.ts';
import { createFeedback } from '#channels/turn/feedback.ts';
import { createDynamoDbTurnLedger } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { createDynamoDbTurnNotes } from '#channels/turn/ledger/dynamodb-turn-notes.ts';
import { createTurnMetrics } from '#channels/turn/metrics/turn-metrics.ts';
import { sqsQueueDepth } from '#channels/turn/queue/sqs-queue-depth.ts';
import { createSqsTurnQueue } from '#channels/turn/queue/sqs-turn-queue.ts';
import { readSecret } from '#channels/turn/secrets-manager-secret.ts';
import { createThreadIds } from '#channels/turn/thread-id.ts';
import { createTurnNews } from '#channels/turn/worker/turn-news.ts';
import { createBatches } from '#channels/web/batches/batches.ts';
import { createDynamoDbBatchStore } from '#channels/web/batches/dynamodb-batch-store.ts';
import { createWebIdentity } from '#channels/web/identity/create-web-identity.ts';
import { createDynamoDbRateLimiter } from '#channels/web/identity/rates/dynamodb-rate-limiter.ts';
import { DEFAULT_LIMITS, limitedIdentity } from '#channels/web/identity/rates/limited-identity.ts';
import { createWebTurns } from '#channels/web/turns/create-web-turns.ts';
import { createWebApp } from '#channels/web/web-app.ts';
import { createDynamoDbAnalysisHistory } from '#knowledge-base/artifacts/dynamodb-analysis-history.ts';
import { createDynamoDbArtifactStore } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import type { WebEnvironment } from './environment.ts';
import { logFailure, writeLine } from './log-failure.ts';

const clock = () => new Date();

/** Page and API of a deployment: they queue questions and follow them, and run none themselves. */
export async function openWeb(environment: WebEnvironment): Promise<Hono> {
  const secrets = new SecretsManagerClient({});
  const { sessionSecret } = await readSecret(secrets, environment.SESSION_SECRET_ID, ['sessionSecret']);
  const dynamodb = new DynamoDBClient({});
  const sqs = new SQSClient({});
  const table = (tableName: string) => ({ client: dynamodb, tableName, clock });
  const { ORGANISATION: organisation, TURN_QUEUE_URL: queueUrl } = environment;
  const sellers = createDynamoDbSellerDirectory(table(environment.SELLERS_TABLE));
  const artifacts = createDynamoDbArtifactStore({ ...table(environment.RESULTS_TABLE), organisation });
  const ledger = createDynamoDbTurnLedger(table(environment.TURN_LEDGER_TABLE));
  const threadIds = createThreadIds(sessionSecret);
  const metrics = createTurnMetrics({ write: writeLine, clock, deployment: environment.DEPLOYMENT });
  const events = metrics.counting(
    createEventPublisher({
      bus: createEventBridgeEvents({ client: new EventBridgeClient({}), busName: environment.EVENT_BUS }),
      onFailure: logFailure,
    }),
  );
  return createWebApp({
    turns: createWebTurns({
      ledger,
      notes: createDynamoDbTurnNotes(table(environment.TURN_LEDGER_TABLE)),
      queue: createSqsTurnQueue({ client: sqs, queueUrl }),
      artifacts,
      threadIds,
      // No worker runs in this process: whoever follows looks.
      untilMore: createTurnNews({ ledger }).untilMore,
      clock,
      newId: randomUUID,
    }),
    batches: createBatches({
      store: createDynamoDbBatchStore(table(environment.BATCHES_TABLE)),
      queue: createSqsTurnQueue({ client: sqs, queueUrl: environment.BATCH_QUEUE_URL }),
      clock,
    }),
    feedback: createFeedback({ sellers, threadIds, events, clock, onFailure: logFailure }),
    artifacts,
    history: createDynamoDbAnalysisHistory({
      ...table(environment.HISTORY_TABLE),
      organisation,
      newId: randomUUID,
    }),
    identity: limitedIdentity({
      identity: createWebIdentity({
        settings: issuerOf(environment),
        directory: sellers,
        secret: sessionSecret,
        publicUrl: environment.PUBLIC_URL,
        clock,
        fetch,
        onFailure: logFailure,
      }),
      limiter: createDynamoDbRateLimiter(table(environment.RATE_LIMITS_TABLE)),
      limits: DEFAULT_LIMITS,
      apiKeys: undefined,
      onFailure: logFailure,
    }),
    dependencies: async () => [
      {
        name: 'turn-ledger',
        async probe(signal) {
          await ledger.wasHandedOn('readyz', { signal });
          return {};
        },
      },
      {
        name: 'turn-queue',
        probe: async (signal) => ({ ...(await sqsQueueDepth(sqs, queueUrl, { signal })) }),
      },
    ],
    clock,
    newId: randomUUID,
    pause: (ms, signal) => wait(ms, undefined, { signal }),
    hostNames: [new URL(environment.PUBLIC_URL).hostname],
    corsOrigins: environment.CORS_ORIGINS,
    log: (line) => writeLine(JSON.stringify({ level: 'INFO', kind: 'web', ...line })),
    onFailure: (cause, reference) => logFailure(`web ${reference}`, cause),
  });
}

function issuerOf(environment: WebEnvironment) {
  const optional = {
    clientSecret: environment.OIDC_CLIENT_SECRET,
    jwksUrl: environment.OIDC_JWKS_URL,
    scope: environment.OIDC_SCOPE,
    sellerClaim: environment.OIDC_SELLER_CLAIM,
  };
  const given = Object.entries(optional).filter(([, value]) => value !== undefined);
  return {
    issuer: environment.OIDC_ISSUER,
    clientId: environment.OIDC_CLIENT_ID,
    audiences: environment.OIDC_AUDIENCE,
    ...Object.fromEntries(given),
  };
}
