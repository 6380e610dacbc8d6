import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { isWantedEvent } from '../ingress/queued-event.ts';
import { queueMessageOf, type SlackQuestion, turnIdOf } from '../turn/slack-question.ts';
import { type AddListeners, EVENT_TIMEOUT_MS, type ListenerOptions, threadKey } from './listener-options.ts';
import { isStopWord, mentionedUsers, questionText } from './question-text.ts';
import { threadMessages } from './thread-messages.ts';

const written = z.object({
  type: z.enum(['message', 'app_mention']),
  user: z.string(),
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  channel_type: z.string().optional(),
  text: z.string().default(''),
});
type Written = z.infer<typeof written>;

/** Somebody who only calls the app's name wants to know what it is for. */
const CALLED = 'What can you do?';
/** A turn is over by then, however it ended. */
const LONGEST_TURN_SECONDS = 900;

/** Messages to the app, mentions of it, and what goes on without one in a thread where it has answered. */
export const addMessageListeners: AddListeners = (app, options) => {
  app.event('message', (args) => hear(args.event, args.body, args.client, args.context.receivedMs, options));
  app.event('app_mention', (args) =>
    hear(args.event, args.body, args.client, args.context.receivedMs, options),
  );
};

async function hear(
  event: object,
  { team_id: teamId }: { readonly team_id: string },
  client: WebClient,
  receivedMs: unknown,
  options: ListenerOptions,
): Promise<void> {
  const read = written.safeParse(event);
  if (!read.success || !isWantedEvent({ ...event })) return;
  const message = read.data;
  const call = { pause: options.pause, signal: AbortSignal.timeout(EVENT_TIMEOUT_MS) };
  const threadTs = message.thread_ts === message.ts ? undefined : message.thread_ts;
  const question: SlackQuestion = {
    teamId,
    channelId: message.channel,
    userId: message.user,
    ts: message.ts,
    ...(threadTs === undefined ? {} : { threadTs }),
    text: questionText(message.text, options.botUserId) || CALLED,
    source: message.type === 'app_mention' ? 'mention' : 'message',
    receivedMs: typeof receivedMs === 'number' ? receivedMs : options.clock().getTime(),
  };
  if (!(await isForUs(message, question, client, call, options))) return;
  if (isStopWord(question.text) && (await stopRunning(question, client, call, options))) return;
  await options.queue.send(queueMessageOf(question), call);
  if (message.channel_type !== 'im') await followThread(question, call, options);
}

type Call = Pick<ListenerOptions, 'pause'> & { readonly signal: AbortSignal };

async function isForUs(
  { type, channel_type, text }: Written,
  { teamId, channelId, threadTs }: SlackQuestion,
  client: WebClient,
  call: Call,
  { botUserId, ledger }: ListenerOptions,
): Promise<boolean> {
  if (type === 'app_mention' || channel_type === 'im') return true;
  const mentioned = mentionedUsers(text);
  if (mentioned.includes(botUserId)) return true;
  // In a thread, what is said to somebody else is not said to the app.
  if (threadTs === undefined || mentioned.length > 0) return false;
  if (await ledger.wasHandedOn(threadKey({ teamId, channelId }, threadTs), call)) return true;
  for await (const { userId } of threadMessages(client, { channelId, threadTs }, call))
    if (userId === botUserId) return true;
  return false;
}

async function followThread(question: SlackQuestion, call: Call, { ledger, onFailure }: ListenerOptions) {
  const root = question.threadTs ?? question.ts;
  if (root === undefined) return;
  // Without the note the thread itself is read the next time.
  await ledger
    .noteHandedOn(threadKey(question, root), call)
    .catch((error: unknown) => onFailure('slack thread', error));
}

/** Stops what the asker has running in this thread; false when there is nothing, so that the word is a question. */
async function stopRunning(
  question: SlackQuestion,
  client: WebClient,
  call: Call,
  { ledger, clock }: ListenerOptions,
): Promise<boolean> {
  const { channelId, threadTs, userId } = question;
  if (threadTs === undefined) return false;
  const oldest = `${Math.floor(clock().getTime() / 1000) - LONGEST_TURN_SECONDS}.000000`;
  let isStopped = false;
  for await (const message of threadMessages(client, { channelId, threadTs, oldest }, call)) {
    if (message.userId !== userId || message.ts === question.ts) continue;
    if (await ledger.cancel(turnIdOf({ ...question, ts: message.ts }), call)) isStopped = true;
  }
  return isStopped;
}
