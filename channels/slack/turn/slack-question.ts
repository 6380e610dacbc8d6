import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { QueueMessage } from '#channels/turn/queue/turn-queue.ts';

const slackId = z.string().regex(/^[A-Z0-9]{2,32}$/);
const slackTs = z.string().regex(/^\d{1,12}\.\d{6}$/);

/** A question from Slack as it waits for a worker. */
export const slackQuestion = z.object({
  teamId: slackId,
  channelId: slackId,
  userId: slackId,
  /** The message that asked. Left out for what was not asked in a message (a modal, a shortcut): one is posted first. */
  ts: slackTs.optional(),
  /** The thread in which it was asked; left out for a message that begins one. */
  threadTs: slackTs.optional(),
  text: z.string(),
  source: z.enum(['message', 'mention', 'modal', 'shortcut', 'button', 'home']),
  /** Of what was not asked in a message: the interaction's own id, so that it is answered once. */
  interactionId: z.string().max(200).optional(),
  /** When Slack handed it over, in milliseconds: what waiting is counted from. */
  receivedMs: z.number(),
});
export type SlackQuestion = z.infer<typeof slackQuestion>;

/** The queue's message of a question, and how a worker knows it. */
export const questionBody = z.object({ kind: z.literal('slack-question'), question: slackQuestion });

/** The turn of a question: the same for each event that tells of the same message. */
export function turnIdOf({ teamId, channelId, ts, interactionId }: SlackQuestion): string {
  const asked = ts ?? interactionId;
  if (asked === undefined) throw new TypeError('a question is of a message or of an interaction');
  return createHash('sha256')
    .update(JSON.stringify(['slack', teamId, channelId, asked]))
    .digest('hex')
    .slice(0, 32);
}

/** What a conversation is called on our side of the agent. Questions outside a thread are threads of their own. */
export function threadNameOf(question: Pick<SlackQuestion, 'teamId' | 'channelId'>, rootTs: string): string {
  return `slack:${question.teamId}:${question.channelId}:${rootTs}`;
}

/** Questions of one thread are answered in their order. */
export function queueMessageOf(question: SlackQuestion): QueueMessage {
  const turnId = turnIdOf(question);
  const root = question.threadTs ?? question.ts ?? turnId;
  return {
    group: `${question.teamId}:${question.channelId}:${root}`,
    key: turnId,
    body: { kind: 'slack-question', question },
  };
}
