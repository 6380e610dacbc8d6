import { historyChart } from '#channels/render/history-chart.ts';
import { type HistoryRow, historyTable, KIND_NAMES } from '#channels/render/history-rows.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import { RESULT_TEXTS as TEXTS } from '../texts/result-texts.ts';
import { chartFigure } from './chart-figure.ts';
import { part } from './part.ts';

/** What the history is narrowed to, as it was sent. */
export interface HistoryFilter {
  readonly customer: string;
  /** YYYY-MM-DD, or empty. */
  readonly from: string;
  readonly to: string;
  readonly kind: string;
}

export interface HistoryPage {
  readonly filter: HistoryFilter;
  /** By the field that is wrong. */
  readonly faults: Readonly<Partial<Record<keyof HistoryFilter, string>>>;
  /** The latest first. */
  readonly rows: readonly HistoryRow[];
  /** Of how many at most, where there may be more. */
  readonly most?: number;
}

/** What was analysed before: filters, the amounts over time, and all of it with links. */
export function historyPage({ faults, filter, most, rows }: HistoryPage): Markup {
  const isFiltered = Object.values(filter).some((value) => value !== '');
  return html`<div class="intro"><h1>${TEXTS.historyTitle}</h1><p>${TEXTS.historyHint}</p><p><a href="/compare">${TEXTS.compareTitle}</a></p></div>
${filters(filter, faults, isFiltered)}
${
  Object.keys(faults).length > 0
    ? undefined
    : rows.length === 0
      ? html`<p class="notice">${isFiltered ? TEXTS.historyNone : TEXTS.historyEmpty}</p>`
      : html`<div class="results"><div class="result">${found(rows, most)}</div></div>`
}`;
}

function filters(filter: HistoryFilter, faults: HistoryPage['faults'], isFiltered: boolean): Markup {
  const field = (name: 'customer' | 'from' | 'to', label: string, type: 'text' | 'date') => {
    const fault = faults[name];
    const describe =
      fault !== undefined && html` aria-invalid="true" aria-describedby="history-${name}-fault"`;
    // A browser would empty a field of dates that holds none.
    const shown = fault === undefined ? type : 'text';
    return html`<div class="field"><label for="history-${name}">${label}</label>
<input id="history-${name}" name="${name}" type="${shown}" value="${filter[name]}" maxlength="200"${describe}/>
${fault !== undefined && html`<p class="fault" id="history-${name}-fault">${fault}</p>`}</div>`;
  };
  return html`<form class="filters" method="get" action="/history">
${field('customer', TEXTS.historyCustomer, 'text')}${field('from', TEXTS.historyFrom, 'date')}${field('to', TEXTS.historyTo, 'date')}
<div class="field"><label for="history-kind">${TEXTS.historyKind}</label><select id="history-kind" name="kind"${faults.kind !== undefined && html` aria-invalid="true" aria-describedby="history-kind-fault"`}><option value="">${TEXTS.historyAll}</option>${Object.entries(
    KIND_NAMES,
  ).map(
    ([kind, name]) =>
      html`<option value="${kind}"${kind === filter.kind && html` selected=""`}>${name}</option>`,
  )}</select>${faults.kind !== undefined && html`<p class="fault" id="history-kind-fault">${faults.kind}</p>`}</div>
<p class="actions"><button type="submit">${TEXTS.historySubmit}</button></p>
${isFiltered && html`<p class="actions"><a href="/history">${TEXTS.historyClear}</a></p>`}</form>`;
}

function found(rows: readonly HistoryRow[], most: number | undefined): Markup {
  const chart = chartFigure('history-chart', (options) => historyChart(rows, options));
  return html`<h2 class="unseen">${TEXTS.historyTitle}</h2>
${chart !== undefined && part('history-over-time', TEXTS.historyChart, chart)}
${part(
  'history-list',
  TEXTS.historyList,
  html`${most !== undefined && html`<p class="note">${TEXTS.historyMost(most)}</p>`}${htmlTable(historyTable(rows), { id: 'history-table', hideTitle: true, links: rows.map(linkOf) })}
<p class="note">${TEXTS.historyExpired}</p>`,
)}`;
}

const PATHS: Readonly<Record<HistoryRow['kind'], string>> = {
  analysis: 'analyses',
  'funding-plan': 'funding',
  'return-on-investment': 'returns',
  'follow-on': 'follow-on',
  roadmap: 'roadmaps',
};

function linkOf({ id, kind }: HistoryRow): string {
  return `/${PATHS[kind]}/${encodeURIComponent(id)}`;
}
