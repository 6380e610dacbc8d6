import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoDbTurnLedger } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { createDynamoDbTurnNotes } from '#channels/turn/ledger/dynamodb-turn-notes.ts';
import { createSqsTurnQueue } from '#channels/turn/queue/sqs-turn-queue.ts';
import { readSecret } from '#channels/turn/secrets-manager-secret.ts';
import { createThreadIds } from '#channels/turn/thread-id.ts';
import { createTurnNews } from '#channels/turn/worker/turn-news.ts';
import { createWebTurns } from '#channels/web/turns/create-web-turns.ts';
import { createDynamoDbArtifactStore } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { runCanary } from './canary.ts';
import { canaryEnvironment, readEnvironment } from './environment.ts';
import { writeLine } from './log-failure.ts';

const environment = readEnvironment(canaryEnvironment, process.env);
const clock = () => new Date();
/** Below the function's own time, so that a question without an answer is a metric and not a function's failure. */
const TIMEOUT_MS = 130_000;

/** Called by a schedule: one real question, whose answer is waited for. */
export async function handler() {
  const { sessionSecret } = await readSecret(new SecretsManagerClient({}), environment.SESSION_SECRET_ID, [
    'sessionSecret',
  ]);
  const client = new DynamoDBClient({});
  const table = (tableName: string) => ({ client, tableName, clock });
  const ledger = createDynamoDbTurnLedger(table(environment.TURN_LEDGER_TABLE));
  const turns = createWebTurns({
    ledger,
    notes: createDynamoDbTurnNotes(table(environment.TURN_LEDGER_TABLE)),
    queue: createSqsTurnQueue({ client: new SQSClient({}), queueUrl: environment.TURN_QUEUE_URL }),
    artifacts: createDynamoDbArtifactStore({
      ...table(environment.RESULTS_TABLE),
      organisation: environment.ORGANISATION,
    }),
    threadIds: createThreadIds(sessionSecret),
    untilMore: createTurnNews({ ledger }).untilMore,
    clock,
    newId: randomUUID,
  });
  return runCanary({
    turns,
    sellerId: environment.CANARY_SELLER,
    deployment: environment.DEPLOYMENT,
    doorUrl: environment.DOOR_URL,
    fetch,
    write: writeLine,
    clock,
    timeoutMs: TIMEOUT_MS,
  });
}
