import { z } from 'zod';
import type { Delivery, DeliveryHandler } from '#channels/turn/queue/turn-queue.ts';
import { questionText } from './listeners/question-text.ts';
import type { SlackApp } from './slack-app.ts';
import { taskBody } from './tasks/slack-task.ts';
import type { SlackTasks } from './tasks/slack-tasks.ts';
import { questionBody, type SlackQuestion } from './turn/slack-question.ts';
import type { SlackTurn } from './turn/slack-turn.ts';

export interface SlackWorkerOptions {
  readonly app: SlackApp;
  readonly turn: SlackTurn;
  readonly tasks: SlackTasks;
  readonly botUserId: string;
  readonly onFailure: (where: string, error: unknown) => void;
}

export interface SlackWorker {
  /** What the queue brings: events to listen to, questions to answer, tasks to do. */
  readonly handle: DeliveryHandler;
  /** What the queue gave up: whoever asked is told. */
  readonly handleDead: DeliveryHandler;
}

const queuedEvent = z.object({
  kind: z.literal('slack-event'),
  body: z.record(z.string(), z.unknown()),
  receivedMs: z.number(),
});

const queued = z.discriminatedUnion('kind', [queuedEvent, questionBody, taskBody]);

/** A worker's part in Slack. On AWS a Lambda calls it with each message, here the loop over the local queue. */
export function createSlackWorker({
  app,
  botUserId,
  onFailure,
  tasks,
  turn,
}: SlackWorkerOptions): SlackWorker {
  return {
    async handle(delivery) {
      const work = queued.parse(delivery.body);
      switch (work.kind) {
        case 'slack-event':
          await app.process({ ...work, ack: async () => undefined });
          return { outcome: 'done' };
        case 'slack-question':
          return turn.handle(work.question, delivery);
        case 'slack-task':
          await tasks.run(work.task, delivery);
          return { outcome: 'done' };
      }
    },
    async handleDead(delivery: Delivery) {
      const work = queued.safeParse(delivery.body);
      if (!work.success) {
        // Nobody can be told of what cannot be read.
        onFailure('slack dead letter', work.error);
        return { outcome: 'done' };
      }
      if (work.data.kind === 'slack-task') {
        await tasks.giveUp(work.data.task, delivery);
        return { outcome: 'done' };
      }
      const question =
        work.data.kind === 'slack-question' ? work.data.question : questionOf(work.data, botUserId);
      return question === undefined ? { outcome: 'done' } : turn.giveUp(question, delivery);
    },
  };
}

const asked = z.object({
  team_id: z.string(),
  event: z.object({
    type: z.enum(['message', 'app_mention']),
    channel_type: z.string().optional(),
    user: z.string(),
    channel: z.string(),
    ts: z.string(),
    thread_ts: z.string().optional(),
    text: z.string().default(''),
  }),
});

/** What an event has certainly asked; whether talk in a thread was meant for the app cannot be told any more. */
function questionOf(
  { body, receivedMs }: z.infer<typeof queuedEvent>,
  botUserId: string,
): SlackQuestion | undefined {
  const read = asked.safeParse(body);
  if (!read.success) return undefined;
  const { channel, channel_type, text, thread_ts, ts, type, user } = read.data.event;
  if (type === 'message' && channel_type !== 'im') return undefined;
  return {
    teamId: read.data.team_id,
    channelId: channel,
    userId: user,
    ts,
    ...(thread_ts === undefined || thread_ts === ts ? {} : { threadTs: thread_ts }),
    text: questionText(text, botUserId),
    source: type === 'app_mention' ? 'mention' : 'message',
    receivedMs,
  };
}
