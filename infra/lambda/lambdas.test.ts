import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { json } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConverseServer } from '#agent/runtime/models/converse-server.double.ts';
import { createEmbeddedModel } from '#agent/runtime/models/embedded/embedded-model.ts';
import { signedRequest } from '#channels/slack/fake/deliveries.ts';
import { type FakeSlack, startFakeSlack } from '#channels/slack/fake/fake-slack.ts';
import { loadSellers } from '#channels/turn/dynamodb-seller-load.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { startS3Server } from '#knowledge-base/projects/s3-server.double.ts';
import { startJsonServices } from '../bundle/json-services.double.ts';
import { LAMBDA_FUNCTIONS, type LambdaName } from '../bundle/lambda-functions.ts';
import { type LambdaProcess, startLambda } from '../bundle/lambda-process.double.ts';
import { listening } from '../bundle/listening.double.ts';
import { LOCAL_AGENTS } from '../local/agent-ids.ts';
import { ensureData } from '../local/ensure-data.ts';
import { localClientOptions } from '../local/local-client-options.ts';
import type { RunningServices } from '../local/local-services.ts';
import { startServices } from '../local/start-services.ts';
import { LOCAL_ORGANISATION, TABLE_NAMES } from '../local/table-names.ts';

const ACTION_GROUPS = ['query-generation', 'data-analysis', 'funding', 'follow-on'] as const;
const question = (customer: string) =>
  `${customer} in the US wants Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL`;

