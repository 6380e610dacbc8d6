import type { WebClient } from '@slack/web-api';
import { callSlack, type SlackCallOptions } from '../api/slack-call.ts';

export interface ThreadPlace {
  readonly channelId: string;
  readonly threadTs: string;
  /** Only what was written from then on; all of it when left out. */
  readonly oldest?: string;
}

export interface ThreadMessage {
  readonly ts: string;
  readonly userId: string;
}

const MOST_PAGES = 5;
const PAGE = 200;

/** The messages of a thread in their order, a thousand at most, read a page at a time as they are wanted. */
export async function* threadMessages(
  client: WebClient,
  { channelId, threadTs, oldest }: ThreadPlace,
  call: Omit<SlackCallOptions, 'isIdempotent'>,
): AsyncIterable<ThreadMessage> {
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { messages = [], response_metadata: more } = await callSlack(
      () =>
        client.conversations.replies({
          channel: channelId,
          ts: threadTs,
          limit: PAGE,
          ...(oldest === undefined ? {} : { oldest }),
          ...(cursor === undefined ? {} : { cursor }),
        }),
      { ...call, isIdempotent: true },
    );
    for (const { ts = '', user = '' } of messages) yield { ts, userId: user };
    cursor = more?.next_cursor;
    if (cursor === undefined || cursor === '') return;
  }
}
