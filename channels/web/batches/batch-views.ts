import { formatCount } from '#action-groups/kernel/format.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import { numberColumn, type Table, textColumn } from '#channels/render/table.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { BATCH_TEXTS } from '../texts/batch-texts.ts';
import type { Batch } from './batch.ts';
import type { BatchFault } from './batch-file-error.ts';
import { progressOf, type RowOutcome } from './batches.ts';

/** The page of a seller's batches, perhaps with what is to be mended. */
export interface BatchesView {
  readonly seller: Seller;
  /** Ties the form to this seller and to one sending. */
  readonly formId: string;
  readonly batches: readonly Batch[];
  /** Why the file that was sent is not taken. */
  readonly refusal?: {
    readonly words: string;
    readonly faults: readonly BatchFault[];
    readonly canSkip: boolean;
  };
}

const MOST_FAULTS_SHOWN = 100;

export function batchesView({ seller, formId, batches, refusal }: BatchesView): Markup {
  return html`<div class="intro"><h1>${BATCH_TEXTS.title}</h1><p>${BATCH_TEXTS.lead}</p></div>
${refusal !== undefined && refusalView(refusal)}
<form class="card batch" method="post" action="/batches" enctype="multipart/form-data">
<input type="hidden" name="formId" value="${formId}"/><input type="hidden" name="sellerId" value="${seller.sellerId}"/>
<div class="field"><label for="file">${BATCH_TEXTS.file}</label>
<p class="note" id="file-hint">${BATCH_TEXTS.fileHint} <a href="/v1/batches/template.csv" download="">${BATCH_TEXTS.template}</a></p>
<input id="file" name="file" type="file" accept=".csv,text/csv" required="" aria-describedby="file-hint"/></div>
<div class="field"><label><input type="checkbox" name="onFault" value="skip"/> ${BATCH_TEXTS.skip}</label></div>
<p class="actions"><button type="submit">${BATCH_TEXTS.submit}</button></p></form>
${batches.length > 0 && batchList(batches)}`;
}

function refusalView({ words, faults, canSkip }: NonNullable<BatchesView['refusal']>): Markup {
  const shown = faults.slice(0, MOST_FAULTS_SHOWN);
  const table: Table = {
    title: BATCH_TEXTS.faults,
    columns: [
      numberColumn(BATCH_TEXTS.line, 'count'),
      textColumn(BATCH_TEXTS.column),
      textColumn(BATCH_TEXTS.value),
      textColumn(BATCH_TEXTS.way),
    ],
    rows: shown.map(({ line, column, value, message }) => [
      line,
      column || BATCH_TEXTS.wholeRow,
      value || BATCH_TEXTS.empty,
      message,
    ]),
  };
  return html`<div class="notice faults" role="alert"><p>${words}</p>${canSkip && html`<p>${BATCH_TEXTS.skipHint}</p>`}</div>
${shown.length > 0 && htmlTable(table, { id: 'batch-faults' })}
${faults.length > shown.length && html`<p class="note">${BATCH_TEXTS.more(faults.length - shown.length)}</p>`}`;
}

function batchList(batches: readonly Batch[]): Markup {
  const entries = batches.map(
    (batch) =>
      html`<li><a href="/batches/${batch.batchId}">${batch.fileName}</a> <span class="note">${whenWords(batch)}, ${stateWords(batch)}</span></li>`,
  );
  return html`<section aria-labelledby="batches-sent"><h2 id="batches-sent">${BATCH_TEXTS.sent}</h2><ul class="batches">${entries}</ul></section>`;
}

/** One batch: how far it is, and the first of its rows. */
export function batchView(batch: Batch, outcomes: readonly RowOutcome[], formId: string): Markup {
  const { rows, analysed, failed, skipped, left } = progressOf(batch);
  const isOpen = batch.endedAt === undefined;
  const done = rows - left;
  return html`<div class="intro"><h1>${batch.fileName}</h1><p>${whenWords(batch)}</p></div>
<section class="card" aria-labelledby="progress"><h2 id="progress">${stateWords(batch)}</h2>
<p><progress max="${rows}" value="${done}" aria-label="${BATCH_TEXTS.progress}"></progress> ${BATCH_TEXTS.counts({ rows, analysed, failed, skipped, left })}</p>
${batch.notes.map((note) => html`<p class="note">${note}</p>`)}
<p class="actions"><a class="button" href="/batches/${batch.batchId}.csv" download="">${BATCH_TEXTS.download}</a>
${isOpen && html`<a class="button quiet" href="/batches/${batch.batchId}">${BATCH_TEXTS.look}</a>`}</p>
${isOpen && html`<p class="note">${BATCH_TEXTS.refreshes}</p>`}
${
  isOpen &&
  html`<form method="post" action="/batches/${batch.batchId}/cancel"><input type="hidden" name="formId" value="${formId}"/><button class="quiet" type="submit">${BATCH_TEXTS.cancel}</button></form>`
}</section>
${outcomes.length > 0 && outcomeTable(outcomes, rows)}
<p><a href="/batches">${BATCH_TEXTS.back}</a></p>`;
}

function outcomeTable(outcomes: readonly RowOutcome[], rows: number): Markup {
  const columns = [
    BATCH_TEXTS.line,
    BATCH_TEXTS.customer,
    BATCH_TEXTS.result,
    BATCH_TEXTS.arrLow,
    BATCH_TEXTS.arrHigh,
    BATCH_TEXTS.arrMedian,
    BATCH_TEXTS.launch,
    BATCH_TEXTS.confidence,
  ];
  const body = outcomes.map(({ row, result }) => {
    const { arrUsd, launchMonth, analysisId, confidence, fault } = result ?? {};
    const usd = (amount: number | undefined) =>
      amount === undefined ? '' : `$${Math.round(amount).toLocaleString('en-US')}`;
    const name = row.values.customerName ?? row.cells[0] ?? '';
    const state = BATCH_TEXTS.states[result?.state ?? 'waiting'];
    const where =
      analysisId === undefined ? html`${state}` : html`<a href="/analyses/${analysisId}">${state}</a>`;
    return html`<tr><th scope="row" class="right">${row.line}</th><td>${name}</td><td>${where}${fault !== undefined && html`<br/><span class="note">${fault.message}</span>`}</td><td class="right">${usd(arrUsd?.low)}</td><td class="right">${usd(arrUsd?.high)}</td><td class="right">${usd(arrUsd?.median)}</td><td>${launchMonth !== undefined && BATCH_TEXTS.months(launchMonth.low, launchMonth.high)}</td><td>${confidence}</td></tr>`;
  });
  return html`<div class="batch-rows"><h2 id="rows">${BATCH_TEXTS.rows}</h2>
<div class="table-scroll" role="region" tabindex="0" aria-labelledby="rows"><table><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>
${body}</tbody></table></div>
${rows > outcomes.length && html`<p class="note">${BATCH_TEXTS.firstRows(outcomes.length, formatCount(rows, 'row'))}</p>`}</div>`;
}

function stateWords(batch: Batch): string {
  const { left } = progressOf(batch);
  return BATCH_TEXTS.state[batch.state](left.toLocaleString('en-US'));
}

function whenWords({ createdAt }: Batch): string {
  return BATCH_TEXTS.sentAt(`${createdAt.slice(0, 10)} ${createdAt.slice(11, 16)} UTC`);
}
