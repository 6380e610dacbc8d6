import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { formatShare } from '#action-groups/kernel/format.ts';
import { leftTable, termsTable } from '#channels/render/analysis-tables.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import { printableLines } from '#channels/render/printable.ts';
import { cellText } from '#channels/render/table.ts';
import { TEXTS } from '../texts.ts';

/** How the numbers were made: method, terms, SQL with its values, row counts, data version. */
export function evidenceDetails(analysis: Analysis): Markup {
  const { evidence, methodology } = analysis;
  return html`<details class="how"><summary>${TEXTS.answer.how}</summary>
<h3>${TEXTS.evidence.method}</h3>
<ul>${methodology.map((step) => html`<li>${step}</li>`)}</ul>
${evidence.terms.length > 0 && htmlTable(termsTable(analysis), { id: 'terms' })}
<h3>${TEXTS.evidence.sql}</h3>
<pre tabindex="0"><code>${printableLines(evidence.sql)}</code></pre>
<h3>${TEXTS.evidence.values}</h3>
${
  evidence.values.length === 0
    ? html`<p>${TEXTS.evidence.none}</p>`
    : html`<ol class="values">${evidence.values.map((value) => html`<li><code>${printableLines(String(value))}</code></li>`)}</ol>`
}
<h3>${TEXTS.evidence.rows}</h3>
<dl class="facts">${facts(analysis).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${evidence.left.length > 0 && htmlTable(leftTable(analysis), { id: 'left' })}
</details>`;
}

function facts({ evidence, confidence }: Analysis): readonly (readonly [string, string])[] {
  const { period } = evidence;
  const texts = TEXTS.evidence;
  return [
    [texts.matched, cellText(evidence.rowsMatched, 'count')],
    [texts.read, cellText(evidence.rowsRead, 'count')],
    [texts.used, cellText(evidence.rowsUsed, 'count')],
    [texts.effective, cellText(Math.round(confidence.effectiveSample * 10) / 10, 'count')],
    [texts.quality, formatShare(confidence.quality)],
    [
      texts.spread,
      confidence.spreadRatio === null
        ? cellText(null, 'count')
        : `${cellText(confidence.spreadRatio, 'count')} ×`,
    ],
    [texts.period, `${cellText(period.fromDate, 'date')} to ${cellText(period.toDate, 'date')}`],
    [texts.scope, cellText(evidence.scope, 'text')],
    [texts.version, cellText(evidence.dataVersion, 'text')],
    [texts.cost, texts.costWords(evidence.bytesScanned, evidence.engineMs)],
  ];
}
