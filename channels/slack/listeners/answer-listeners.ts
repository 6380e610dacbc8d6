import { z } from 'zod';
import { ACTIONS, artifactReference, feedbackReference, readValue, VIEWS } from '../blocks/actions.ts';
import { STOP_ACTION, stopReference } from '../blocks/stop-button.ts';
import { taskMessage } from '../tasks/slack-task.ts';
import { queueMessageOf } from '../turn/slack-question.ts';
import { type AddListeners, LISTENER_TIMEOUT_MS, type ListenerOptions } from './listener-options.ts';
import { LISTENER_WORDS } from './listener-words.ts';
import { openView } from './open-view.ts';

const pressed = z.object({
  user: z.object({ id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  trigger_id: z.string(),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  actions: z.tuple([
    z.object({ action_id: z.string(), value: z.string().optional(), action_ts: z.string() }),
  ]),
});

interface Pressed {
  readonly userId: string;
  readonly teamId: string;
  readonly triggerId: string;
  readonly actionId: string;
  readonly value: string;
  readonly receivedMs: number;
  /** Names the click. */
  readonly interactionId: string;
  /** Left out for a button of the Home tab. */
  readonly at?: { readonly channelId: string; readonly messageTs: string; readonly threadTs: string };
}

function readPressed(body: unknown, clock: ListenerOptions['clock']): Pressed {
  const { actions, channel, message, team, trigger_id, user } = pressed.parse(body);
  const [{ action_id, action_ts, value = '' }] = actions;
  return {
    userId: user.id,
    teamId: team?.id ?? '',
    triggerId: trigger_id,
    actionId: action_id,
    interactionId: `${user.id}:${action_id}:${action_ts}`,
    value,
    receivedMs: clock().getTime(),
    ...(channel === undefined || message === undefined
      ? {}
      : {
          at: { channelId: channel.id, messageTs: message.ts, threadTs: message.thread_ts ?? message.ts },
        }),
  };
}

/** By kind, with or without what follows a colon. */
const kind = (name: string) => new RegExp(`^${name}(?::.*)?$`);

/**
 * The buttons of an answer. What is asked for is queued before it is acknowledged, so that a click that could not
 * be taken is shown as such by Slack instead of being lost.
 */
export const addAnswerListeners: AddListeners = (app, options) => {
  const { clock, queue, ledger, views } = options;
  const call = () => ({ signal: AbortSignal.timeout(LISTENER_TIMEOUT_MS) });

  app.action(kind(ACTIONS.ask), async ({ ack, body }) => {
    const { at, actionId, interactionId, userId, teamId, value, receivedMs } = readPressed(body, clock);
    const asked = { teamId, userId, text: value, receivedMs };
    if (at === undefined) {
      await queue.send(
        taskMessage({ kind: 'direct-question', ...asked, source: 'home', interactionId }),
        call(),
      );
    } else {
      const { channelId, threadTs, messageTs } = at;
      // Pressed twice, it is asked once.
      const once = { interactionId: `${messageTs}:${actionId}:${userId}` };
      await queue.send(queueMessageOf({ ...asked, ...once, channelId, threadTs, source: 'button' }), call());
    }
    await ack();
  });

  app.action(kind(STOP_ACTION), async ({ ack, body, respond }) => {
    const { userId, value } = readPressed(body, clock);
    const reference = readValue(stopReference, value);
    const isAskers = reference?.userId === userId;
    // Not through the queue: there it would wait behind what it is to stop.
    const isStopping = isAskers && (await ledger.cancel(reference.turnId, call()));
    await ack();
    if (isStopping) return;
    const text = isAskers ? LISTENER_WORDS.nothingToStop : LISTENER_WORDS.othersAnswer;
    await respond({ response_type: 'ephemeral', replace_original: false, text }).catch((error: unknown) =>
      options.onFailure('slack stop', error),
    );
  });

  app.action(kind(ACTIONS.csv), async ({ ack, body }) => {
    const { at, interactionId, userId, teamId, value, receivedMs } = readPressed(body, clock);
    const reference = readValue(artifactReference, value);
    if (reference !== undefined && at !== undefined) {
      const { channelId, threadTs } = at;
      await queue.send(
        taskMessage({
          kind: 'csv',
          teamId,
          userId,
          receivedMs,
          interactionId,
          channelId,
          threadTs,
          artifactType: reference.type,
          artifactId: reference.id,
        }),
        call(),
      );
    }
    await ack();
  });

  app.action(kind(ACTIONS.method), async ({ ack, body, client }) => {
    const { interactionId, triggerId, userId, teamId, value, receivedMs } = readPressed(body, clock);
    await ack();
    const reference = readValue(artifactReference, value);
    if (reference === undefined) return;
    const view = views.notice(LISTENER_WORDS.methodTitle, LISTENER_WORDS.methodWaiting);
    const viewId = await openView(triggerId, view, client, options);
    if (viewId === undefined) return;
    await queue.send(
      taskMessage({
        kind: 'method',
        teamId,
        userId,
        receivedMs,
        interactionId,
        artifactType: reference.type,
        artifactId: reference.id,
        viewId,
      }),
      call(),
    );
  });

  app.action(kind(ACTIONS.feedback), async ({ ack, body, client }) => {
    const { at, interactionId, triggerId, userId, teamId, value, receivedMs } = readPressed(body, clock);
    const reference = readValue(feedbackReference, value);
    if (reference === undefined || at === undefined) return ack();
    const { channelId, threadTs } = at;
    const about = { ...reference, channelId, threadTs };
    await queue.send(
      taskMessage({ kind: 'feedback', teamId, userId, receivedMs, interactionId, ...about }),
      call(),
    );
    await ack();
    if (reference.verdict === 'down') await openView(triggerId, views.feedbackForm(about), client, options);
  });

  app.view({ type: 'view_submission', callback_id: VIEWS.feedback }, async ({ ack, body, view }) => {
    const read = views.readFeedbackForm(view);
    if (read !== undefined && read.reason.trim() !== '') {
      const { user, team } = body;
      const receivedMs = clock().getTime();
      const asked = { teamId: team?.id ?? '', userId: user.id, receivedMs, interactionId: view.id };
      await queue.send(
        taskMessage({ kind: 'feedback', ...asked, ...read.about, reason: read.reason }),
        call(),
      );
    }
    await ack();
  });
};
