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
import { RESULT_TEXTS } from '../texts/result-texts.ts';
import { TEXTS } from '../texts.ts';
import { part } from './part.ts';
import { downloads, idPrefix, resultFrame } from './result-frame.ts';
import { type Tab, tabs } from './tabs.ts';

/** The whole of a funding plan: each program with its amount and basis, then what to submit and when, the risks, the reckoning. */
export function fundingView(plan: FundingPlan): Markup {
  const { facts, fundingPlanId, missing, notes, risks, text } = plan;
  const { funding } = TEXTS;
  const id = idPrefix('funding-plan', fundingPlanId);
  const tableOf = (name: string, table: Table, hideTitle = true) =>
    htmlTable(table, { id: `${id}-${name}-table`, hideTitle });
  const tabOf = (name: string, title: string, table: Table): readonly Tab[] =>
    table.rows.length === 0 ? [] : [{ name, title, content: tableOf(name, table) }];
  const listOf = (name: string, title: string, all: readonly { readonly text: string }[]): readonly Tab[] =>
    all.length === 0
      ? []
      : [
          {
            name,
            title,
            content: html`<ul class="findings">${all.map((each) => html`<li>${each.text}</li>`)}</ul>`,
          },
        ];
  return resultFrame({
    kind: 'funding-plan',
    id: fundingPlanId,
    title: fundingTitle(plan),
    facts: text,
    notes,
    content: html`${part(`${id}-programs`, funding.programs, html`<p class="note">${fundingBasisLine(plan)}</p>${tableOf('programs', programsTable(plan))}`)}
${tabs(id, RESULT_TEXTS.parts(fundingTitle(plan)), [
  ...tabOf('together', funding.together, combinationTable(plan)),
  ...listOf('missing', funding.missing, missing),
  ...tabOf('submit', funding.submit, documentsTable(plan)),
  ...tabOf('when', funding.when, timelineTable(plan)),
  ...listOf('risks', funding.risks, risks),
  ...tabOf('sizes', funding.sizes, tiersTable(plan)),
  {
    name: 'how',
    title: funding.how,
    content: html`${tableOf('steps', stepsTable(plan), false)}
${tableOf('figures', figuresTable(plan), false)}
<h4>${funding.facts}</h4>
<ul class="findings">${facts.map((fact) => html`<li>${fact.name}: ${fact.text} (${fact.source})</li>`)}</ul>`,
  },
])}`,
    downloads: downloads(`/funding/${encodeURIComponent(fundingPlanId)}`, funding),
  });
}
