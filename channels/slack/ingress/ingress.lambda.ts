import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoDbHandedOn } from '#channels/turn/ledger/dynamodb-handed-on.ts';
import { createSqsTurnQueue } from '#channels/turn/queue/sqs-turn-queue.ts';
import { readSecret } from '#channels/turn/secrets-manager-secret.ts';
import { createIngress } from './ingress.ts';
import {
  fromLambda,
  type LambdaHttpEvent,
  type LambdaHttpResponse,
  needed,
  once,
  toLambda,
} from './lambda-http.ts';

const clock = () => new Date();

const secretId = needed(process.env, 'SLACK_SECRET_ID');
const queueUrl = needed(process.env, 'TURN_QUEUE_URL');
const tableName = needed(process.env, 'TURN_LEDGER_TABLE');

const open = once(async () => {
  const { signingSecret } = await readSecret(new SecretsManagerClient({}), secretId, ['signingSecret']);
  return createIngress({
    signingSecret,
    queue: createSqsTurnQueue({ client: new SQSClient({}), queueUrl }),
    ledger: createDynamoDbHandedOn({ client: new DynamoDBClient({}), tableName, clock }),
    clock,
    onFailure: (where, error) => console.error(where, error),
  });
});

/** Slack's events on AWS. Environment: SLACK_SECRET_ID, TURN_QUEUE_URL, TURN_LEDGER_TABLE. */
export async function handler(event: LambdaHttpEvent): Promise<LambdaHttpResponse> {
  return toLambda(await (await open()).handle(fromLambda(event)));
}
