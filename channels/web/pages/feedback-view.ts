import { html, type Markup } from '#channels/render/html.ts';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import type { Job } from '../job-table.ts';
import { TEXTS } from '../texts.ts';
import { formIdentity } from './form-page.ts';

/** Two buttons under an answer, and what became of the one that was pressed. */
export function feedbackView(state: {
  readonly job: Job;
  readonly result: TurnResult;
  readonly formId: string;
}): Markup | undefined {
  const { job, result, formId } = state;
  if (result.sessionId === '') return undefined;
  const { feedback } = job;
  const said =
    feedback === undefined
      ? undefined
      : html`<p class="note" role="status">${feedback === 'lost' ? TEXTS.feedback.lost : TEXTS.feedback.thanks}</p>`;
  const button = (verdict: 'up' | 'down') =>
    html`<button class="quiet" type="submit" name="verdict" value="${verdict}"${feedback === verdict && html` aria-pressed="true"`}>${TEXTS.feedback[verdict]}</button>`;
  return html`<form class="suggestions" id="feedback" method="post" action="/feedback">${formIdentity({ formId, sellerId: job.sellerId })}<input type="hidden" name="answerId" value="${job.id}"/><p class="note">${TEXTS.feedback.label}</p>
${button('up')}${button('down')}${said}</form>`;
}
