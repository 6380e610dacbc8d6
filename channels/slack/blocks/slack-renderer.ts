import type { SlackRenderer } from '../turn/slack-ports.ts';
import { answerMessages, noteMessage } from './answer-messages.ts';
import { answerMarkdown } from './escape.ts';
import { stepStatus } from './step-status.ts';

/** How a turn looks: apart from the views, which have to load fast where they are opened. */
export const slackRenderer: SlackRenderer = {
  answer: answerMessages,
  note: noteMessage,
  preview: answerMarkdown,
  status: stepStatus,
};
