import type { Analysis, PredictionModel } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatShare } from '#action-groups/kernel/format.ts';
import { leftTable, termsTable } from '#channels/render/analysis-tables.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import { calibrationTable, learnersTable } from '#channels/render/prediction-tables.ts';
import { cellText } from '#channels/render/table.ts';
import { RESULT_TEXTS } from '../texts/result-texts.ts';
import { TEXTS } from '../texts.ts';
import { sqlDetails } from './sql-details.ts';

/** How the numbers were made: row counts, method, learners and weights, terms, SQL with its values, data version. */
export function evidenceDetails(id: string, analysis: Analysis): Markup {
  const { evidence, methodology, prediction } = analysis;
  return html`<div class="how">
<h4>${TEXTS.evidence.rows}</h4>
<dl class="facts">${facts(analysis).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${evidence.left.length > 0 && htmlTable(leftTable(analysis), { id: `${id}-left` })}
<h4>${TEXTS.evidence.method}</h4>
<ul>${methodology.map((step) => html`<li>${step}</li>`)}</ul>
<p>${prediction === null ? RESULT_TEXTS.noModel : modelWords(prediction)}</p>
${
  prediction !== null &&
  html`${htmlTable(learnersTable(prediction), { id: `${id}-learners` })}
${htmlTable(calibrationTable(prediction), { id: `${id}-calibration` })}`
}
${evidence.terms.length > 0 && htmlTable(termsTable(analysis), { id: `${id}-terms` })}
${sqlDetails(evidence.sql, evidence.values)}
</div>`;
}

function modelWords({ learnedFrom, modelHash, projects, throughDate }: PredictionModel): string {
  const through = cellText(throughDate, 'date');
  return RESULT_TEXTS.model(learnedFrom, formatCount(projects, 'project'), through, modelHash.slice(0, 12));
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
