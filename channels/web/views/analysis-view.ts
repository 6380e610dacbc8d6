import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { evidenceTable } from '#channels/render/analysis-tables.ts';
import { opportunityTitle } from '#channels/render/analysis-words.ts';
import { arrChart } from '#channels/render/arr-chart.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import { evidenceWords, levelWords, METRICS, rangeWords } from '#channels/render/quantity-words.ts';
import { serviceChart } from '#channels/render/service-chart.ts';
import {
  architectureTable,
  notMentionedTable,
  servicesTable,
  togetherTable,
} from '#channels/render/service-tables.ts';
import { cellText } from '#channels/render/table.ts';
import { timingChart } from '#channels/render/timing-chart.ts';
import { countryName } from '#channels/turn/opportunity/places.ts';
import { RESULT_TEXTS } from '../texts/result-texts.ts';
import { TEXTS } from '../texts.ts';
import { chartFigure } from './chart-figure.ts';
import { evidenceDetails } from './evidence-details.ts';
import { part } from './part.ts';
import { downloads, idPrefix, resultFrame } from './result-frame.ts';
import { sensitivityView } from './sensitivity-view.ts';
import { similarProjectsView } from './similar-projects-view.ts';
import { tabs } from './tabs.ts';

/** The whole of an analysis: ranges and how sure first, the projects behind them, then its six sections. */
export function analysisView(analysis: Analysis): Markup {
  const { analysisId, evidence, findings, notes, rationale, risks, rows, sensitivity } = analysis;
  const id = idPrefix('analysis', analysisId);
  const texts = RESULT_TEXTS.tabs;
  const path = `/analyses/${encodeURIComponent(analysisId)}`;
  const compare = html`<a href="/compare?a=${encodeURIComponent(analysisId)}">${RESULT_TEXTS.compare}</a>`;
  return resultFrame({
    kind: 'analysis',
    id: analysisId,
    title: opportunityTitle(analysis),
    facts: factsLine(analysis),
    isSample: evidence.sampleData,
    notes,
    content: html`${ranges(id, analysis)}
${rows.length > 0 && charts(id, analysis)}
${tabs(id, RESULT_TEXTS.parts(opportunityTitle(analysis)), [
  { name: 'similar', title: texts.similar, content: similarProjectsView(analysis) },
  { name: 'architecture', title: texts.architecture, content: architecture(id, analysis) },
  { name: 'findings', title: texts.findings, content: list(findings, RESULT_TEXTS.noFindings) },
  {
    name: 'rationale',
    title: texts.rationale,
    content: html`${list(rationale, RESULT_TEXTS.noRationale)}${sensitivity !== null && sensitivityView(id, sensitivity)}`,
  },
  { name: 'risks', title: texts.risks, content: list(risks, noRisks(analysis)) },
  { name: 'how', title: texts.how, content: evidenceDetails(id, analysis) },
])}`,
    downloads: downloads(path, TEXTS.answer, compare),
  });
}

function factsLine({ opportunity }: Analysis): string {
  const facts = [
    `close ${cellText(opportunity.targetCloseDate, 'date')}`,
    opportunity.country === undefined ? opportunity.region : countryName(opportunity.country),
    opportunity.industry,
  ];
  return facts.filter((fact) => fact !== undefined).join(' · ');
}

function ranges(id: string, analysis: Analysis): Markup {
  const { confidence, metrics, outcome, rows } = analysis;
  const cards = METRICS.map(({ key, name, meaning, unit }) => {
    const metric = metrics[key];
    if (metric === null)
      return html`<li class="metric"><h4><abbr title="${meaning}">${name}</abbr></h4><p class="figure none">${TEXTS.answer.notPredicted}</p><p class="note">${TEXTS.answer.lack}</p></li>`;
    const evidence = evidenceWords(metric.evidence);
    return html`<li class="metric"><h4><abbr title="${meaning}">${name}</abbr></h4><p class="figure">${rangeWords(metric, unit)}</p>
<p>${TEXTS.answer.median} <strong>${cellText(metric.median, unit)}</strong></p>
<p class="note">${levelWords(metric.level)}, ${rows.length > 0 ? html`<a href="#${id}-rows" aria-label="${RESULT_TEXTS.evidenceOf(evidence)}">${evidence}</a>` : evidence}</p></li>`;
  });
  const thin = outcome === 'not-enough-evidence' && html`<p class="notice">${TEXTS.answer.thin}</p>`;
  const kind = confidence.level.toLowerCase().replaceAll(' ', '-');
  return part(
    `${id}-expect`,
    TEXTS.answer.expect,
    html`${thin}<ul class="metrics">${cards}</ul>
<p class="confidence"><span class="unseen">${TEXTS.answer.confidence}: </span><strong class="level ${kind}">${confidence.level}</strong> ${confidence.reason}</p>`,
  );
}

function charts(id: string, analysis: Analysis): Markup {
  return html`${part(
    `${id}-arr`,
    TEXTS.answer.chart,
    chartFigure(`${id}-arr-chart`, (options) => arrChart(analysis, options)),
  )}
${part(
  `${id}-timing`,
  RESULT_TEXTS.timing,
  chartFigure(`${id}-timing-chart`, (options) => timingChart(analysis, options)),
)}
<details class="twin"><summary>${TEXTS.answer.chartTwin}</summary><div id="${id}-rows">${htmlTable(evidenceTable(analysis), { id: `${id}-rows-table` })}</div></details>`;
}

function architecture(id: string, analysis: Analysis): Markup {
  const { together, notMentioned } = analysis.servicePattern;
  const services =
    analysis.services.length === 0
      ? html`<p>${TEXTS.answer.noServices}</p>`
      : html`<h4>${RESULT_TEXTS.serviceMix}</h4>
${chartFigure(`${id}-service-chart`, (options) => serviceChart(analysis, options))}
${htmlTable(servicesTable(analysis), { id: `${id}-services` })}
${together.length > 0 && htmlTable(togetherTable(analysis), { id: `${id}-together` })}
${notMentioned.length > 0 && htmlTable(notMentionedTable(analysis), { id: `${id}-unmentioned` })}`;
  const built =
    analysis.architecture === null
      ? html`<p>${TEXTS.answer.noArchitecture}</p>`
      : html`<h4>${TEXTS.answer.architecture}</h4>
${htmlTable(architectureTable(analysis), { id: `${id}-parts`, hideTitle: true })}`;
  return html`${services}
${built}`;
}

function list(all: Analysis['risks'], none: string): Markup {
  return all.length === 0
    ? html`<p>${none}</p>`
    : html`<ul class="findings">${all.map(({ text }) => html`<li>${text}</li>`)}</ul>`;
}

/** Silence is no good news where there was nothing to look at. */
function noRisks({ rows }: Analysis): string {
  return rows.length === 0 ? TEXTS.answer.unknownRisks : TEXTS.answer.noRisks;
}
