import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoDbTurnLedger } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { createSqsTurnQueue } from '#channels/turn/queue/sqs-turn-queue.ts';
import { slackViews } from './blocks/slack-views.ts';
import { createInteractive } from './doors/interactive.ts';
import {
  fromLambda,
  type LambdaHttpEvent,
  type LambdaHttpResponse,
  needed,
  toLambda,
} from './ingress/lambda-http.ts';
import { createSlackApp } from './slack-app.ts';

const clock = () => new Date();
const onFailure = (where: string, error: unknown) => console.error(where, error);

const interactive = createInteractive({
  signingSecret: needed(process.env, 'SLACK_SIGNING_SECRET'),
  app: createSlackApp({
    token: needed(process.env, 'SLACK_BOT_TOKEN'),
    botId: needed(process.env, 'SLACK_BOT_ID'),
    botUserId: needed(process.env, 'SLACK_BOT_USER_ID'),
    apiUrl: process.env.SLACK_API_URL,
    queue: createSqsTurnQueue({ client: new SQSClient({}), queueUrl: needed(process.env, 'TURN_QUEUE_URL') }),
    ledger: createDynamoDbTurnLedger({
      client: new DynamoDBClient({}),
      tableName: needed(process.env, 'TURN_LEDGER_TABLE'),
      clock,
    }),
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

/**
 * Commands, clicks and forms of Slack on AWS. Environment: SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN, SLACK_BOT_ID,
 * SLACK_BOT_USER_ID, TURN_QUEUE_URL, TURN_LEDGER_TABLE.
 */
export async function handler(event: LambdaHttpEvent): Promise<LambdaHttpResponse> {
  return toLambda(await interactive.handle(fromLambda(event)));
}
