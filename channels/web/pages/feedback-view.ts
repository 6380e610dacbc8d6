import { html, type Markup } from '#channels/render/html.ts';
import { TEXTS } from '../texts.ts';
import type { WebTurn } from '../turns/web-turns.ts';
import { formIdentity } from './form-page.ts';

/** Two buttons under an answer, and what became of the one that was pressed. */
export function feedbackView(state: {
  readonly turn: WebTurn;
  readonly formId: string;
  readonly isFeedbackLost?: boolean;
}): Markup {
  const { turn, formId, isFeedbackLost } = state;
  const { verdict: given } = turn;
  const said =
    given === undefined && isFeedbackLost !== true
      ? undefined
      : html`<p class="note" role="status">${isFeedbackLost === true ? TEXTS.feedback.lost : TEXTS.feedback.thanks}</p>`;
  const button = (verdict: 'up' | 'down') =>
    html`<button class="quiet" type="submit" name="verdict" value="${verdict}"${given === verdict && html` aria-pressed="true"`}>${TEXTS.feedback[verdict]}</button>`;
  return html`<form class="suggestions" id="feedback" method="post" action="/feedback">${formIdentity({ formId, sellerId: turn.sellerId })}<input type="hidden" name="answerId" value="${turn.turnId}"/><p class="note">${TEXTS.feedback.label}</p>
${button('up')}${button('down')}${said}</form>`;
}
