import type { FundingPlan } from '#action-groups/funding/funding-plan.ts';
import {
  combinationTable,
  documentsTable,
  figuresTable,
  fundingTitle,
  programsTable,
  stepsTable,
  tiersTable,
  timelineTable,
} from '#channels/render/funding-tables.ts';
import { fundingBasisLine } from '#channels/render/funding-words.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import type { Table } from '#channels/render/table.ts';
import { TEXTS } from '../texts.ts';
import { section } from './section.ts';

/** The whole of a funding plan: the words, each program with its amount and basis, what to submit and when, the risks, the reckoning. */
export function fundingView(plan: FundingPlan, words?: Markup): Markup {
  const { missing, notes, risks, text } = plan;
  const { funding } = TEXTS;
  return html`<div class="intro"><h1>${fundingTitle(plan)}</h1>
<p>${text}</p></div>
${notes.length > 0 && html`<ul class="notice">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
${words}
${section('programs', funding.programs, html`<p class="note">${fundingBasisLine(plan)}</p>${tableOf('programs', programsTable(plan))}`)}
${part('together', funding.together, combinationTable(plan))}
${missing.length > 0 && section('missing', funding.missing, html`<ul>${missing.map((gap) => html`<li>${gap.text}</li>`)}</ul>`)}
${part('submit', funding.submit, documentsTable(plan))}
${part('when', funding.when, timelineTable(plan))}
${risks.length > 0 && section('risks', funding.risks, html`<ul>${risks.map((risk) => html`<li>${risk.text}</li>`)}</ul>`)}
${part('sizes', funding.sizes, tiersTable(plan))}
<details class="how"><summary>${funding.how}</summary>
${tableOf('steps', stepsTable(plan))}
${tableOf('figures', figuresTable(plan))}
${known(plan)}
</details>
${downloads(plan)}`;
}

function part(id: string, title: string, table: Table): Markup | false {
  return table.rows.length > 0 && section(id, title, tableOf(id, table));
}

function tableOf(id: string, table: Table): Markup {
  return htmlTable(table, { id: `${id}-table`, hideTitle: id !== 'steps' && id !== 'figures' });
}

function known({ facts }: FundingPlan): Markup {
  return html`<h3>${TEXTS.funding.facts}</h3>
<ul>${facts.map(({ name, text, source }) => html`<li>${name}: ${text} (${source})</li>`)}</ul>`;
}

function downloads({ fundingPlanId }: FundingPlan): Markup {
  const path = `/funding/${encodeURIComponent(fundingPlanId)}`;
  return html`<nav class="downloads" aria-label="${TEXTS.answer.download}"><a href="${path}.csv">${TEXTS.funding.csv}</a><a href="${path}.json">${TEXTS.funding.json}</a><a href="${path}">${TEXTS.funding.permanent}</a></nav>`;
}
