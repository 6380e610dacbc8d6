import { type ApiServer, type FaultPlan, startApiServer } from './api-server.ts';
import {
  type DeliveryOptions,
  type DeliveryReport,
  deliver,
  openSocketHub,
  SLACK_RETRIES_MS,
  type SlackDelivery,
  type SocketHub,
  type Transport,
} from './deliveries.ts';
import { createPeople, type People } from './people.ts';
import { createSlackState, type FakeConversation, type FakeUser, type SlackState } from './slack-state.ts';
import { type ApiCall, createWebApi } from './web-api.ts';

export interface FakeSlackOptions extends Partial<DeliveryOptions> {
  readonly users?: readonly FakeUser[];
  readonly conversations?: readonly Omit<FakeConversation, 'messages' | 'isArchived'>[];
  readonly nowMs?: () => number;
  /** Where issued ids begin; 0 when left out. */
  readonly firstId?: number;
  /** Told of each call once it was done. */
  readonly onCall?: (call: ApiCall) => void;
}

/** A pretended Slack on 127.0.0.1. What only this has shown, Slack itself has not. */
export interface FakeSlack {
  /** For Bolt's and WebClient's `slackApiUrl`. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly state: SlackState;
  readonly calls: readonly ApiCall[];
  readonly socket: SocketHub;
  readonly people: People;
  /** Through which deliveries reach the app from now on; Socket Mode at first. */
  connect(transport: Transport): void;
  /** What goes wrong from now on; nothing when left out. */
  setFaults(plan?: FaultPlan): void;
  revokeToken(token: string): void;
  /** Sends as Slack does, again until it is acknowledged. */
  send(delivery: SlackDelivery): Promise<DeliveryReport>;
  /** Messages of a conversation, of one thread when it is named. */
  messages(channelId: string, threadTs?: string): FakeConversation['messages'];
  close(): Promise<void>;
}

export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const state = createSlackState({ nowMs: options.nowMs ?? Date.now, firstId: options.firstId ?? 0 });
  for (const user of options.users ?? []) state.users.set(user.id, user);
  for (const conversation of options.conversations ?? [])
    state.conversations.set(conversation.id, { ...conversation, isArchived: false, messages: [] });
  const triggers = new Map<string, number>();
  const calls: ApiCall[] = [];
  const tokens = new Set(['xoxb-fake', 'xapp-fake']);
  let faults: FaultPlan | undefined;
  const server: ApiServer = await startApiServer({
    state,
    record(call) {
      calls.push(call);
      options.onCall?.(call);
    },
    api: () => api,
    fault: () => faults,
  });
  const { origin, http } = server;
  const api = createWebApi({
    state,
    triggers,
    tokens,
    uploadUrl: (fileId) => `${origin}/upload/${fileId}`,
    socketUrl: () => `${origin.replace('http', 'ws')}/link`,
  });
  const socket = openSocketHub(http, () => state.nextId('envelope-'));
  let transport = socket.transport;
  const delivery: DeliveryOptions = {
    retriesMs: options.retriesMs ?? SLACK_RETRIES_MS,
    pause: options.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
  };
  const send = (body: SlackDelivery) => deliver(body, (each, attempt) => transport(each, attempt), delivery);
  return {
    apiUrl: `${origin}/api/`,
    botToken: 'xoxb-fake',
    appToken: 'xapp-fake',
    signingSecret: 'fake-signing-secret',
    state,
    calls,
    socket,
    people: createPeople({ state, triggers, send, responseUrl: (id) => `${origin}/response/${id}` }),
    connect: (next) => {
      transport = next;
    },
    setFaults: (plan) => {
      faults = plan;
    },
    revokeToken: (token) => {
      tokens.delete(token);
    },
    send,
    messages(channelId, threadTs) {
      const all = state.conversations.get(channelId)?.messages ?? [];
      return threadTs === undefined
        ? all
        : all.filter((message) => message.threadTs === threadTs || message.ts === threadTs);
    },
    async close() {
      socket.close();
      await server.close();
    },
  };
}
