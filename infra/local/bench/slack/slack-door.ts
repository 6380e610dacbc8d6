import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { openHttpDoor, SLACK_PATH } from '#channels/slack/doors/http-door.ts';
import { createIngress } from '#channels/slack/ingress/ingress.ts';
import { createDynamoDbTurnLedger, turnLedgerTable } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { createSqsTurnQueue } from '#channels/turn/queue/sqs-turn-queue.ts';
import { startDynamoDb } from '../../dynamodb.ts';
import { localClientOptions } from '../../local-client-options.ts';
import { startSqs } from '../../sqs/sqs-server.ts';
import { TABLE_NAMES } from '../../table-names.ts';

/** Queue and ledger, which stand elsewhere in a deployment. */
export async function openBenchServices(): Promise<BenchServices> {
  const sqs = await startSqs({ queues: ['slack'] });
  const { endpoint: dynamodb } = await startDynamoDb({ tables: [turnLedgerTable(TABLE_NAMES.turnLedger)] });
  return { sqs: sqs.endpoint, queueUrl: sqs.queueUrl('slack'), dynamodb };
}

export interface BenchServices {
  readonly sqs: string;
  readonly queueUrl: string;
  readonly dynamodb: string;
}

/** The HTTP door as `npm run slack` opens it; nobody works on the queue. */
export async function openBenchDoor(
  { dynamodb, queueUrl, sqs }: BenchServices,
  signingSecret: string,
  onFailure: (where: string, error: unknown) => void,
): Promise<{ readonly url: string }> {
  const clock = () => new Date();
  const { port } = await openHttpDoor({
    ingress: createIngress({
      signingSecret,
      queue: createSqsTurnQueue({
        client: new SQSClient({ ...localClientOptions, endpoint: sqs }),
        queueUrl,
      }),
      ledger: createDynamoDbTurnLedger({
        client: new DynamoDBClient({ ...localClientOptions, endpoint: dynamodb }),
        tableName: TABLE_NAMES.turnLedger,
        clock,
      }),
      clock,
      answerWhen: 'queued',
      onFailure,
    }),
    interactive: { handle: async () => ({ status: 404, contentType: 'text/plain', body: '' }) },
    health: async () => ({ isHealthy: true }),
    port: 0,
    onFailure,
  });
  return { url: `http://127.0.0.1:${port}${SLACK_PATH}` };
}
