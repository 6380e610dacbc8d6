import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

/** What Slack sends an app: its kind, as Socket Mode names it, and its body. */
export interface SlackDelivery {
  readonly type: 'events_api' | 'interactive' | 'slash_commands';
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What became of one delivery. */
export interface DeliveryReport {
  /** Attempts, the one that was acknowledged last. */
  readonly attempts: number;
  readonly isAcknowledged: boolean;
  /** What the app answered with, if anything. */
  readonly answer: unknown;
}

/** A way to the app. */
export type Transport = (
  delivery: SlackDelivery,
  attempt: number,
) => Promise<{ readonly answer: unknown } | undefined>;

export interface DeliveryOptions {
  /** Waits before attempts after the first, in milliseconds: Slack's are at once, a minute, five minutes. */
  readonly retriesMs: readonly number[];
  readonly pause: (ms: number) => Promise<unknown>;
}

export const SLACK_RETRIES_MS = [0, 60_000, 300_000] as const;

/** Sends until the app acknowledges or the attempts are used up. */
export async function deliver(
  delivery: SlackDelivery,
  transport: Transport,
  { retriesMs, pause }: DeliveryOptions,
): Promise<DeliveryReport> {
  // Only events are sent again; what a person clicked is not.
  const waits = delivery.type === 'events_api' ? [0, ...retriesMs] : [0];
  for (const [index, ms] of waits.entries()) {
    if (ms > 0) await pause(ms);
    const acknowledged = await transport(delivery, index).catch(() => undefined);
    if (acknowledged !== undefined)
      return { attempts: index + 1, isAcknowledged: true, answer: acknowledged.answer };
  }
  return { attempts: waits.length, isAcknowledged: false, answer: undefined };
}

export interface SignedRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A delivery as an HTTP request, signed as Slack signs. */
export function signedRequest(
  delivery: SlackDelivery,
  options: { readonly signingSecret: string; readonly nowMs: number; readonly attempt?: number },
): SignedRequest {
  const isEvent = delivery.type === 'events_api';
  const body = isEvent ? JSON.stringify(delivery.payload) : formOf(delivery);
  return {
    body,
    headers: {
      ...signatureOf(body, options),
      'content-type': isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
      ...(options.attempt === undefined || options.attempt === 0
        ? {}
        : { 'x-slack-retry-num': String(options.attempt), 'x-slack-retry-reason': 'http_timeout' }),
    },
  };
}

export function signatureOf(
  body: string,
  { signingSecret, nowMs }: { readonly signingSecret: string; readonly nowMs: number },
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const hash = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` };
}

function formOf({ type, payload }: SlackDelivery): string {
  if (type === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return new URLSearchParams(payload as Record<string, string>).toString();
}

/** To an app that listens on HTTP; a redelivery has to be acknowledged within three seconds. */
export function httpTransport(
  url: string,
  options: { readonly signingSecret: string; readonly nowMs: () => number },
): Transport {
  return async (delivery, attempt) => {
    const { body, headers } = signedRequest(delivery, { ...options, nowMs: options.nowMs(), attempt });
    const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(3_000) });
    const text = await response.text();
    if (!response.ok) return undefined;
    return { answer: text === '' ? undefined : jsonOf(text) };
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export interface SocketHub {
  readonly transport: Transport;
  /** Resolves when an app is connected. */
  connected(): Promise<void>;
  /** Sends raw text to every connected app. */
  sendRaw(text: string): void;
  /** Drops the connections, as Slack does when it refreshes them. */
  drop(): void;
  close(): void;
}

/** Socket Mode: the app connects, gets envelopes, acknowledges each. */
export function openSocketHub(http: Server, newId: () => string): SocketHub {
  const server = new WebSocketServer({ server: http, path: '/link' });
  const waiting = new Map<string, (answer: { readonly answer: unknown }) => void>();
  const arrivals = new Set<() => void>();
  server.on('connection', (socket: WebSocket) => {
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: server.clients.size,
        connection_info: { app_id: 'A0FAKE' },
      }),
    );
    socket.on('message', (data) => {
      const { envelope_id: id = '', payload } = JSON.parse(String(data)) as {
        envelope_id?: string;
        payload?: unknown;
      };
      waiting.get(id)?.({ answer: payload });
      waiting.delete(id);
    });
    for (const arrived of arrivals) arrived();
  });
  return {
    transport: (delivery, attempt) =>
      new Promise((resolve) => {
        const [socket] = server.clients;
        if (socket === undefined) {
          resolve(undefined);
          return;
        }
        const envelope_id = newId();
        const dropped = () => {
          waiting.delete(envelope_id);
          resolve(undefined);
        };
        socket.once('close', dropped);
        waiting.set(envelope_id, (answer) => {
          socket.off('close', dropped);
          resolve(answer);
        });
        socket.send(
          JSON.stringify({
            ...delivery,
            envelope_id,
            accepts_response_payload: delivery.type !== 'events_api',
            retry_attempt: attempt,
            retry_reason: attempt === 0 ? '' : 'timeout',
          }),
        );
      }),
    connected: () =>
      new Promise((resolve) => {
        if (server.clients.size > 0) resolve();
        else arrivals.add(resolve);
      }),
    sendRaw: (text) => {
      for (const socket of server.clients) socket.send(text);
    },
    drop: () => {
      for (const socket of [...server.clients]) {
        server.clients.delete(socket);
        socket.terminate();
      }
    },
    close: () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}