describe('the bundles of a deployment, over the services of this machine', () => {
  let folder: string;
  let services: RunningServices;
  let slack: FakeSlack;
  const events: { readonly DetailType: string }[] = [];
  const closing: (() => Promise<unknown> | unknown)[] = [];
  /** What every function finds in its environment. */
  let environment: Readonly<Record<string, string>>;
  const functions = new Map<string, LambdaProcess>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lambdas-'));
    const dataDir = join(folder, 'data');
    const clock = () => new Date();
    const onFailure = () => undefined;
    await ensureData({ dataDir, rows: 2_000, clock, onProgress: () => undefined });
    services = await startServices({ dataDir, clock, onFailure });
    slack = await startFakeSlack({
      users: [{ id: 'U1', teamId: 'T0FAKE', name: 'Olivia', email: 'olivia@example.com' }],
      conversations: [{ id: 'D1', name: 'olivia', kind: 'im', userId: 'U1' }],
    });
    const { endpoints } = services;
    const dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: endpoints.dynamodb });
    const sellers = await (await createYamlSellerDirectory('sellers.yaml')).list();
    await loadSellers({ client: dynamodb, tableName: TABLE_NAMES.sellers, isDryRun: false }, sellers);
    const s3 = await startS3Server();
    for (const file of await readdir(dataDir, { recursive: true, withFileTypes: true }))
      if (file.isFile() && /current\.json$|\.json\.gz$/.test(file.name)) {
        const path = join(file.parentPath, file.name);
        s3.objects.set(`/lake/${relative(dataDir, path)}`, await readFile(path));
      }
    const { botToken, signingSecret, state } = slack;
    const secrets: Readonly<Record<string, object>> = {
      session: { sessionSecret: 'a-secret-of-the-tests-of-thirty-two' },
      slack: { botToken, signingSecret, botId: state.botId, botUserId: state.botUserId },
    };
    const others = await startJsonServices({
      'secretsmanager.GetSecretValue': ({ SecretId }) => ({
        SecretString: JSON.stringify(secrets[String(SecretId)]),
      }),
      'AWSEvents.PutEvents': ({ Entries }) => {
        events.push(...(Entries as typeof events));
        return { FailedEntryCount: 0, Entries: [] };
      },
    });
    const model = await startConverseServer(createEmbeddedModel());
    const lambda = await startLambdaApi(functions);
    environment = {
      AWS_ENDPOINT_URL_ATHENA: endpoints.athena,
      AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME: endpoints.bedrockAgentRuntime,
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: model.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
      AWS_ENDPOINT_URL_EVENTBRIDGE: others.endpoint,
      AWS_ENDPOINT_URL_LAMBDA: lambda.endpoint,
      AWS_ENDPOINT_URL_S3: s3.endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: others.endpoint,
      AWS_ENDPOINT_URL_SQS: endpoints.sqs,
      ORGANISATION: LOCAL_ORGANISATION,
      ATHENA_WORKGROUP: 'primary',
      ATHENA_DATABASE: 'partner_lake',
      LAKE_BUCKET: 'lake',
      EVENT_BUS: 'assistant',
      RESULTS_TABLE: TABLE_NAMES.results,
      HISTORY_TABLE: TABLE_NAMES.history,
      SELLERS_TABLE: TABLE_NAMES.sellers,
      USER_SESSIONS_TABLE: TABLE_NAMES.userSessions,
      TURN_LEDGER_TABLE: TABLE_NAMES.turnLedger,
      TURN_QUEUE_URL: endpoints.queues.slack,
      BATCHES_TABLE: TABLE_NAMES.batches,
      BATCH_QUEUE_URL: endpoints.queues.batches,
      SESSION_SECRET_ID: 'session',
      SLACK_SECRET_ID: 'slack',
      SLACK_API_URL: slack.apiUrl,
      KNOWLEDGE_BASE_ID: endpoints.knowledgeBaseId,
    };
    closing.push(
      s3.close,
      others.close,
      lambda.close,
      () => model.close(),
      () => dynamodb.destroy(),
    );
    const started = await Promise.all(
      [...ACTION_GROUPS, 'slack-ingress' as const].map(async (name) => [name, await start(name)] as const),
    );
    for (const [name, process] of started) functions.set(name, process);
  }, 120_000);

  afterAll(async () => {
    await Promise.all([...functions.values()].map((process) => process.close()));
    for (const close of closing) await close();
    await slack.close();
    await services.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (name: LambdaName, more: Readonly<Record<string, string>> = {}) =>
    startLambda(LAMBDA_FUNCTIONS[name], {
      folder: join(folder, `${name}-${Object.keys(more).length}`),
      environment: { ...environment, ...more },
    });

  const { standard, enhanced } = LOCAL_AGENTS.agents;
  const MODES = {
    'bedrock-agents': {
      ORCHESTRATOR: 'bedrock-agents',
      STANDARD_AGENT_ID: standard.agentId,
      STANDARD_ALIAS_ID: standard.aliasIds.dev,
      ENHANCED_AGENT_ID: enhanced.agentId,
      ENHANCED_ALIAS_ID: enhanced.aliasIds.dev,
    },
    'in-process': {
      ORCHESTRATOR: 'in-process',
      AGENT_ALIAS: 'prod',
      AGENTS_TABLE: TABLE_NAMES.agents,
      AGENT_SESSIONS_TABLE: TABLE_NAMES.agentSessions,
      QUERY_GENERATION_FUNCTION: 'query-generation',
      DATA_ANALYSIS_FUNCTION: 'data-analysis',
      FUNDING_FUNCTION: 'funding',
      FOLLOW_ON_FUNCTION: 'follow-on',
    },
  } as const;

  // Another customer each: what was analysed before is not analysed again.
  const CUSTOMERS = { 'bedrock-agents': 'Concentra', 'in-process': 'Rossini Foods' };

  it.each(['bedrock-agents', 'in-process'] as const)(
    'answer a question in Slack, from the ingress to the thread: %s',
    { timeout: 120_000 },
    async (mode) => {
      const ingress = functions.get('slack-ingress');
      const worker = await start('worker', MODES[mode]);
      closing.push(() => worker.close());
      slack.connect(async (delivery) => {
        const request = signedRequest(delivery, {
          signingSecret: slack.signingSecret,
          nowMs: Date.now(),
        });
        const answer = (await ingress?.invoke(request)) as { readonly statusCode: number } | undefined;
        return answer?.statusCode === 200 ? { answer: undefined } : undefined;
      });
      const before = events.length;
      const { ts } = await slack.people.say('U1', 'D1', question(CUSTOMERS[mode]));
      await pollUntil(services.endpoints.queues.slack, worker, () =>
        shown(slack, ts).some((text) => text.includes(CUSTOMERS[mode]) && /\$[\d.,]+/.test(text)),
      );
      expect(shown(slack, ts).join('\n')).toMatch(/ARR/);
      expect(events.slice(before).map(({ DetailType }) => DetailType)).toEqual(
        mode === 'in-process' ? ['OpportunityAnalyzed', 'TurnEnded'] : ['TurnEnded'],
      );
    },
  );

  it('carry out an operation for who is named in the session, and for nobody else', async () => {
    const event = {
      messageVersion: '1.0',
      agent: { name: 'a', id: 'A', alias: 'dev', version: '1' },
      inputText: '',
      sessionId: 's',
      actionGroup: 'funding',
      apiPath: '/calculateReturnOnInvestment',
      httpMethod: 'POST',
      requestBody: {
        content: {
          'application/json': {
            properties: [
              { name: 'migrationCostUsd', type: 'number', value: '400000' },
              { name: 'currentMonthlyUsd', type: 'number', value: '85000' },
              { name: 'runMonthlyUsd', type: 'number', value: '50000' },
            ],
          },
        },
      },
    };
    const call = (sessionAttributes: object) =>
      functions.get('funding')?.invoke({ ...event, sessionAttributes }) as Promise<{
        readonly response: {
          readonly responseBody: { readonly 'application/json': { readonly body: string } };
        };
      }>;
    const known = await call({ sellerId: 'olivia', partnerIds: '*', today: '2026-11-25' });
    expect(JSON.parse(known.response.responseBody['application/json'].body)).toMatchObject({ code: 'ok' });
    const nobody = await call({});
    expect(JSON.parse(nobody.response.responseBody['application/json'].body)).toMatchObject({
      code: 'not-identified',
    });
  });

  it('names what their environment lacks, and no value', async () => {
    const failed = startLambda(LAMBDA_FUNCTIONS['follow-on'], {
      folder: join(folder, 'lacking'),
      environment: { RESULTS_TABLE: 'confidential-name' },
    });
    await expect(failed).rejects.toThrow(/HISTORY_TABLE.*ORGANISATION.*LAKE_BUCKET/s);
    await expect(failed).rejects.not.toThrow(/confidential-name/);
  });
});

