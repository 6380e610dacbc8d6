import type { Analysis, SimilarProject } from '#action-groups/data-analysis/analysis.ts';
import { calculatorLink } from '#action-groups/data-analysis/project-links.ts';
import { formatShare } from '#action-groups/kernel/format.ts';
import { evidenceTable } from '#channels/render/analysis-tables.ts';
import { opportunityTitle } from '#channels/render/analysis-words.ts';
import { arrChart } from '#channels/render/arr-chart.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import { evidenceWords, levelWords, METRICS, rangeWords } from '#channels/render/quantity-words.ts';
import {
  architectureTable,
  notMentionedTable,
  servicesTable,
  togetherTable,
} from '#channels/render/service-tables.ts';
import { cellText } from '#channels/render/table.ts';
import { countryName } from '#channels/turn/opportunity/places.ts';
import { TEXTS } from '../texts.ts';
import { evidenceDetails } from './evidence-details.ts';
import { section } from './section.ts';
import { sensitivityView } from './sensitivity-view.ts';

/** The whole of an analysis: ranges first, then how sure, the words, what it rests on, and how it was made. */
export function analysisView(analysis: Analysis, words?: Markup): Markup {
  return html`${heading(analysis)}
${ranges(analysis)}
${confidence(analysis)}
${words}
${analysis.rows.length > 0 && chart(analysis)}
${services(analysis)}
${architecture(analysis)}
${similar(analysis)}
${analysis.sensitivity !== null && sensitivityView(analysis.sensitivity)}
${findings('risks', TEXTS.answer.risks, analysis.risks, noRisks(analysis))}
${analysis.findings.length > 0 && findings('findings', TEXTS.answer.findings, analysis.findings, '')}
${analysis.rationale.length > 0 && findings('rationale', TEXTS.answer.rationale, analysis.rationale, '')}
${evidenceDetails(analysis)}
${downloads(analysis)}`;
}

function heading(analysis: Analysis): Markup {
  const { opportunity, evidence, notes } = analysis;
  const facts = [
    `close ${cellText(opportunity.targetCloseDate, 'date')}`,
    opportunity.country === undefined ? opportunity.region : countryName(opportunity.country),
    opportunity.industry,
  ].filter((fact) => fact !== undefined);
  return html`<div class="intro"><h1>${opportunityTitle(analysis)}</h1>
<p>${facts.join(' · ')}${evidence.sampleData && html` <span class="badge">${TEXTS.answer.sample}</span>`}</p></div>
${notes.length > 0 && html`<ul class="notice">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}`;
}

function ranges({ metrics, outcome }: Analysis): Markup {
  const cards = METRICS.map(({ key, name, meaning, unit }) => {
    const metric = metrics[key];
    const figures =
      metric === null
        ? html`<p class="figure none">${TEXTS.answer.notPredicted}</p><p class="note">${TEXTS.answer.lack}</p>`
        : html`<p class="figure">${rangeWords(metric, unit)}</p>
<p>${TEXTS.answer.median} <strong>${cellText(metric.median, unit)}</strong></p>
<p class="note">${levelWords(metric.level)}, ${evidenceWords(metric.evidence)}</p>`;
    return html`<li class="metric"><h3><abbr title="${meaning}">${name}</abbr></h3>${figures}</li>`;
  });
  const thin = outcome === 'not-enough-evidence' && html`<p class="notice">${TEXTS.answer.thin}</p>`;
  return section('expect', TEXTS.answer.expect, html`${thin}<ul class="metrics">${cards}</ul>`);
}

function confidence({ confidence: { level, reason } }: Analysis): Markup {
  const kind = level.toLowerCase().replaceAll(' ', '-');
  return section(
    'confidence',
    TEXTS.answer.confidence,
    html`<p><strong class="level ${kind}">${level}</strong> ${reason}</p>`,
  );
}

/** Drawn twice, since text in a picture shrinks with it: the style sheet shows the one that fits. */
function chart(analysis: Analysis): Markup {
  return section(
    'chart',
    TEXTS.answer.chart,
    html`<figure><div class="wide">${arrChart(analysis, { id: 'arr-wide', width: 880 })}</div>
