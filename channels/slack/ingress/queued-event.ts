import { createHash } from 'node:crypto';
import type { QueueMessage } from '#channels/turn/queue/turn-queue.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An event of Slack's as it waits for a worker: `body` as Slack sent it, without what nobody reads. */
export interface QueuedEvent {
  readonly kind: 'slack-event';
  readonly body: Fields;
  /** When Slack handed it over, in milliseconds. */
  readonly receivedMs: number;
}

/** What is handed on of an event, and the key by which it is known again. */
export interface EventToQueue {
  readonly eventKey: string;
  readonly message: QueueMessage;
}

/** An object's fields; undefined of anything else, `null` and lists too. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** JSON that is an object; undefined of any other text. */
export function parseObject(text: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Longer texts are refused by the turn anyhow, in words; a queue's message has its own limit. */
const LONGEST_TEXT = 25_000;

/** Kinds of a message that somebody wrote; all others tell of edits, deletions, joins. */
const WRITTEN = new Set<unknown>([undefined, 'file_share', 'thread_broadcast']);

/**
 * The event as it goes into the queue; undefined for what no listener wants, so that a busy channel's talk,
 * the app's own messages, edits and joins cost nothing.
 */
export function eventToQueue(body: Fields, receivedMs: number): EventToQueue | undefined {
  const event = fieldsOf(body.event);
  if (body.type !== 'event_callback' || event === undefined || !isWantedEvent(event)) return undefined;
  const eventKey = shortHash(['slack', body.team_id, body.event_id ?? event]);
  const place = [body.team_id, event.channel, event.thread_ts ?? event.ts ?? event.user];
  const slim: QueuedEvent = {
    kind: 'slack-event',
    body: { ...pick(body, BODY_FIELDS), event: slimEvent(event) },
    receivedMs,
  };
  // Apart from the questions of the thread: a word to stop must not wait behind the question that it is to stop.
  return { eventKey, message: { group: `event-${shortHash(place)}`, key: eventKey, body: { ...slim } } };
}

/** Whether a person did something that is for the app; bots, edits, deletions and joins are not. */
export function isWantedEvent(event: Fields): boolean {
  if (event.type === 'app_home_opened') return typeof event.user === 'string';
  if (typeof event.user !== 'string' || typeof event.ts !== 'string' || typeof event.channel !== 'string')
    return false;
  if (event.bot_id !== undefined || event.bot_profile !== undefined || !WRITTEN.has(event.subtype))
    return false;
  if (event.type === 'app_mention') return true;
  // Outside direct messages only what continues a thread may be for us: a mention is an event of its own.
  return event.type === 'message' && (event.channel_type === 'im' || event.thread_ts !== undefined);
}

const BODY_FIELDS = [
  'type',
  'team_id',
  'api_app_id',
  'event_id',
  'event_time',
  'authorizations',
  'is_ext_shared_channel',
];
const EVENT_FIELDS = [
  'type',
  'subtype',
  'user',
  'team',
  'text',
  'ts',
  'event_ts',
  'thread_ts',
  'channel',
  'channel_type',
  'tab',
];

function slimEvent(event: Fields): Fields {
  const { text, ...rest } = pick(event, EVENT_FIELDS);
  return { ...rest, ...(typeof text === 'string' ? { text: text.slice(0, LONGEST_TEXT) } : {}) };
}

function pick(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.filter((name) => name in fields).map((name) => [name, fields[name]]));
}

function shortHash(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
