import { setTimeout as wait } from 'node:timers/promises';
import { SocketModeReceiver } from '@slack/bolt';
import { quietLogger } from '../api/quiet-logger.ts';
import { slackClientOptions } from '../api/slack-client.ts';
import type { EventDoor } from '../ingress/ingress.ts';
import { fieldsOf, parseObject } from '../ingress/queued-event.ts';
import type { SlackApp } from '../slack-app.ts';

export interface SocketDoorOptions {
  readonly appToken: string;
  /** Another address than Slack's. */
  readonly apiUrl?: string | undefined;
  readonly events: EventDoor;
  readonly app: SlackApp;
  /** How long a connection may be silent, and the gap before another is opened: Slack closes each after some hours. */
  readonly reconnectMs?: number;
  readonly onFailure: (where: string, error: unknown) => void;
}

export interface SocketDoor {
  /** Aborts when Slack lets the app in no more, as after its token was revoked. */
  readonly lost: AbortSignal;
  close(): Promise<void>;
}

/** The library's own five seconds are five seconds in which Slack reaches nobody. */
const RECONNECT_MS = 2_000;
/** How long Slack may take to say goodbye. */
const CLOSE_TIMEOUT_MS = 2_000;

type SocketClient = SocketModeReceiver['client'];

/**
 * Slack over a web socket that the app opens: no address of its own is needed. Events are queued before they are
 * acknowledged, as over HTTP.
 * @throws when Slack does not let the app in
 */
export async function openSocketDoor(options: SocketDoorOptions): Promise<SocketDoor> {
  const { app, appToken, events, onFailure } = options;
  let isClosing = false;
  const receiver = new SocketModeReceiver({
    appToken,
    clientPingTimeout: options.reconnectMs ?? RECONNECT_MS,
    logger: quietLogger('slack socket', (where, error) => {
      if (!isClosing) onFailure(where, error);
    }),
    installerOptions: { clientOptions: slackClientOptions(options) },
    // What failed is not acknowledged: Slack shows it, or sends it again.
    async processEventErrorHandler({ error }) {
      onFailure('slack socket', error);
      return false;
    },
  });
  const lost = new AbortController();
  const { client } = receiver;
  keepOutOddFrames(client);
  let isOpen = false;
  const { start } = client;
  // After the first time nobody awaits this, and a failure would end the process.
  client.start = async () => {
    try {
      return await start.call(client);
    } catch (error) {
      if (!isOpen) throw error;
      onFailure('slack socket', error);
      lost.abort(error);
      return new Promise(() => undefined);
    }
  };
  // All that the receiver wants of an app is this one method.
  const front = {
    async processEvent({ body, ack }: { body: unknown; ack: (answer?: unknown) => Promise<void> }) {
      const fields = fieldsOf(body);
      if (fields?.type !== 'event_callback') {
        await app.process({ body, ack });
        return;
      }
      await events.accept(fields);
      await ack();
    },
  };
  receiver.init(front as unknown as Parameters<typeof receiver.init>[0]);
  await receiver.start();
  isOpen = true;
  return {
    lost: lost.signal,
    async close() {
      isClosing = true;
      const closed = new Promise((resolve) => client.once('disconnected', resolve));
      await receiver.stop();
      await Promise.race([closed, wait(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
    },
  };
}

/** What the client makes an event of its own out of, besides Slack's kinds of messages. */
const OWN_FRAMES = new Set<unknown>(['hello', 'disconnect']);
const DELIVERIES = new Set<unknown>(['events_api', 'interactive', 'slash_commands']);
/** Events of the client itself: a frame must not pretend to be one. */
const INTERNAL_NAMES =
  /^(?:connect|disconnect|reconnect|authenticated|error|close|slack_event|ws_message|ping|pong)/;

/** Lets through only what the client can read: a frame `null` would end the process. */
function keepOutOddFrames(client: SocketClient): void {
  const listeners = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    if (isBinary !== true && isSoundFrame(textOf(data)))
      for (const listener of listeners) listener(data, isBinary);
  });
}

/** Whether a frame is of Slack's making. */
export function isSoundFrame(text: string): boolean {
  const frame = parseObject(text);
  if (frame === undefined) return false;
  if (OWN_FRAMES.has(frame.type)) return true;
  const payload = fieldsOf(frame.payload);
  if (!DELIVERIES.has(frame.type) || typeof frame.envelope_id !== 'string' || payload === undefined)
    return false;
  if (frame.type !== 'events_api') return true;
  const type = fieldsOf(payload.event)?.type;
  return typeof type === 'string' && !INTERNAL_NAMES.test(type);
}

function textOf(data: unknown): string {
  if (typeof data === 'string') return data;
  return data instanceof ArrayBuffer || data instanceof Uint8Array ? new TextDecoder().decode(data) : '';
}
