import type { ReturnOnInvestment } from '#action-groups/funding/return/return-on-investment.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import { returnChart } from '#channels/render/return-chart.ts';
import {
  returnAssumptionsTable,
  returnCashTable,
  returnScenariosTable,
  returnSensitivityTable,
  returnTitle,
} from '#channels/render/return-tables.ts';
import { returnTornado } from '#channels/render/return-tornado.ts';
import { returnHorizonLine } from '#channels/render/return-words.ts';
import { TEXTS } from '../texts.ts';
import { section } from './section.ts';

/** The whole of a return: the words, the cases, the cash with its table, what moves it, what it is computed from and how. */
export function returnView(result: ReturnOnInvestment, words?: Markup): Markup {
  const { fundingBasis, methodology, notes, sampleData } = result;
  return html`<div class="intro"><h1>${returnTitle(result)}</h1>
<p>${returnHorizonLine(result)}${sampleData && html` <span class="badge">${TEXTS.answer.sample}</span>`}${fundingBasis?.basis === 'illustrative' && html` <span class="badge">${TEXTS.returns.illustrative}</span>`}</p></div>
${notes.length > 0 && html`<ul class="notice">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
${words}
${section('return-cases', TEXTS.returns.cases, cases(result))}
${section('return-cash', TEXTS.returns.cash, cash(result))}
${section('return-moves', TEXTS.returns.moves, moves(result))}
${section('return-from', TEXTS.returns.from, htmlTable(returnAssumptionsTable(result), { id: 'return-from-table', hideTitle: true }))}
<details class="how"><summary>${TEXTS.returns.how}</summary><ul>${methodology.map((rule) => html`<li>${rule}</li>`)}</ul></details>
${downloads(result)}`;
}

function cases(result: ReturnOnInvestment): Markup {
  const { fundingBasis, scenarios } = result;
  const reasons = [
    ...new Set(scenarios.flatMap(({ irrReason, multipleReason }) => [irrReason, multipleReason])),
  ];
  const said = reasons.filter((reason) => reason !== null);
  return html`${htmlTable(returnScenariosTable(result), { id: 'return-cases-table', hideTitle: true })}
${said.map((reason) => html`<p class="note">${capital(reason)}.</p>`)}
${fundingBasis !== null && html`<p class="note">${fundingBasis.text}</p>`}`;
}

/** Drawn twice, since text in a picture shrinks with it: the style sheet shows the one that fits. */
function cash(result: ReturnOnInvestment): Markup {
  return html`<figure><div class="wide">${returnChart(result, { id: 'cash-wide', width: 880 })}</div>
<div class="narrow">${returnChart(result, { id: 'cash-narrow', width: 300 })}</div></figure>
<details><summary>${TEXTS.returns.twin}</summary>${htmlTable(returnCashTable(result), { id: 'return-cash-table', hideTitle: true })}</details>`;
}

function moves(result: ReturnOnInvestment): Markup {
  return html`<figure><div class="wide">${returnTornado(result, { id: 'npv-wide', width: 880 })}</div>
<div class="narrow">${returnTornado(result, { id: 'npv-narrow', width: 300 })}</div></figure>
<details><summary>${TEXTS.returns.twin}</summary>${htmlTable(returnSensitivityTable(result), { id: 'return-moves-table', hideTitle: true })}</details>`;
}

function downloads({ returnId }: ReturnOnInvestment): Markup {
  const path = `/returns/${encodeURIComponent(returnId)}`;
  return html`<nav class="downloads" aria-label="${TEXTS.answer.download}"><a href="${path}.csv">${TEXTS.returns.csv}</a><a href="${path}.json">${TEXTS.returns.json}</a><a href="${path}">${TEXTS.returns.permanent}</a></nav>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
