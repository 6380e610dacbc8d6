import { html, type Markup } from '#channels/render/html.ts';
import { operationText, TEXTS } from '../texts.ts';
import type { WebStep, WebTurn } from '../turns/web-turns.ts';

/** A turn that still runs: its steps as they really are, no guess of how much is left. */
export function waitingPage({ turnId, text, steps }: WebTurn): Markup {
  return html`<div class="intro"><h1>${TEXTS.waiting.title}</h1><p>${TEXTS.waiting.note}</p></div>
<ol class="steps"><li class="ended">${TEXTS.waiting.began}</li>${steps.map(stepMarkup)}</ol>
<p><a href="/answers/${turnId}">${TEXTS.waiting.again}</a></p>
<details class="question" open=""><summary>${TEXTS.answer.question}</summary><p class="said">${text}</p></details>`;
}

/** Seconds until the page looks again: often at first, then less so. */
export function refreshSeconds(waitedMs: number): number {
  return waitedMs < 10_000 ? 1 : 3;
}

function stepMarkup({ operation, ended }: WebStep): Markup {
  if (ended === undefined)
    return html`<li class="running">${operationText(operation)}: ${TEXTS.waiting.running}</li>`;
  const words = ended.code === 'ok' ? TEXTS.waiting.done(ended.ms) : TEXTS.waiting.unfinished(ended.code);
  return html`<li class="ended">${operationText(operation)}: ${words}</li>`;
}
