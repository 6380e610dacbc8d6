import type { ModalView } from '@slack/types';
import type { SlackViews } from '../listeners/slack-views.ts';
import { feedbackFormView, readFeedbackFormView } from './feedback-form.ts';
import { homeView } from './home.ts';
import { clip, lineSections } from './make-blocks.ts';
import { opportunityFormView, readOpportunityFormView } from './opportunity-form.ts';
import { SLACK_LIMITS } from './slack-limits.ts';

/** The app's views. */
export const slackViews: SlackViews = {
  opportunityForm: opportunityFormView,
  readOpportunityForm: readOpportunityFormView,
  feedbackForm: feedbackFormView,
  readFeedbackForm: readFeedbackFormView,
  notice: noticeView,
  home: homeView,
};

function noticeView(title: string, words: string): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: clip(title, SLACK_LIMITS.viewTitle) },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [...lineSections([words])],
  };
}
