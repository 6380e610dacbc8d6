import { html, type Markup } from '#channels/render/html.ts';
import { printableLines } from '#channels/render/printable.ts';
import { TEXTS } from '../texts.ts';

/** A query as it ran, with the values bound to its question marks. */
export function sqlDetails(sql: string, values?: readonly (string | number)[]): Markup {
  return html`<h4>${TEXTS.evidence.sql}</h4>
<pre tabindex="0"><code>${printableLines(sql)}</code></pre>
${
  values !== undefined &&
  html`<h4>${TEXTS.evidence.values}</h4>
${
  values.length === 0
    ? html`<p>${TEXTS.evidence.none}</p>`
    : html`<ol class="values">${values.map((value) => html`<li><code>${printableLines(String(value))}</code></li>`)}</ol>`
}`
}`;
}
