import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { QueueMessage } from '#channels/turn/queue/turn-queue.ts';

const asked = {
  teamId: z.string(),
  userId: z.string(),
  receivedMs: z.number(),
  /** The click or the form: it is done once. */
  interactionId: z.string(),
};
const place = { channelId: z.string(), threadTs: z.string() };
const artifact = { artifactType: z.string(), artifactId: z.string() };

/** What a click asks for and a worker does: all that takes longer than Slack waits. */
export const slackTask = z.discriminatedUnion('kind', [
  /** Sends a result as a file into the thread. */
  z.object({ kind: z.literal('csv'), ...asked, ...place, ...artifact }),
  /** Fills an open window with how a result was made. */
  z.object({ kind: z.literal('method'), ...asked, ...artifact, viewId: z.string() }),
  z.object({
    kind: z.literal('feedback'),
    ...asked,
    ...place,
    turnId: z.string(),
    verdict: z.enum(['up', 'down']),
    reason: z.string().optional(),
  }),
  /** Asks in the asker's direct messages: from a form or the Home tab. */
  z.object({
    kind: z.literal('direct-question'),
    ...asked,
    text: z.string(),
    source: z.enum(['modal', 'home']),
  }),
]);
export type SlackTask = z.infer<typeof slackTask>;

export const taskBody = z.object({ kind: z.literal('slack-task'), task: slackTask });

/** Tasks do not wait for each other. */
export function taskMessage(task: SlackTask): QueueMessage {
  const { receivedMs: _, ...what } = task;
  const key = `task-${createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 32)}`;
  return { group: key, key, body: { kind: 'slack-task', task } };
}