<div class="narrow">${arrChart(analysis, { id: 'arr-narrow', width: 300 })}</div></figure>
<details><summary>${TEXTS.answer.chartTwin}</summary>${htmlTable(evidenceTable(analysis), { id: 'rows' })}</details>`,
  );
}

function services(analysis: Analysis): Markup {
  const { together, notMentioned } = analysis.servicePattern;
  const content =
    analysis.services.length === 0
      ? html`<p>${TEXTS.answer.noServices}</p>`
      : html`${htmlTable(servicesTable(analysis), { id: 'services-table', hideTitle: true })}
${together.length > 0 && htmlTable(togetherTable(analysis), { id: 'together-table' })}
${notMentioned.length > 0 && htmlTable(notMentionedTable(analysis), { id: 'unmentioned-table' })}`;
  return section('services', TEXTS.answer.services, content);
}

function architecture(analysis: Analysis): Markup {
  const content =
    analysis.architecture === null
      ? html`<p>${TEXTS.answer.noArchitecture}</p>`
      : htmlTable(architectureTable(analysis), { id: 'architecture-table', hideTitle: true });
  return section('architecture', TEXTS.answer.architecture, content);
}

function similar({ similarProjects }: Analysis): Markup {
  const content =
    similarProjects.length === 0
      ? html`<p>${TEXTS.answer.noSimilar}</p>`
      : html`<ol class="similar">${similarProjects.map(similarCard)}</ol>`;
  return section('similar', TEXTS.answer.similar, content);
}

function similarCard(project: SimilarProject): Markup {
  const facts: readonly (readonly [string, string])[] = [
    ['Similarity', formatShare(project.similarity)],
    ['ARR stated', cellText(project.money.statedArrUsd, 'usd')],
    ['ARR of its services', cellText(project.money.computedArrUsd, 'usd')],
    ['Closed', cellText(project.closeDate, 'date')],
    ['Start after close', cellText(project.gapDays, 'days')],
    ['Delivery', cellText(project.durationMonths, 'months')],
  ];
  const url = calculatorLink(project);
  return html`<li><h3>${project.customerName}</h3><p>${project.opportunityName}</p>
<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${project.money.isAtOdds && html`<p class="note">${TEXTS.answer.atOdds}</p>`}
${
  project.services.length > 0 &&
  html`<p class="note">${TEXTS.answer.services}: ${project.services.map(({ service }) => service).join(', ')}</p>`
}
${
  project.reasons.length > 0 &&
  html`<p class="note">${TEXTS.answer.why}</p><ul class="chips">${project.reasons.map(({ text, weight }) => html`<li>${text} (${cellText(weight, 'count')})</li>`)}</ul>`
}
${url !== undefined && html`<p><a href="${url}" rel="noopener noreferrer">${TEXTS.answer.calculator}</a></p>`}</li>`;
}

function findings(id: string, title: string, list: Analysis['risks'], none: string): Markup {
  const content =
    list.length === 0
      ? html`<p>${none}</p>`
      : html`<ul class="findings">${list.map(({ text }) => html`<li>${text}</li>`)}</ul>`;
  return section(id, title, content);
}

/** Silence is no good news where there was nothing to look at. */
function noRisks({ rows }: Analysis): string {
  return rows.length === 0 ? TEXTS.answer.unknownRisks : TEXTS.answer.noRisks;
}

function downloads({ analysisId }: Analysis): Markup {
  const path = `/analyses/${encodeURIComponent(analysisId)}`;
  return html`<nav class="downloads" aria-label="${TEXTS.answer.download}"><a href="${path}.csv">${TEXTS.answer.csv}</a><a href="${path}.json">${TEXTS.answer.json}</a><a href="${path}">${TEXTS.answer.permanent}</a></nav>`;
}
