import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { opportunityTitle } from '#channels/render/analysis-words.ts';
import { comparisonChart } from '#channels/render/comparison-chart.ts';
import {
  comparisonFactsTable,
  comparisonServicesTable,
  comparisonTable,
} from '#channels/render/comparison-tables.ts';
import type { HistoryRow } from '#channels/render/history-rows.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import { cellText } from '#channels/render/table.ts';
import { RESULT_TEXTS as TEXTS } from '../texts/result-texts.ts';
import { chartFigure } from './chart-figure.ts';
import { part } from './part.ts';

export interface ComparePage {
  /** What may be chosen: analyses that this seller may see, the latest first. */
  readonly choices: readonly HistoryRow[];
  /** Ids as they were asked for. */
  readonly a: string;
  readonly b: string;
  readonly pair?: readonly [Analysis, Analysis];
  /** What is wrong with what was asked for. */
  readonly fault?: string;
}

/** Two analyses chosen from a list, and side by side once there are two. */
export function comparePage(state: ComparePage): Markup {
  const { fault, pair } = state;
  return html`<div class="intro"><h1>${TEXTS.compareTitle}</h1><p>${TEXTS.compareHint}</p></div>
${fault !== undefined && html`<p class="notice" role="alert">${fault}</p>`}
${chooser(state)}
${pair !== undefined && html`<div class="results"><div class="result">${sideBySide(pair)}</div></div>`}`;
}

function chooser({ a, b, choices }: ComparePage): Markup {
  const known = choices.filter(
    ({ id, kind }, at) => kind === 'analysis' && choices.findIndex((each) => each.id === id) === at,
  );
  if (known.length < 2 && a === '' && b === '') return html`<p>${TEXTS.compareNone}</p>`;
  const select = (name: 'a' | 'b', label: string, chosen: string) => {
    const isListed = chosen === '' || known.some(({ id }) => id === chosen);
    return html`<div class="field"><label for="compare-${name}">${label}</label>
<select id="compare-${name}" name="${name}">${!isListed && html`<option value="${chosen}" selected="">${chosen}</option>`}${known.map(
      (row) =>
        html`<option value="${row.id}"${row.id === chosen && html` selected=""`}>${rowWords(row)}</option>`,
    )}</select></div>`;
  };
  return html`<form class="filters" method="get" action="/compare">${select('a', TEXTS.compareFirst, a)}${select('b', TEXTS.compareSecond, b)}
<p class="actions"><button type="submit">${TEXTS.compareSubmit}</button></p></form>`;
}

function rowWords({ analysedAt, customerName, opportunityName }: HistoryRow): string {
  const name = opportunityName === null ? customerName : `${customerName} · ${opportunityName}`;
  return `${name} (${cellText(analysedAt.slice(0, 10), 'date')} ${analysedAt.slice(11, 16)})`;
}

function sideBySide([one, other]: readonly [Analysis, Analysis]): Markup {
  const swap = `/compare?a=${encodeURIComponent(other.analysisId)}&b=${encodeURIComponent(one.analysisId)}`;
  const card = (name: 'A' | 'B', analysis: Analysis) =>
    html`<article class="card"><p class="eyebrow">${name}</p><h3>${opportunityTitle(analysis)}</h3>
<p><a href="/analyses/${encodeURIComponent(analysis.analysisId)}">${TEXTS.openAnalysis(name)}</a></p></article>`;
  const services = comparisonServicesTable(one, other);
  return html`<h2 class="unseen">${TEXTS.compareTitle}</h2><div class="pair">${card('A', one)}${card('B', other)}</div>
<p><a href="${swap}">${TEXTS.compareSwap}</a></p>
${part('compare-expect', TEXTS.expect, html`${chartFigure('compare-chart', (options) => comparisonChart(one, other, options))}${htmlTable(comparisonTable(one, other), { id: 'compare-table', hideTitle: true })}`)}
${part('compare-facts', TEXTS.differs, htmlTable(comparisonFactsTable(one, other), { id: 'compare-facts-table', hideTitle: true }))}
${services.rows.length > 0 && part('compare-services', TEXTS.services, htmlTable(services, { id: 'compare-services-table', hideTitle: true }))}`;
}