/** What was shown in answer to a message, its blocks included. */
function shown(slack: FakeSlack, ts: string): readonly string[] {
  return slack
    .messages('D1')
    .filter((message) => message.threadTs === ts && message.userId !== 'U1')
    .map((message) => JSON.stringify(message));
}

/** The service's poller: one message at a time goes to the function, and is deleted unless it has failed. */
async function pollUntil(queueUrl: string, worker: LambdaProcess, isOver: () => boolean): Promise<void> {
  const client = new SQSClient({ ...localClientOptions, endpoint: new URL(queueUrl).origin });
  for (let empty = 0; !isOver(); ) {
    const { Messages: messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 1,
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['All'],
      }),
    );
    empty = messages.length === 0 ? empty + 1 : 0;
    if (empty > 20) throw new Error('the queue is empty and nothing is answered');
    for (const { MessageId = '', ReceiptHandle = '', Body = '', Attributes = {} } of messages) {
      const records = [
        { messageId: MessageId, receiptHandle: ReceiptHandle, body: Body, attributes: Attributes },
      ];
      const { batchItemFailures } = (await worker.invoke({ Records: records })) as {
        readonly batchItemFailures: readonly unknown[];
      };
      if (batchItemFailures.length === 0)
        await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
  }
  client.destroy();
}

/** Lambda's Invoke over the functions that run. */
async function startLambdaApi(functions: ReadonlyMap<string, LambdaProcess>) {
  const server = createServer(async (request, response) => {
    const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '')?.[1] ?? '';
    try {
      const answer = await functions.get(name)?.invoke((await json(request)) as object);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    } catch (error) {
      response
        .writeHead(200, { 'X-Amz-Function-Error': 'Unhandled' })
        .end(JSON.stringify({ errorMessage: String(error) }));
    }
  });
  return listening(server);
}
