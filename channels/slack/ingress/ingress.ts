import type { TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';
import type { TurnQueue } from '#channels/turn/queue/turn-queue.ts';
import { checkRequest, type RawRequest } from './check-request.ts';
import { eventToQueue, parseObject } from './queued-event.ts';

export interface IngressOptions {
  /** From the app's page of settings; never empty. */
  readonly signingSecret: string;
  readonly queue: TurnQueue;
  readonly ledger: Pick<TurnLedger, 'noteHandedOn' | 'wasHandedOn'>;
  readonly clock: () => Date;
  /** How long queue and ledger may take: Slack waits three seconds. */
  readonly timeoutMs?: number;
  /** `queued`: the note is written behind; `noted`, when left out: for a function that is frozen once it has answered. */
  readonly answerWhen?: 'queued' | 'noted';
  readonly onFailure: (where: string, error: unknown) => void;
}

export interface IngressResponse {
  readonly status: number;
  readonly contentType: 'text/plain' | 'application/json';
  readonly body: string;
}

/** What became of an event. */
export type Accepted = 'queued' | 'known' | 'not-wanted';

export interface EventDoor {
  /** Hands an event on that is known to be Slack's. @throws {QueueError} when it could not be: Slack is to send it again. */
  accept(body: Readonly<Record<string, unknown>>): Promise<Accepted>;
}

export interface Ingress extends EventDoor {
  /** Answers a request with an event. Never throws. */
  handle(request: RawRequest): Promise<IngressResponse>;
}

const TIMEOUT_MS = 2_500;

/** A queue knows a key again for five minutes; what is sent again within four needs no look into the ledger. */
const KNOWN_TO_QUEUE_MS = 4 * 60_000;

/** An event so young that whatever was sent of it before was sent lately. */
function isKnownToQueue({ event_time: seconds }: Readonly<Record<string, unknown>>, now: Date): boolean {
  return typeof seconds === 'number' && Math.abs(now.getTime() - seconds * 1000) < KNOWN_TO_QUEUE_MS;
}

/** Hands events on to the queue: what is not there yet is there before anything is noted or acknowledged. */
export function createEventDoor(options: Omit<IngressOptions, 'signingSecret'>): EventDoor {
  const { ledger, onFailure, queue } = options;
  return {
    async accept(body) {
      const wanted = eventToQueue(body, options.clock().getTime());
      if (wanted === undefined) return 'not-wanted';
      const call = { signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS) };
      const { eventKey, message } = wanted;
      if (!isKnownToQueue(body, options.clock()) && (await wasHandedOn())) return 'known';
      await queue.send(message, call);
      // The event is in the queue: if the note fails, the worst is that it is queued again.
      const noted = ledger
        .noteHandedOn(eventKey, call)
        .catch((error: unknown) => onFailure('slack ingress note', error));
      if (options.answerWhen !== 'queued') await noted;
      return 'queued';

      async function wasHandedOn(): Promise<boolean> {
        try {
          return await ledger.wasHandedOn(eventKey, call);
        } catch (error) {
          onFailure('slack ingress look', error);
          return false;
        }
      }
    },
  };
}

/** The door for Slack's events: checked, queued, noted, acknowledged, in this order. */
export function createIngress(options: IngressOptions): Ingress {
  // An empty secret signs too, and everybody knows it.
  if (options.signingSecret === '') throw new TypeError('the signing secret is empty');
  const door = createEventDoor(options);
  return {
    ...door,
    async handle(request) {
      const nowMs = options.clock().getTime();
      const checked = checkRequest(request, { signingSecret: options.signingSecret, nowMs });
      if (!checked.isGenuine) return plain(checked.fault.status, checked.fault.reason);
      const body = parseObject(checked.text);
      if (body === undefined) return plain(400, 'not-an-object');
      if (body.type === 'url_verification') return challenge(body.challenge);
      try {
        await door.accept(body);
        return plain(200, '');
      } catch (error) {
        options.onFailure('slack ingress', error);
        return plain(500, 'not-queued');
      }
    },
  };
}

function challenge(text: unknown): IngressResponse {
  if (typeof text !== 'string') return plain(400, 'no-challenge');
  return { status: 200, contentType: 'application/json', body: JSON.stringify({ challenge: text }) };
}

function plain(status: number, body: string): IngressResponse {
  return { status, contentType: 'text/plain', body };
}
