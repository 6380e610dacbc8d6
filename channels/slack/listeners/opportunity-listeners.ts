import type { RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { ACTIONS, VIEWS } from '../blocks/actions.ts';
import { taskMessage } from '../tasks/slack-task.ts';
import { type AddListeners, LISTENER_TIMEOUT_MS, type ListenerOptions } from './listener-options.ts';
import { LISTENER_WORDS } from './listener-words.ts';
import { openView } from './open-view.ts';
import { questionText } from './question-text.ts';

export const OPPORTUNITY_COMMAND = '/opportunity';
/** Of the shortcut at a message. */
export const ANALYZE_SHORTCUT = 'analyze_opportunity';

const submitted = z.object({
  user: z.object({ id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  view: z.object({
    id: z.string(),
    team_id: z.string().optional(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
    blocks: z.array(z.object({ block_id: z.string().optional(), type: z.string() }).loose()).default([]),
  }),
});

/** The form of an opportunity: opened by the command, the shortcut, a button; sent back as a question. */
export const addOpportunityListeners: AddListeners = (app, options) => {
  app.command(OPPORTUNITY_COMMAND, async ({ ack, body, client, respond }) => {
    await ack();
    await openForm(
      body.trigger_id,
      questionText(body.text ?? '', options.botUserId),
      client,
      options,
      respond,
    );
  });
  app.shortcut(
    { type: 'message_action', callback_id: ANALYZE_SHORTCUT },
    async ({ ack, body, client, respond }) => {
      await ack();
      const text = 'message' in body ? String(body.message.text ?? '') : '';
      await openForm(body.trigger_id, questionText(text, options.botUserId), client, options, respond);
    },
  );
  app.action({ type: 'block_actions', action_id: ACTIONS.opportunity }, async ({ ack, body, client }) => {
    await ack();
    await openForm(body.trigger_id, '', client, options);
  });
  app.view({ type: 'view_submission', callback_id: VIEWS.opportunity }, async ({ ack, body }) => {
    const { team, user, view } = submitted.parse(body);
    const read = options.views.readOpportunityForm(view.state.values);
    if (read.status === 'faults') {
      await ack({ response_action: 'errors', errors: { ...read.errors } });
      return;
    }
    try {
      await options.queue.send(
        taskMessage({
          kind: 'direct-question',
          teamId: team?.id ?? view.team_id ?? '',
          userId: user.id,
          text: read.text,
          source: 'modal',
          interactionId: view.id,
          receivedMs: options.clock().getTime(),
        }),
        { signal: AbortSignal.timeout(LISTENER_TIMEOUT_MS) },
      );
    } catch (error) {
      options.onFailure('slack form', error);
      // Slack shows a message only beside a field.
      const field = view.blocks.find(({ type }) => type === 'input')?.block_id ?? '';
      await ack({ response_action: 'errors', errors: { [field]: LISTENER_WORDS.formNotTaken } });
      return;
    }
    await ack();
  });
};

async function openForm(
  triggerId: string,
  description: string,
  client: WebClient,
  options: ListenerOptions,
  respond?: RespondFn,
): Promise<void> {
  const viewId = await openView(triggerId, options.views.opportunityForm(description), client, options);
  if (viewId !== undefined) return;
  await respond?.({ response_type: 'ephemeral', text: LISTENER_WORDS.formNotOpened }).catch(
    (error: unknown) => options.onFailure('slack form', error),
  );
}
