import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { LONGEST_REASON } from '#action-groups/kernel/events.ts';
import type { FeedbackPlace, ViewValues } from '../listeners/slack-views.ts';
import { feedbackReference, readValue, VIEWS } from './actions.ts';
import { plain } from './make-blocks.ts';
import { SLACK_LIMITS as LIMITS } from './slack-limits.ts';
import { record } from './validation.ts';

const BLOCK = 'reason';
const ACTION = 'value';

/** Which answer it is about travels with the view: Slack gives it back as it was, to the app alone. */
const feedbackPlace: z.ZodType<FeedbackPlace> = feedbackReference.extend({
  channelId: z.string(),
  threadTs: z.string(),
});

/** Asks for a reason, which may be left out. */
export function feedbackFormView(about: FeedbackPlace): ModalView {
  return {
    type: 'modal',
    callback_id: VIEWS.feedback,
    private_metadata: JSON.stringify(about),
    title: { type: 'plain_text', text: 'What was wrong?' },
    submit: { type: 'plain_text', text: 'Send' },
    close: { type: 'plain_text', text: 'Skip' },
    blocks: [
      {
        type: 'input',
        block_id: BLOCK,
        optional: true,
        label: plain('In your own words', LIMITS.inputLabel),
        hint: plain('It goes to whoever looks after me, and into no log.', LIMITS.inputHint),
        element: { type: 'plain_text_input', action_id: ACTION, multiline: true, max_length: LONGEST_REASON },
      },
    ],
  };
}

/** What was thought and why; undefined for a view that is no such form. */
export function readFeedbackFormView(view: {
  readonly private_metadata?: string;
  readonly state: { readonly values: ViewValues };
}): { readonly about: FeedbackPlace; readonly reason: string } | undefined {
  const about = readValue(feedbackPlace, view.private_metadata);
  if (about === undefined) return undefined;
  const { value } = record(view.state.values[BLOCK]?.[ACTION]);
  return { about, reason: typeof value === 'string' ? value.slice(0, LONGEST_REASON) : '' };
}
