import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedRequest } from '#channels/slack/fake/deliveries.ts';
import { type FakeSlack, startFakeSlack } from '#channels/slack/fake/fake-slack.ts';
import { type JsonServices, startJsonServices } from './json-services.double.ts';
import { LAMBDA_FUNCTIONS } from './lambda-functions.ts';
import { type LambdaProcess, startLambda } from './lambda-process.double.ts';

describe('the Lambdas that Slack calls', () => {
  let folder: string;
  let slack: FakeSlack;
  let services: JsonServices;
  const lambdas: LambdaProcess[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bundle-'));
    slack = await startFakeSlack({ users: [{ id: 'U1', teamId: 'T0FAKE', name: 'Nora' }] });
    const { signingSecret, botToken, state } = slack;
    services = await startJsonServices({
      'secretsmanager.GetSecretValue': () => ({
        SecretString: JSON.stringify({
          signingSecret,
          botToken,
          botId: state.botId,
          botUserId: state.botUserId,
        }),
      }),
    });
  });
  afterAll(async () => {
    await Promise.all(lambdas.map((lambda) => lambda.close()));
    await services.close();
    await slack.close();
    await rm(folder, { recursive: true });
  });

  async function start(name: 'slack-ingress' | 'slack-interactive'): Promise<LambdaProcess> {
    const lambda = await startLambda(LAMBDA_FUNCTIONS[name], {
      folder: join(folder, name),
      environment: {
        SLACK_SECRET_ID: 'slack',
        SLACK_API_URL: slack.apiUrl,
        TURN_QUEUE_URL: 'http://127.0.0.1:1/queue.fifo',
        TURN_LEDGER_TABLE: 'ledger',
        AWS_ENDPOINT_URL_SECRETS_MANAGER: services.endpoint,
      },
    });
    lambdas.push(lambda);
    return lambda;
  }
  const signed = (delivery: Parameters<typeof signedRequest>[0]) =>
    signedRequest(delivery, { signingSecret: slack.signingSecret, nowMs: Date.now() });

  it('answers events from at most 10 KB', async () => {
    const lambda = await start('slack-ingress');
    expect(lambda.bytes).toBeLessThanOrEqual(10 * 1024);
    const challenge = { type: 'url_verification', challenge: 'c' };
    const genuine = signed({ type: 'events_api', payload: challenge });
    expect(await lambda.invoke(genuine)).toMatchObject({ statusCode: 200, body: '{"challenge":"c"}' });
    expect(await lambda.invoke({ ...genuine, body: 'null' })).toMatchObject({ statusCode: 401 });
  });

  it('opens the form from at most 800 KB, Bolt and all', async () => {
    const lambda = await start('slack-interactive');
    expect(lambda.bytes).toBeLessThanOrEqual(800 * 1024);
    slack.connect(async (delivery) => ({
      answer: (await lambda.invoke(signed(delivery))) as Record<string, unknown>,
    }));
    slack.state.conversations.set('C1', {
      id: 'C1',
      name: 'c',
      kind: 'public',
      isArchived: false,
      messages: [],
    });
    const { answer } = await slack.people.command('U1', 'C1', '/opportunity', 'Sybase to Aurora');
    expect(answer).toMatchObject({ statusCode: 200, body: '' });
    expect(JSON.stringify([...slack.state.views.values()])).toContain('Sybase to Aurora');
  });
});
