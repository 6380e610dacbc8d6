import type { KnownBlock, ModalView } from '@slack/types';
import { VIEWS } from '../blocks/actions.ts';
import { fieldsOf, parseObject } from '../ingress/queued-event.ts';
import type { FeedbackPlace, SlackViews, ViewValues } from '../listeners/slack-views.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

function form(callback_id: string, label: string, initial_value: string): ModalView {
  return {
    type: 'modal',
    callback_id,
    title: plain('Form'),
    submit: plain('Send'),
    blocks: [
      {
        type: 'input',
        block_id: 'words',
        label: plain(label),
        optional: true,
        element: {
          type: 'plain_text_input',
          action_id: 'words',
          ...(initial_value === '' ? {} : { initial_value }),
        },
      },
    ],
  };
}

function wordsOf(values: ViewValues): string {
  const value = fieldsOf(values.words?.words)?.value;
  return typeof value === 'string' ? value : '';
}

const section = (text: string): KnownBlock => ({ type: 'section', text: plain(text) });

/** Views with nothing in them but what the listeners need. */
export const plainViews: SlackViews = {
  opportunityForm: (description) => form(VIEWS.opportunity, 'Description', description),
  readOpportunityForm: (values) =>
    wordsOf(values) === ''
      ? { status: 'faults', errors: { words: 'Describe it.' } }
      : { status: 'question', text: `Description: ${wordsOf(values)}` },
  feedbackForm: (about) => ({
    ...form(VIEWS.feedback, 'Why?', ''),
    private_metadata: JSON.stringify(about),
  }),
  readFeedbackForm: ({ private_metadata = '', state }) => {
    const about = parseObject(private_metadata);
    return about === undefined
      ? undefined
      : { about: about as unknown as FeedbackPlace, reason: wordsOf(state.values) };
  },
  notice: (title, words) => ({ type: 'modal', title: plain(title), blocks: [section(words)] }),
  home: (contents) => ({ type: 'home', blocks: [section(JSON.stringify(contents))] }),
};
