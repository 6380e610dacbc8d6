import { setTimeout as wait } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SLACK_PATH } from '#channels/slack/doors/http-door.ts';
import { httpTransport } from '#channels/slack/fake/deliveries.ts';
import { startFakeSlack } from '#channels/slack/fake/fake-slack.ts';
import type { ApiCall } from '#channels/slack/fake/web-api.ts';
import { sqsQueueDepth } from '#channels/turn/queue/sqs-queue-depth.ts';
import type { Assistant } from '../assistant.ts';
import { localClientOptions } from '../local-client-options.ts';
import type { LocalEndpoints } from '../local-file.ts';
import { openSlackService } from '../slack-service.ts';
import { startSqs } from '../sqs/sqs-server.ts';
import { createDemoScreen, type DemoScreen } from './demo-screen.ts';
import { demoWorkspace } from './demo-workspace.ts';
import { createSlackDemo, type SlackDemo } from './slack-demo.ts';

export interface OpenSlackDemoOptions {
  readonly assistant: Assistant;
  readonly endpoints: LocalEndpoints;
  readonly dataDir: string;
  readonly write: (line: string) => void;
  readonly onFailure: (where: string, error: unknown) => void;
}

export interface OpenSlackDemo extends SlackDemo {
  /** Resolves once the app has nothing left to do. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** How often it is looked whether the app is done, in milliseconds. */
const LOOK_MS = 40;

/** The whole app, its door and its worker, over a pretended Slack; with a queue of its own. */
export async function openSlackDemo(options: OpenSlackDemoOptions): Promise<OpenSlackDemo> {
  const { assistant, endpoints, onFailure, write } = options;
  const workspace = demoWorkspace(await assistant.sellers.list());
  const names = new Map([
    ...workspace.users.map(({ id, name }) => [id, name] as const),
    ...workspace.conversations.map(({ id, name }) => [id, name] as const),
  ]);
  const screen: DemoScreen = createDemoScreen({
    state: () => slack.state,
    write,
    nameOf: (id) => names.get(id),
  });
  const slack = await startFakeSlack({
    ...workspace,
    // What a demo before has noted of its events does not count for this one.
    firstId: Math.floor(Date.now() / 1000) % 1_000_000_000,
    onCall: (call: ApiCall) => screen.show(call),
  });
  // A `npm run slack` on the same data must not answer here, nor this there.
  const sqs = await startSqs({ queues: ['slack'] });
  const queues = { ...endpoints.queues, slack: sqs.queueUrl('slack'), deadSlack: sqs.queueUrl('slack-dead') };
  const service = await openSlackService({
    assistant,
    endpoints: { ...endpoints, sqs: sqs.endpoint, queues },
    dataDir: options.dataDir,
    botToken: slack.botToken,
    door: { kind: 'http', port: 0, signingSecret: slack.signingSecret },
    apiUrl: slack.apiUrl,
    log: { turn: () => {}, acknowledged: () => {}, feedback: () => {}, failure: onFailure },
    onFailure,
  });
  slack.connect(
    httpTransport(`http://127.0.0.1:${service.port}${SLACK_PATH}`, {
      signingSecret: slack.signingSecret,
      nowMs: Date.now,
    }),
  );
  const client = new SQSClient({ ...localClientOptions, endpoint: sqs.endpoint });
  const call = { signal: new AbortController().signal };
  const isBusy = async () => {
    const depths = await Promise.all(
      [queues.slack, queues.deadSlack].map((url) => sqsQueueDepth(client, url, call)),
    );
    return depths.some(({ waiting, inHand }) => waiting + inHand > 0);
  };
  const demo = createSlackDemo({ slack, workspace, screen, write });
  return {
    ...demo,
    async settle() {
      do await wait(LOOK_MS);
      while (await isBusy());
      demo.settled();
    },
    async close() {
      await service.close();
      client.destroy();
      await Promise.all([sqs.close(), slack.close()]);
    },
  };
}
