import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoDbTurnLedger } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { createSqsTurnQueue } from '#channels/turn/queue/sqs-turn-queue.ts';
import { readSecret } from '#channels/turn/secrets-manager-secret.ts';
import { slackViews } from './blocks/slack-views.ts';
import { createInteractive } from './doors/interactive.ts';
import {
  fromLambda,
  type LambdaHttpEvent,
  type LambdaHttpResponse,
  needed,
  once,
  toLambda,
} from './ingress/lambda-http.ts';
import { createSlackApp } from './slack-app.ts';

const clock = () => new Date();
const onFailure = (where: string, error: unknown) => console.error(where, error);

const secretId = needed(process.env, 'SLACK_SECRET_ID');
const queueUrl = needed(process.env, 'TURN_QUEUE_URL');
const tableName = needed(process.env, 'TURN_LEDGER_TABLE');

const open = once(async () => {
  const secret = await readSecret(new SecretsManagerClient({}), secretId, [
    'signingSecret',
    'botToken',
    'botId',
    'botUserId',
  ]);
  return createInteractive({
    signingSecret: secret.signingSecret,
    app: createSlackApp({
      token: secret.botToken,
      botId: secret.botId,
      botUserId: secret.botUserId,
      apiUrl: process.env.SLACK_API_URL,
      queue: createSqsTurnQueue({ client: new SQSClient({}), queueUrl }),
      ledger: createDynamoDbTurnLedger({ client: new DynamoDBClient({}), tableName, clock }),
      views: slackViews,
      // The Home tab is told by an event, which a worker hears.
      publishHome: async () => undefined,
      clock,
      pause: (ms, signal) => wait(ms, undefined, { signal }),
      onFailure,
    }),
    clock,
    answerWhen: 'done',
    onFailure,
  });
});

/** Commands, clicks and forms of Slack on AWS. Environment: SLACK_SECRET_ID, TURN_QUEUE_URL, TURN_LEDGER_TABLE. */
export async function handler(event: LambdaHttpEvent): Promise<LambdaHttpResponse> {
  return toLambda(await (await open()).handle(fromLambda(event)));
}
