import { html, type Markup } from '#channels/render/html.ts';
import { RESULT_TEXTS, STREAM_TEXTS } from '../texts/result-texts.ts';
import { OPERATIONS, operationText, TEXTS } from '../texts.ts';
import type { ConversationTurn, WebStep, WebTurn } from '../turns/web-turns.ts';
import { asked, conversationSoFar } from './conversation-view.ts';
import { formIdentity } from './form-page.ts';

export interface WaitingState {
  readonly turn: WebTurn;
  readonly conversation: readonly ConversationTurn[];
  readonly formId: string;
}

/**
 * A turn that still runs: its steps as they really are and its words so far, no guess of how much is left. The browser's
 * module goes on behind `data-after`; without it the page loads itself again.
 */
export function waitingPage({ conversation, formId, turn }: WaitingState): Markup {
  const { after, sellerId, steps, turnId, words } = turn;
  return html`<div class="answer live" data-turn="${turnId}" data-after="${after}" data-texts="${JSON.stringify(LIVE_TEXTS)}">
<div class="talk"><h1>${TEXTS.waiting.title}</h1>
${conversationSoFar(turn, conversation)}
${asked(turn)}
<ol class="steps" data-live="steps"><li class="ended">${TEXTS.waiting.began}</li>${steps.map(stepMarkup)}</ol>
<p class="live-words" data-live="words">${words}</p>
<p class="note" data-live="state"></p>
<form class="live-status" data-live="stop" method="post" action="/answers/${turnId}/stop">${formIdentity({ formId, sellerId })}<button class="quiet" type="submit">${STREAM_TEXTS.stop}</button></form>
<noscript><p class="note">${TEXTS.waiting.note}</p></noscript>
<p class="note" data-live="again"><a href="/answers/${turnId}">${TEXTS.waiting.again}</a></p>
<p class="unseen" role="status" data-live="announce"></p></div>
<div class="results" data-live="results"><p class="note coming">${RESULT_TEXTS.coming}</p></div>
</div>`;
}

/** Seconds until the page looks again: often at first, then less so. */
export function refreshSeconds(waitedMs: number): number {
  return waitedMs < 10_000 ? 1 : 3;
}

function stepMarkup({ operation, ended, stepId }: WebStep): Markup {
  if (ended === undefined)
    return html`<li class="running" data-step="${stepId}">${operationText(operation)}: ${TEXTS.waiting.running}</li>`;
  const words = ended.code === 'ok' ? TEXTS.waiting.done(ended.ms) : TEXTS.waiting.unfinished(ended.code);
  return html`<li class="ended" data-step="${stepId}">${operationText(operation)}: ${words}</li>`;
}

/** What the browser's module says, with `{ms}` and `{code}` to be filled in. */
const LIVE_TEXTS = {
  ...STREAM_TEXTS,
  running: TEXTS.waiting.running,
  done: TEXTS.waiting.done(0).replace('0', '{ms}'),
  unfinished: TEXTS.waiting.unfinished('{code}'),
  operations: OPERATIONS,
};
