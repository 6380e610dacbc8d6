import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createSlackClient } from '#channels/slack/api/slack-client.ts';
import { csvFile } from '#channels/slack/blocks/csv-file.ts';
import { methodView } from '#channels/slack/blocks/method-view.ts';
import { slackRenderer } from '#channels/slack/blocks/slack-renderer.ts';
import { slackViews } from '#channels/slack/blocks/slack-views.ts';
import type { SlackLog } from '#channels/slack/boot/slack-log.ts';
import { type AppIdentity, socketFailure, whoIsTheApp } from '#channels/slack/boot/who-is-the-app.ts';
import { type HttpDoor, openHttpDoor } from '#channels/slack/doors/http-door.ts';
import { createInteractive } from '#channels/slack/doors/interactive.ts';
import { openSocketDoor } from '#channels/slack/doors/socket-door.ts';
import { createSlackIdentity } from '#channels/slack/identity/slack-identity.ts';
import { createEventDoor, createIngress } from '#channels/slack/ingress/ingress.ts';
import { createSlackChannel, type SlackChannel } from '#channels/slack/slack-channel.ts';
import { createDynamoDbTurnLedger } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { createSqsTurnQueue } from '#channels/turn/queue/sqs-turn-queue.ts';
import { runSqsWorker } from '#channels/turn/queue/sqs-worker.ts';
import { createDynamoDbAnalysisHistory } from '#knowledge-base/artifacts/dynamodb-analysis-history.ts';
import { createFileDataVersions } from '#knowledge-base/projects/file-data-versions.ts';
import type { Assistant } from './assistant.ts';
import { localClientOptions } from './local-client-options.ts';
import type { LocalEndpoints } from './local-file.ts';
import { slackHealth } from './slack-health.ts';
import { LOCAL_ORGANISATION, TABLE_NAMES } from './table-names.ts';

export interface SlackServiceOptions {
  readonly assistant: Assistant;
  readonly endpoints: LocalEndpoints;
  readonly dataDir: string;
  readonly botToken: string;
  /** How Slack's events come: over a socket that the app opens, or to an address of its own. */
  readonly door:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly port: number; readonly signingSecret: string };
  /** Another address than Slack's. */
  readonly apiUrl: string | undefined;
  readonly log: SlackLog;
  readonly onFailure: (where: string, error: unknown) => void;
}

export interface SlackService {
  readonly identity: AppIdentity;
  /** Of the HTTP door. */
  readonly port: number | undefined;
  /** Aborts when Slack lets the app in no more. */
  readonly lost: AbortSignal;
  /** Takes nothing new, gives what is in hand some seconds, and ends; what is left is gone on with at the next start. */
  close(): Promise<void>;
}

/** Turns answered at once. */
const CONCURRENCY = 4;
/** What is in hand may take this long once the app is to end. */
const DRAIN_MS = 20_000;

const clock = () => new Date();
const pause = (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal });

/**
 * Slack over the services of this machine: door, queue, workers.
 * @throws {SlackBootError} when Slack does not take the tokens
 */
export async function openSlackService(options: SlackServiceOptions): Promise<SlackService> {
  const { assistant, botToken, apiUrl, endpoints, log, onFailure } = options;
  const client = createSlackClient({ token: botToken, apiUrl });
  const identity = await whoIsTheApp(client, { pause, signal: AbortSignal.timeout(30_000) });
  const dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: endpoints.dynamodb });
  const sqs = new SQSClient({ ...localClientOptions, endpoint: endpoints.sqs });
  const queue = createSqsTurnQueue({ client: sqs, queueUrl: endpoints.queues.slack });
  const ledger = createDynamoDbTurnLedger({
    client: dynamodb,
    tableName: TABLE_NAMES.turnLedger,
    clock,
  });
  const dataVersions = createFileDataVersions({ dir: options.dataDir });
  const channel = createSlackChannel({
    ...assistant,
    ...createSlackIdentity({ client, directory: assistant.sellers, clock, pause }),
    ...identity,
    token: botToken,
    apiUrl,
    feedback: {
      give: (given) => {
        log.feedback(given.verdict);
        return assistant.feedback.give(given);
      },
    },
    history: createDynamoDbAnalysisHistory({
      client: dynamodb,
      tableName: TABLE_NAMES.history,
      organisation: LOCAL_ORGANISATION,
      clock,
      newId: randomUUID,
    }),
    dataVersion: async () => (await dataVersions.current()).dataVersion,
    agentAlias: 'dev',
    queue,
    ledger,
    render: slackRenderer,
    views: slackViews,
    methodView,
    csvFile,
    clock,
    newId: randomUUID,
    pause,
    onTurn: log.turn,
    onFailure,
  });
  const door = await openDoor();
  const ending = new AbortController();
  const drained = new AbortController();
  const working = Promise.all([
    work(endpoints.queues.slack, CONCURRENCY, channel.worker.handle),
    work(endpoints.queues.deadSlack, 1, channel.worker.handleDead),
  ]);

  return {
    identity,
    port: door.port,
    lost: door.lost,
    async close() {
      await door.close();
      ending.abort();
      const timer = setTimeout(() => drained.abort(new Error('the app ends')), DRAIN_MS);
      await working;
      clearTimeout(timer);
      sqs.destroy();
      dynamodb.destroy();
    },
  };

  function work(queueUrl: string, concurrency: number, handle: SlackChannel['worker']['handle']) {
    return runSqsWorker({
      client: sqs,
      queueUrl,
      concurrency,
      signal: ending.signal,
      handle: (delivery) => handle({ ...delivery, signal: drained.signal }),
      pause,
      onFailure,
    });
  }

  async function openDoor(): Promise<
    Pick<SlackService, 'lost' | 'port'> & { readonly close: () => Promise<void> }
  > {
    const { app } = channel;
    if (options.door.kind === 'http') {
      const { port, signingSecret } = options.door;
      const ingress = createIngress({
        signingSecret,
        queue,
        ledger,
        clock,
        answerWhen: 'queued',
        onFailure,
      });
      const interactive = createInteractive({
        signingSecret,
        app,
        clock,
        answerWhen: 'acknowledged',
        onFailure,
      });
      const opened: HttpDoor = await openHttpDoor({
        ingress: { accept: ingress.accept, handle: timed('event', ingress.handle) },
        interactive: { handle: timed('interactive', interactive.handle) },
        health: () => slackHealth({ sqs, ledger, endpoints }),
        port,
        onFailure,
      });
      return { ...opened, lost: new AbortController().signal };
    }
    const events = createEventDoor({ queue, ledger, clock, answerWhen: 'queued', onFailure });
    try {
      const opened = await openSocketDoor({
        appToken: options.door.appToken,
        apiUrl,
        events: { accept: timed('event', events.accept) },
        app,
        onFailure,
      });
      return { ...opened, port: undefined };
    } catch (error) {
      throw socketFailure(error);
    }
  }

  /** Tells how long Slack has waited. */
  function timed<Given, Result>(
    what: 'event' | 'interactive',
    answer: (given: Given) => Promise<Result>,
  ): (given: Given) => Promise<Result> {
    return async (given) => {
      const begun = performance.now();
      try {
        return await answer(given);
      } finally {
        log.acknowledged(what, performance.now() - begun);
      }
    };
  }
}
