import type { KnownBlock } from '@slack/types';
import type { GivenFeedback } from '#channels/turn/feedback.ts';
import type { TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';
import type { QueueMessage } from '#channels/turn/queue/turn-queue.ts';
import type { Turn, TurnRequest } from '#channels/turn/turn.ts';
import { failedResult } from '#channels/turn/turn-result.ts';
import { ACTIONS } from '../blocks/actions.ts';
import { STOP_ACTION } from '../blocks/stop-button.ts';
import { openHttpDoor, SLACK_PATH } from '../doors/http-door.ts';
import { createInteractive } from '../doors/interactive.ts';
import { openSocketDoor } from '../doors/socket-door.ts';
import { httpTransport, type Transport } from '../fake/deliveries.ts';
import { type FakeSlack, startFakeSlack } from '../fake/fake-slack.ts';
import { createIngress } from '../ingress/ingress.ts';
import type { SlackApp } from '../slack-app.ts';
import { createSlackChannel, type SlackChannelOptions } from '../slack-channel.ts';
import type { SlackTurnReport } from '../turn/slack-ports.ts';
import type { SlackWorker } from '../worker.ts';
import { plainViews } from './plain-views.ts';

/** How the app hears of Slack. */
export const WAYS = ['http', 'socket', 'worker'] as const;
export type Way = (typeof WAYS)[number];

/** The whole app over the fake of Slack, its queue in memory, the agent pretended. */
export interface SlackRig {
  readonly slack: FakeSlack;
  readonly ledger: TurnLedger;
  readonly app: SlackApp;
  readonly worker: SlackWorker;
  /** What the agent was asked. */
  readonly asks: TurnRequest[];
  readonly feedback: GivenFeedback[];
  readonly reports: SlackTurnReport[];
  readonly failures: { readonly where: string; readonly error: unknown }[];
  /** Of the HTTP door. */
  readonly url: string;
  readonly nowMs: () => number;
  /** What is in the queue. */
  readonly waiting: QueueMessage[];
  /** Makes the queue fail from now on. */
  breakQueue(isBroken: boolean): void;
  /** Lets listeners and worker do all there is to do. */
  settle(): Promise<void>;
  /** The calls since the last time, ids and instants by the order in which they came. */
  takeCalls(): readonly string[];
  close(): Promise<void>;
}

const START_MS = Date.parse('2026-11-25T09:00:00Z');

let rigs = 0;

/** What is not pretended. */
type Changes = Partial<
  Pick<SlackChannelOptions, 'artifacts' | 'turn' | 'people' | 'conversations' | 'visibility'>
>;

export async function openSlackRig(
  way: Way,
  openLedger: (clock: () => Date) => TurnLedger,
  more: Changes | ((slack: FakeSlack) => Changes) = {},
): Promise<SlackRig> {
  const nowMs = () => START_MS;
  // Ids of its own, so that several can share a ledger.
  rigs += 1;
  const slack = await startFakeSlack({
    nowMs,
    firstId: rigs * 1_000,
    retriesMs: [0, 0, 0],
    users: [
      { id: 'U1', teamId: 'T0FAKE', name: 'Nora', email: 'nora@example.com' },
      { id: 'U2', teamId: 'T0FAKE', name: 'Omar', email: 'omar@example.com' },
    ],
    conversations: [
      { id: 'D1', name: 'nora', kind: 'im', userId: 'U1' },
      { id: 'C1', name: 'deals', kind: 'public' },
    ],
  });
  const clock = () => new Date(nowMs());
  const ledger = openLedger(clock);
  const asks: TurnRequest[] = [];
  const feedback: GivenFeedback[] = [];
  const reports: SlackTurnReport[] = [];
  const failures: { where: string; error: unknown }[] = [];
  const onFailure = (where: string, error: unknown) => void failures.push({ where, error });
  const waiting: QueueMessage[] = [];
  const known = new Set<string>();
  let isBroken = false;
  let count = 0;
  const queue = {
    async send(message: QueueMessage) {
      if (isBroken) throw new Error('the queue is down');
      if (known.has(message.key)) return;
      known.add(message.key);
      waiting.push(message);
    },
  };
  const channel = createSlackChannel({
    token: slack.botToken,
    apiUrl: slack.apiUrl,
    botId: slack.state.botId,
    botUserId: slack.state.botUserId,
    turn: sayingTurn(asks),
    feedback: {
      async give(given) {
        feedback.push(given);
        return { taken: true };
      },
    },
    artifacts: {
      put: async () => undefined,
      get: async (id, scope) => ({
        type: 'analysis',
        id,
        scope,
        createdAt: '2026-11-25T09:00:00.000Z',
        body: { about: 'Concentra' },
      }),
    },
    history: { recent: async () => [] },
    dataVersion: async () => 'sample-1',
    agentAlias: 'dev',
    queue,
    ledger,
    people: {
      find: async ({ userId }) => ({
        status: 'seller',
        seller: { sellerId: userId.toLowerCase(), name: userId, scope: { kind: 'organisation' } },
        timeZone: 'Europe/Berlin',
      }),
    },
    conversations: {
      find: async (channelId) => ({
        kind: channelId.startsWith('D') ? 'im' : 'public',
        isExternallyShared: false,
      }),
    },
    visibility: { dataClassOf: () => 'internal', placeFor: () => 'thread' },
    render: {
      answer: (result, { turnId }) => [{ text: result.answer, blocks: answerBlocks(result.answer, turnId) }],
      note: (text) => ({ text, blocks: [{ type: 'markdown', text }] }),
      preview: (words) => words,
      status: () => undefined,
    },
    views: plainViews,
    methodView: ({ id }) => plainViews.notice('How', `method of ${id}`),
    csvFile: ({ id }) => ({ filename: `${id}.csv`, title: id, content: 'a,b\r\n' }),
    clock,
    newId: () => `h${++count}`,
    pause: (_ms, signal) =>
      new Promise((resolve, reject) => {
        setImmediate(() => (signal.aborted ? reject(signal.reason) : resolve()));
      }),
    onTurn: (report) => reports.push(report),
    onFailure,
    ...(typeof more === 'function' ? more(slack) : more),
  });
  const { worker } = channel;
  const running = new Set<Promise<unknown>>();
  const app: SlackApp = {
    process(incoming) {
      const work = channel.app.process(incoming);
      const quiet = work.catch(() => undefined).finally(() => running.delete(quiet));
      running.add(quiet);
      return work;
    },
  };

  let url = '';
  let closeDoor = (): Promise<void> => Promise.resolve();
  const { signingSecret } = slack;
  if (way === 'http') {
    const door = await openHttpDoor({
      ingress: createIngress({ signingSecret, queue, ledger, clock, onFailure }),
      interactive: createInteractive({ signingSecret, app, clock, answerWhen: 'acknowledged', onFailure }),
      health: async () => ({ isHealthy: true, waiting: waiting.length }),
      port: 0,
      onFailure,
    });
    url = `http://127.0.0.1:${door.port}${SLACK_PATH}`;
    slack.connect(httpTransport(url, { signingSecret, nowMs }));
    closeDoor = door.close;
  } else if (way === 'socket') {
    const { appToken, apiUrl } = slack;
    const door = await openSocketDoor({
      appToken,
      apiUrl,
      events: channel.events,
      app,
      reconnectMs: 200,
      onFailure,
    });
    closeDoor = door.close;
  } else {
    slack.connect(workerTransport(app, nowMs));
  }

  let taken = 0;
  return {
    slack,
    ledger,
    app,
    worker,
    asks,
    feedback,
    reports,
    failures,
    url,
    nowMs,
    waiting,
    breakQueue: (broken) => {
      isBroken = broken;
    },
    async settle() {
      const { signal } = new AbortController();
      for (;;) {
        await Promise.all(running);
        const next = waiting.shift();
        if (next === undefined) {
          if (running.size === 0) return;
          continue;
        }
        for (let attempt = 1; ; attempt += 1) {
          if (attempt > 3) {
            await worker.handleDead({ body: next.body, attempt: 1, signal });
            break;
          }
          // As it goes through a queue: as text.
          const body = JSON.parse(JSON.stringify(next.body)) as QueueMessage['body'];
          const handled = await worker.handle({ body, attempt, signal }).catch((error: unknown) => {
            onFailure('worker', error);
            return { outcome: 'again' as const };
          });
          if (handled.outcome === 'done') break;
        }
      }
    },
    takeCalls() {
      const calls = slack.calls.slice(taken).map(({ method, args, outcome }) => {
        const { token: _, ...rest } = args;
        return `${method} ${outcome} ${JSON.stringify(rest, Object.keys(rest).length === 0 ? undefined : sorted)}`;
      });
      taken = slack.calls.length;
      return withoutIds(calls.filter((call) => !call.startsWith('apps.connections.open')));
    },
    async close() {
      await closeDoor();
      await slack.close();
    },
  };
}

/** Objects with their keys in order. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Instants, hashes and issued ids as `#1`, `#2`, … in the order in which they come. */
function withoutIds(calls: readonly string[]): readonly string[] {
  const names = new Map<string, string>();
  return calls.map((call) =>
    call.replace(/\d{10}\.\d{6}|[0-9a-f]{32}|(?:trigger\.|V|F|r)\d{6}/g, (id) => {
      const name = names.get(id) ?? `#${names.size + 1}`;
      names.set(id, name);
      return name;
    }),
  );
}

/** The worker's receiver: an event as it comes out of the queue, an interaction as a Lambda hands it in. */
function workerTransport(app: SlackApp, nowMs: () => number): Transport {
  return async ({ payload }) => {
    let acknowledged: { readonly answer: unknown } | undefined;
    const ack = async (answer?: unknown) => {
      acknowledged ??= { answer };
    };
    await app.process({ body: JSON.parse(JSON.stringify(payload)), ack, receivedMs: nowMs() });
    return acknowledged;
  };
}

/** An agent that answers at once with what it was asked. */
function sayingTurn(asks: TurnRequest[]): Turn {
  return {
    async *run(request) {
      asks.push(request);
      const answer = `Answer to ${request.text}`;
      yield { type: 'chunk', text: `${answer}\n` };
      const { error: _, ...empty } = failedResult('s', { code: '', message: '' });
      yield { type: 'result', result: { ...empty, outcome: 'answered', answer } };
    },
  };
}

/** Every button of an answer. */
function answerBlocks(text: string, turnId: string): readonly KnownBlock[] {
  const reference = JSON.stringify({ type: 'analysis', id: 'a-1', turnId });
  const button = (action_id: string, value: string) => ({
    type: 'button' as const,
    action_id,
    text: { type: 'plain_text' as const, text: action_id },
    value,
  });
  return [
    { type: 'markdown', text },
    {
      type: 'actions',
      block_id: 'buttons',
      elements: [
        button(`${ACTIONS.ask}:0`, 'What are the risks?'),
        button(ACTIONS.method, reference),
        button(ACTIONS.csv, reference),
        button(`${ACTIONS.feedback}:up`, JSON.stringify({ turnId, verdict: 'up' })),
        button(`${ACTIONS.feedback}:down`, JSON.stringify({ turnId, verdict: 'down' })),
        button(ACTIONS.opportunity, 'open'),
        button(STOP_ACTION, JSON.stringify({ turnId, userId: 'U1' })),
      ],
    },
  ];
}
