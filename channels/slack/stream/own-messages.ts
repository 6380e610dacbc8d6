import type { WebClient } from '@slack/web-api';
import { callSlack, type SlackCallOptions } from '../api/slack-call.ts';
import type { AnswerPlace } from './answer-writer.ts';

/** By this a message of ours is known to belong to a turn. */
export const TURN_EVENT_TYPE = 'seller_turn';

export function turnMetadata(turnId: string, part: number) {
  return { event_type: TURN_EVENT_TYPE, event_payload: { turn_id: turnId, part } };
}

/** A thread is read this far behind the question. */
const MOST_PAGES = 5;
const PAGE = 200;

/**
 * The messages of a turn in its thread, in their order. A message of ours behind the question that names no turn
 * is one whose worker was lost before it was finished; turns of a thread run one after another, so it is this
 * turn's.
 */
export async function findOwnMessages(
  client: WebClient,
  {
    place,
    turnId,
    botUserId,
  }: { readonly place: AnswerPlace; readonly turnId: string; readonly botUserId: string },
  call: SlackCallOptions,
): Promise<readonly string[]> {
  const own: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { messages = [], response_metadata: more } = await callSlack(
      () =>
        client.conversations.replies({
          channel: place.channelId,
          ts: place.threadTs,
          oldest: place.questionTs,
          include_all_metadata: true,
          limit: PAGE,
          ...(cursor === undefined ? {} : { cursor }),
        }),
      call,
    );
    for (const { ts = '', user, metadata, files } of messages) {
      // Timestamps have the same length, so that their order is that of their texts.
      if (user !== botUserId || ts <= place.questionTs) continue;
      // A file of ours is nobody's answer, and has no metadata.
      if (files !== undefined) continue;
      const payload = metadata?.event_payload as { readonly turn_id?: unknown } | undefined;
      if (metadata === undefined || payload?.turn_id === turnId) own.push(ts);
    }
    cursor = more?.next_cursor;
    if (cursor === undefined || cursor === '') break;
  }
  return own;
}
