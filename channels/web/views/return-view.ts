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
import { RESULT_TEXTS } from '../texts/result-texts.ts';
import { TEXTS } from '../texts.ts';
import { chartFigure } from './chart-figure.ts';
import { part } from './part.ts';
import { downloads, idPrefix, resultFrame } from './result-frame.ts';
import { tabs } from './tabs.ts';

/** The whole of a return: the cases, the cash with its table, then what moves it, what it is computed from and how. */
export function returnView(result: ReturnOnInvestment): Markup {
  const { fundingBasis, methodology, notes, returnId, sampleData } = result;
  const texts = TEXTS.returns;
  const id = idPrefix('return-on-investment', returnId);
  return resultFrame({
    kind: 'return-on-investment',
    id: returnId,
    title: returnTitle(result),
    facts: returnHorizonLine(result),
    isSample: sampleData,
    badges: fundingBasis?.basis === 'illustrative' ? [texts.illustrative] : [],
    notes,
    content: html`${part(`${id}-cases`, texts.cases, cases(id, result))}
${part(
  `${id}-cash`,
  texts.cash,
  chartFigure(`${id}-cash-chart`, (options) => returnChart(result, options), returnCashTable(result)),
)}
${tabs(id, RESULT_TEXTS.parts(returnTitle(result)), [
  {
    name: 'moves',
    title: texts.moves,
    content: chartFigure(
      `${id}-moves-chart`,
      (options) => returnTornado(result, options),
      returnSensitivityTable(result),
    ),
  },
  {
    name: 'from',
    title: texts.from,
    content: htmlTable(returnAssumptionsTable(result), { id: `${id}-from-table`, hideTitle: true }),
  },
  {
    name: 'how',
    title: texts.how,
    content: html`<ul class="findings">${methodology.map((rule) => html`<li>${rule}</li>`)}</ul>`,
  },
])}`,
    downloads: downloads(`/returns/${encodeURIComponent(returnId)}`, texts),
  });
}

function cases(id: string, result: ReturnOnInvestment): Markup {
  const { fundingBasis, scenarios } = result;
  const reasons = [
    ...new Set(scenarios.flatMap(({ irrReason, multipleReason }) => [irrReason, multipleReason])),
  ];
  const said = reasons.filter((reason) => reason !== null);
  return html`${htmlTable(returnScenariosTable(result), { id: `${id}-cases-table`, hideTitle: true })}
${said.map((reason) => html`<p class="note">${capital(reason)}.</p>`)}
${fundingBasis !== null && html`<p class="note">${fundingBasis.text}</p>`}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
