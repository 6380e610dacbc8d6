import { markAnswer } from '#channels/render/citation-words.ts';
import { groundingNote } from '#channels/render/grounding-words.ts';
import { html, type Markup } from '#channels/render/html.ts';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import { operationText, TEXTS } from '../texts.ts';
import type { ConversationTurn, WebTurn } from '../turns/web-turns.ts';
import { answerProse } from '../views/answer-prose.ts';
import { artifactView, isShown } from '../views/artifact-view.ts';
import { section } from '../views/section.ts';
import { sourceList } from '../views/source-list.ts';
import { asked, conversationSoFar } from './conversation-view.ts';
import { feedbackView } from './feedback-view.ts';
import { formIdentity } from './form-page.ts';

export interface AnswerState {
  readonly turn: WebTurn;
  readonly result: TurnResult;
  /** Questions of the same conversation, oldest first, this one among them. */
  readonly conversation: readonly ConversationTurn[];
  /** For the next question. */
  readonly formId: string;
  readonly followUpText?: string;
  readonly followUpFault?: string;
  /** A verdict was given and could not be passed on. */
  readonly isFeedbackLost?: boolean;
}

/** A turn that has ended: the conversation and its words, beside them what it found, and the box to ask on. */
export function answerPage(state: AnswerState): Markup {
  const { conversation, result, turn } = state;
  const shown = result.artifacts.filter(isShown);
  return html`<div class="answer${shown.length > 0 && ' beside'}" data-answered="${turn.turnId}" data-title="${titleOf(result)} · ${TEXTS.product}">
<div class="talk"><h1>${titleOf(result)}</h1>
${conversationSoFar(turn, conversation)}
${asked(turn)}
<div class="words">${answerWords(state)}</div></div>
${shown.length > 0 && html`<div class="results">${shown.map(artifactView)}</div>`}
<div class="ask-on">${result.outcome === 'failed' ? retry(state) : followUp(state)}
${feedbackView(state)}
${stepsTaken(result)}
<p><a class="onward" href="/">${TEXTS.answer.newQuestion}</a></p></div>
</div>`;
}

/** The text of the page's title. */
export function titleOf({ outcome }: TurnResult): string {
  switch (outcome) {
    case 'asked':
      return TEXTS.answer.asked;
    case 'refused':
      return TEXTS.answer.refused;
    case 'failed':
      return TEXTS.answer.failed;
    default:
      return TEXTS.answer.title;
  }
}

function answerWords({ result, turn }: AnswerState): Markup {
  const { answer, artifacts, citations, error, grounding } = result;
  const doubt = groundingNote(grounding);
  // The page shows a portfolio answer's table itself.
  const tables = !artifacts.some(({ type }) => type === 'insight');
  return html`${answer !== error?.message && answerProse(markAnswer(answer, { unmatched: grounding.unmatched, citations }), { tables })}
${doubt !== undefined && html`<p class="notice" role="note">${doubt}</p>`}
${turn.missing.length > 0 && html`<p class="notice" role="note">${TEXTS.answer.missing(turn.missing.length)}</p>`}
${
  error !== undefined &&
  html`<div class="notice" role="alert"><p>${error.message}</p><p class="note">${TEXTS.answer.code}: <code>${error.code}</code></p></div>`
}
${citations.length > 0 && sourceList(citations)}`;
}

function followUp(state: AnswerState): Markup {
  const { result, followUpText, followUpFault } = state;
  const label = result.outcome === 'asked' ? TEXTS.followUp.reply : TEXTS.followUp.label;
  const isFaulty = followUpFault !== undefined;
  return section(
    'follow-up',
    TEXTS.followUp.title,
    html`<form class="card follow-up" method="post" action="/questions">${continuing(state)}
<div class="field"><label for="text">${label}</label>
<textarea id="text" name="text" rows="2" required="" maxlength="8000"${isFaulty && html` aria-invalid="true" aria-describedby="text-fault"`}>
${followUpText}</textarea>
${isFaulty && html`<p class="fault" id="text-fault">${followUpFault}</p>`}</div>
<p class="actions"><button type="submit">${TEXTS.followUp.submit}</button></p></form>
${result.nextQuestions.length > 0 && suggestions(state)}`,
  );
}

function suggestions(state: AnswerState): Markup {
  return html`<form class="suggestions" method="post" action="/questions">${continuing(state)}<p class="note">${TEXTS.followUp.suggestions}</p>
${state.result.nextQuestions.map((text) => html`<button class="quiet" type="submit" name="text" value="${text}">${text}</button>`)}</form>`;
}

function continuing({ turn, formId }: AnswerState): Markup {
  return html`${formIdentity({ formId, sellerId: turn.sellerId })}<input type="hidden" name="answerId" value="${turn.turnId}"/><input type="hidden" name="thread" value="${turn.thread}"/>`;
}

/** The same text in the same conversation, as a new asking. */
function retry(state: AnswerState): Markup {
  const { turn, formId } = state;
  const thread = html`<input type="hidden" name="thread" value="${turn.thread}"/>`;
  return html`<form method="post" action="/questions">${formIdentity({ formId, sellerId: turn.sellerId })}${thread}<input type="hidden" name="answerId" value="${turn.turnId}"/><input type="hidden" name="text" value="${turn.text}"/>
<p class="actions"><button type="submit">${TEXTS.answer.retry}</button></p></form>`;
}

function stepsTaken({ steps }: TurnResult): Markup | undefined {
  if (steps.length === 0) return undefined;
  const items = steps.map(
    ({ operation, status, ms }) =>
      html`<li>${operationText(operation)}: ${status === 'ok' ? TEXTS.waiting.done(ms) : TEXTS.waiting.unfinished(status)}</li>`,
  );
  return html`<details class="question"><summary>${TEXTS.evidence.steps}</summary><ol>${items}</ol></details>`;
}
