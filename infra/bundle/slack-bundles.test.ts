import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedRequest } from '#channels/slack/fake/deliveries.ts';
import { type FakeSlack, startFakeSlack } from '#channels/slack/fake/fake-slack.ts';
import { bundleLambda, UNUSED_BY_BOLT } from './bundle-lambda.ts';

const run = promisify(execFile);

describe('the Lambdas that Slack calls', () => {
  let folder: string;
  let slack: FakeSlack;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bundle-'));
    slack = await startFakeSlack({ users: [{ id: 'U1', teamId: 'T0FAKE', name: 'Nora' }] });
  });
  afterAll(async () => {
    await slack.close();
    await rm(folder, { recursive: true });
  });

  /** Calls a bundle's handler in a process of its own, with nothing of the repository but the AWS SDK. */
  async function call(name: string, code: Uint8Array, request: object): Promise<Record<string, unknown>> {
    const path = join(folder, `${name}.cjs`);
    await writeFile(path, code);
    const script = `require(${JSON.stringify(path)}).handler(${JSON.stringify(request)}).then((answer) => console.log(JSON.stringify(answer)))`;
    const { stdout } = await run(process.execPath, ['-e', script], {
      env: {
        NODE_PATH: resolve('node_modules'),
        AWS_REGION: 'us-east-1',
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_BOT_ID: slack.state.botId,
        SLACK_BOT_USER_ID: slack.state.botUserId,
        SLACK_API_URL: slack.apiUrl,
        TURN_QUEUE_URL: 'http://127.0.0.1:1/queue.fifo',
        TURN_LEDGER_TABLE: 'ledger',
      },
    });
    return JSON.parse(stdout) as Record<string, unknown>;
  }
  const signed = (delivery: Parameters<typeof signedRequest>[0]) =>
    signedRequest(delivery, { signingSecret: slack.signingSecret, nowMs: Date.now() });

  it('answers events from at most 10 KB', async () => {
    const { bytes, code } = await bundleLambda('channels/slack/ingress/ingress.lambda.ts');
    expect(bytes).toBeLessThanOrEqual(10 * 1024);
    const challenge = { type: 'url_verification', challenge: 'c' };
    const genuine = signed({ type: 'events_api', payload: challenge });
    expect(await call('ingress', code, genuine)).toMatchObject({
      statusCode: 200,
      body: '{"challenge":"c"}',
    });
    expect(await call('ingress', code, { ...genuine, body: 'null' })).toMatchObject({ statusCode: 401 });
  });

  it('opens the form from at most 800 KB, Bolt and all', async () => {
    const { bytes, code } = await bundleLambda('channels/slack/interactive.lambda.ts', UNUSED_BY_BOLT);
    expect(bytes).toBeLessThanOrEqual(800 * 1024);
    slack.connect(async (delivery) => ({ answer: await call('interactive', code, signed(delivery)) }));
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
