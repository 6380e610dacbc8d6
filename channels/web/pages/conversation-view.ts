import { html, type Markup } from '#channels/render/html.ts';
import { shorten } from '#channels/render/printable.ts';
import { RESULT_TEXTS } from '../texts/result-texts.ts';
import { TEXTS } from '../texts.ts';
import type { ConversationTurn, WebTurn } from '../turns/web-turns.ts';

/** What was asked before in the same conversation, with links; nothing where this is the first question. */
export function conversationSoFar(
  { turnId: current }: WebTurn,
  conversation: readonly ConversationTurn[],
): Markup | undefined {
  if (conversation.length < 2) return undefined;
  const entries = conversation.map(({ outcome, state, text, turnId }) => {
    const words = shorten(text.replaceAll('\n', ' · '), 90);
    if (turnId === current) return html`<li aria-current="page">${words}</li>`;
    const how =
      state === 'ended' && outcome !== undefined ? RESULT_TEXTS.ended[outcome] : RESULT_TEXTS.running;
    return html`<li><a href="/answers/${turnId}">${words}</a>${outcome !== 'answered' && html` <span class="note">(${how})</span>`}</li>`;
  });
  return html`<nav class="conversation" aria-label="${TEXTS.answer.conversation}"><p class="note">${TEXTS.answer.conversation}</p>
<ol>${entries}</ol></nav>`;
}

/** The question as it was sent, filled forms by their lines. */
export function asked({ text }: WebTurn): Markup {
  return html`<div class="asked"><p class="note">${TEXTS.answer.question}</p><p>${text}</p></div>`;
}
