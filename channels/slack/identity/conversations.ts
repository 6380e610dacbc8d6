import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { callSlack, type SlackCallOptions } from '../api/slack-call.ts';
import type { SlackConversation, SlackConversations } from '../turn/slack-ports.ts';
import { createShortCache } from './short-cache.ts';

export interface SlackConversationsOptions {
  readonly client: WebClient;
  readonly clock: () => Date;
  readonly pause: SlackCallOptions['pause'];
}

/** How long a conversation's kind counts: as long as one that was opened to others may count as closed. */
export const CONVERSATION_KEPT_MS = 60_000;
const MOST_CONVERSATIONS = 5_000;

/** The kind of each conversation, as Slack says it, remembered for a minute. */
export function createSlackConversations(options: SlackConversationsOptions): SlackConversations {
  const { client, clock, pause } = options;
  const known = createShortCache<SlackConversation>({
    nowMs: () => clock().getTime(),
    most: MOST_CONVERSATIONS,
  });
  return {
    async find(channelId, { signal }) {
      const before = known.get(channelId);
      if (before !== undefined) return before;
      const { channel } = await callSlack(() => client.conversations.info({ channel: channelId }), {
        pause,
        signal,
        isIdempotent: true,
      });
      const conversation = readConversation(channel, channelId);
      known.set(channelId, conversation, CONVERSATION_KEPT_MS);
      return conversation;
    },
  };
}

const flag = z.boolean().optional();

const channelFacts = z.object({
  id: z.string(),
  /** Of direct messages, with whom. */
  user: z.string().optional(),
  is_im: flag,
  is_mpim: flag,
  is_private: flag,
  is_channel: flag,
  is_group: flag,
  is_shared: flag,
  is_ext_shared: flag,
  is_org_shared: flag,
  is_pending_ext_shared: flag,
  pending_shared: z.array(z.string()).optional(),
  pending_connected_team_ids: z.array(z.string()).optional(),
});

/** What is not known counts as what most people see. */
const MOST_PUBLIC: SlackConversation = { kind: 'public', isExternallyShared: true };

/** Reads the `channel` of `conversations.info`. */
export function readConversation(channel: unknown, channelId: string): SlackConversation {
  const { data } = channelFacts.safeParse(channel);
  if (data === undefined || data.id !== channelId) return MOST_PUBLIC;
  const isExternallyShared =
    data.is_ext_shared === true ||
    // Another company is invited, or was and the flags do not say so yet.
    data.is_pending_ext_shared === true ||
    (data.pending_shared ?? []).length > 0 ||
    (data.pending_connected_team_ids ?? []).length > 0 ||
    (data.is_shared === true && data.is_org_shared !== true);
  const kind = kindOf(data);
  if (kind === undefined) return MOST_PUBLIC;
  const person = kind === 'im' && data.user !== undefined ? { personId: data.user } : {};
  return { kind, isExternallyShared, ...person };
}

function kindOf(data: z.infer<typeof channelFacts>): SlackConversation['kind'] | undefined {
  if (data.is_im === true) return data.is_mpim === true || data.is_channel === true ? undefined : 'im';
  if (data.is_mpim === true) return 'mpim';
  if (data.is_private === true) return 'private';
  return data.is_private === false && (data.is_channel === true || data.is_group === true)
    ? 'public'
    : undefined;
}
