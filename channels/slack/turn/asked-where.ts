import type { SlackConversation, SlackConversations } from './slack-ports.ts';
import type { SlackQuestion } from './slack-question.ts';

/**
 * Where a question was asked, as it is now: a channel may have been opened to others since. Direct messages of
 * somebody else than the asker count as what most people see.
 */
export async function askedWhere(
  conversations: SlackConversations,
  { channelId, userId }: Pick<SlackQuestion, 'channelId' | 'userId'>,
  signal: AbortSignal,
): Promise<SlackConversation> {
  const conversation = await conversations.find(channelId, { signal });
  const isOfAnother =
    conversation.kind === 'im' && conversation.personId !== undefined && conversation.personId !== userId;
  return isOfAnother ? { kind: 'public', isExternallyShared: true } : conversation;
}
