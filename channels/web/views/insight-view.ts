import type { Insight } from '#action-groups/data-analysis/insight.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import { insightChart } from '#channels/render/insight-chart.ts';
import { insightLeftTable, insightTable, insightTitle } from '#channels/render/insight-tables.ts';
import { insightEvidenceLine } from '#channels/render/insight-words.ts';
import { TEXTS } from '../texts.ts';
import { chartFigure } from './chart-figure.ts';
import { part } from './part.ts';
import { downloads, idPrefix, resultFrame } from './result-frame.ts';
import { sqlDetails } from './sql-details.ts';

/** The whole of an answer about the portfolio: the chart with its table, what was left out, how it was made. */
export function insightView(insight: Insight): Markup {
  const { counts, evidence, insightId, leftOut, notes } = insight;
  const id = idPrefix('insight', insightId);
  const chart = chartFigure(`${id}-chart`, (options) => insightChart(insight, options));
  const table = htmlTable(insightTable(insight), { id: `${id}-table`, hideTitle: true });
  return resultFrame({
    kind: 'insight',
    id: insightId,
    title: insightTitle(insight),
    facts: counts,
    isSample: evidence.sampleData,
    notes,
    content: html`${part(`${id}-figures`, TEXTS.insight.figures, html`${chart}${table}`)}
${leftOut.length > 0 && part(`${id}-left`, TEXTS.insight.left, htmlTable(insightLeftTable(insight), { id: `${id}-left-table`, hideTitle: true }))}
<details class="how"><summary>${TEXTS.answer.how}</summary>
<p>${insightEvidenceLine(insight)}</p>
${sqlDetails(evidence.sql, evidence.values)}
<p>${TEXTS.evidence.cost}: ${TEXTS.evidence.costWords(evidence.bytesScanned, evidence.engineMs)}</p>
</details>`,
    downloads: downloads(`/insights/${encodeURIComponent(insightId)}`, TEXTS.insight),
  });
}
