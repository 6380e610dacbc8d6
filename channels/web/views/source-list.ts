import type { Citation } from '#agent/client/agent-client.ts';
import { numberSources, sourceFacts, sourceTitle } from '#channels/render/citation-words.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { printableLines } from '#channels/render/printable.ts';
import { TEXTS } from '../texts.ts';

/** The sources of an answer under their numbers: title, section, date, what their figures rest on, their words. */
export function sourceList(citations: readonly Citation[]): Markup {
  const items = numberSources(citations).map(({ citation }) => {
    const { expired, passage } = citation;
    const facts = sourceFacts(citation);
    return html`<li><strong>${sourceTitle(citation)}</strong>${facts.length > 0 && html`<br/><span class="${expired === undefined ? 'note' : 'expired'}">${facts.join(' · ')}</span>`}
${passage !== undefined && html`<details><summary>${TEXTS.answer.passage}</summary><blockquote class="passage">${printableLines(passage)}</blockquote></details>`}</li>`;
  });
  return html`<div class="sources"><p class="note" id="sources">${TEXTS.answer.sources}</p><ol aria-labelledby="sources">${items}</ol></div>`;
}
