import type { Insight } from '#action-groups/data-analysis/insight.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import { insightChart } from '#channels/render/insight-chart.ts';
import { insightLeftTable, insightTable, insightTitle } from '#channels/render/insight-tables.ts';
import { insightEvidenceLine } from '#channels/render/insight-words.ts';
import { printableLines } from '#channels/render/printable.ts';
import { TEXTS } from '../texts.ts';
import { section } from './section.ts';

/** The whole of an answer about the portfolio: the words, the chart with its table, what was left out, how it was made. */
export function insightView(insight: Insight, words?: Markup): Markup {
  const { counts, evidence, leftOut, notes } = insight;
  return html`<div class="intro"><h1>${insightTitle(insight)}</h1>
<p>${counts}${evidence.sampleData && html` <span class="badge">${TEXTS.answer.sample}</span>`}</p></div>
${notes.length > 0 && html`<ul class="notice">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
${words}
${figures(insight)}
${leftOut.length > 0 && section('left-out', TEXTS.insight.left, htmlTable(insightLeftTable(insight), { id: 'left-table', hideTitle: true }))}
${how(insight)}
${downloads(insight)}`;
}

/** Drawn twice, since text in a picture shrinks with it: the style sheet shows the one that fits. */
function figures(insight: Insight): Markup {
  const [wide, narrow] = [880, 300].map((width) => insightChart(insight, { id: `insight-${width}`, width }));
  const chart =
    wide !== undefined &&
    html`<figure><div class="wide">${wide}</div>
<div class="narrow">${narrow}</div></figure>
`;
  const table = htmlTable(insightTable(insight), { id: 'insight-table', hideTitle: true });
  return section('figures', TEXTS.insight.figures, html`${chart}${table}`);
}

function how(insight: Insight): Markup {
  const { sql, values, bytesScanned, engineMs } = insight.evidence;
  return html`<details class="how"><summary>${TEXTS.answer.how}</summary>
<p>${insightEvidenceLine(insight)}</p>
<h3>${TEXTS.evidence.sql}</h3>
<pre tabindex="0"><code>${printableLines(sql)}</code></pre>
<h3>${TEXTS.evidence.values}</h3>
<ol class="values">${values.map((value) => html`<li><code>${printableLines(String(value))}</code></li>`)}</ol>
<p>${TEXTS.evidence.cost}: ${TEXTS.evidence.costWords(bytesScanned, engineMs)}</p>
</details>`;
}

function downloads({ insightId }: Insight): Markup {
  const path = `/insights/${encodeURIComponent(insightId)}`;
  return html`<nav class="downloads" aria-label="${TEXTS.answer.download}"><a href="${path}.csv">${TEXTS.insight.csv}</a><a href="${path}.json">${TEXTS.insight.json}</a><a href="${path}">${TEXTS.insight.permanent}</a></nav>`;
}
