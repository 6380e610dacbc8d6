import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoDbHandedOn } from '#channels/turn/ledger/dynamodb-handed-on.ts';
import { createSqsTurnQueue } from '#channels/turn/queue/sqs-turn-queue.ts';
import { createIngress } from './ingress.ts';
import {
  fromLambda,
  type LambdaHttpEvent,
  type LambdaHttpResponse,
  needed,
  toLambda,
} from './lambda-http.ts';

const clock = () => new Date();

const ingress = createIngress({
  signingSecret: needed(process.env, 'SLACK_SIGNING_SECRET'),
  queue: createSqsTurnQueue({ client: new SQSClient({}), queueUrl: needed(process.env, 'TURN_QUEUE_URL') }),
  ledger: createDynamoDbHandedOn({
    client: new DynamoDBClient({}),
    tableName: needed(process.env, 'TURN_LEDGER_TABLE'),
    clock,
  }),
  clock,
  onFailure: (where, error) => console.error(where, error),
});

/** Slack's events on AWS. Environment: SLACK_SIGNING_SECRET, TURN_QUEUE_URL, TURN_LEDGER_TABLE. */
export async function handler(event: LambdaHttpEvent): Promise<LambdaHttpResponse> {
  return toLambda(await ingress.handle(fromLambda(event)));
}
