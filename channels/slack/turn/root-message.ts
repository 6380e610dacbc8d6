import type { WebClient } from '@slack/web-api';
import { callSlack, SlackCallError, type SlackCallOptions } from '../api/slack-call.ts';
import type { AnswerMessage } from '../stream/answer-writer.ts';
import { TURN_EVENT_TYPE } from '../stream/own-messages.ts';

export interface RootOptions {
  readonly client: WebClient;
  readonly channelId: string;
  readonly turnId: string;
  /** The thread in which it is posted; it begins one when left out. */
  readonly threadTs?: string | undefined;
  /** The conversation that goes on under it, when that is not its own. */
  readonly thread?: string;
  readonly message: AnswerMessage;
  /** An attempt before may have posted it. */
  readonly isContinued: boolean;
  readonly call: Omit<SlackCallOptions, 'isIdempotent'>;
}

interface RootPayload {
  readonly turn_id?: unknown;
  readonly part?: unknown;
  readonly thread?: unknown;
}

/** A channel is searched this far back for what an attempt of unknown outcome left. */
const SEARCHED_MESSAGES = 200;
const MOST_PAGES = 5;

/** Posts the message under which an answer stands where nobody has written one, once. */
export async function ensureRoot(options: RootOptions): Promise<string> {
  const before = options.isContinued ? await findRoot(options) : undefined;
  if (before !== undefined) return before;
  try {
    return await postRoot(options);
  } catch (error) {
    if (!(error instanceof SlackCallError) || error.kind !== 'unknown') throw error;
    return (await findRoot(options)) ?? postRoot(options);
  }
}

async function postRoot({
  client,
  channelId,
  turnId,
  threadTs,
  thread,
  message,
  call,
}: RootOptions): Promise<string> {
  const event_payload = { turn_id: turnId, part: 'root', ...(thread === undefined ? {} : { thread }) };
  const post = () =>
    client.chat.postMessage({
      channel: channelId,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      text: message.text,
      blocks: [...message.blocks],
      metadata: { event_type: TURN_EVENT_TYPE, event_payload },
      unfurl_links: false,
      unfurl_media: false,
    });
  return (await callSlack(post, { ...call, isIdempotent: false })).ts ?? '';
}

async function findRoot(options: RootOptions): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { messages = [], response_metadata: more } = await callSlack(() => readPage(options, cursor), {
      ...options.call,
      isIdempotent: true,
    });
    const found = messages.find(({ metadata }) => {
      const payload = metadata?.event_payload as RootPayload | undefined;
      return payload?.turn_id === options.turnId && payload.part === 'root';
    });
    if (found !== undefined) return found.ts;
    cursor = more?.next_cursor;
    // A channel begins with its latest messages, a thread with its first.
    if (options.threadTs === undefined || cursor === undefined || cursor === '') return undefined;
  }
  return undefined;
}

function readPage({ client, channelId, threadTs }: RootOptions, cursor: string | undefined) {
  const page = {
    channel: channelId,
    include_all_metadata: true,
    limit: SEARCHED_MESSAGES,
    ...(cursor === undefined ? {} : { cursor }),
  };
  return threadTs === undefined
    ? client.conversations.history(page)
    : client.conversations.replies({ ...page, ts: threadTs });
}

/** The conversation that a thread of ours goes on with, when its first message says so. */
export async function continuedThread(
  client: WebClient,
  place: { readonly channelId: string; readonly threadTs: string; readonly botUserId: string },
  call: Omit<SlackCallOptions, 'isIdempotent'>,
): Promise<string | undefined> {
  const { messages: [root] = [] } = await callSlack(
    () =>
      client.conversations.replies({
        channel: place.channelId,
        ts: place.threadTs,
        include_all_metadata: true,
        limit: 1,
      }),
    { ...call, isIdempotent: true },
  );
  const payload = root?.metadata?.event_payload as RootPayload | undefined;
  return root?.user === place.botUserId && typeof payload?.thread === 'string' ? payload.thread : undefined;
}
