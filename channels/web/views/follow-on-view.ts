import type { FollowOn } from '#action-groups/follow-on/follow-on.ts';
import {
  expansionTable,
  followOnExamplesTable,
  followOnTitle,
  opportunitiesTable,
  ownProjectsTable,
  serviceOpportunitiesTable,
  whitespaceTable,
} from '#channels/render/follow-on-tables.ts';
import { followOnEvidenceLine } from '#channels/render/follow-on-words.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import { printableLines } from '#channels/render/printable.ts';
import type { Table } from '#channels/render/table.ts';
import { TEXTS } from '../texts.ts';
import { section } from './section.ts';

/** The whole of what to sell next: the words, what follows with its evidence, examples, whitespace, what may grow, how it was found. */
export function followOnView(found: FollowOn, words?: Markup): Markup {
  const { evidence, headline, notes, opportunities, peers, serviceOpportunities } = found;
  const texts = TEXTS.followOn;
  const next = opportunities.length > 0 ? opportunitiesTable(found) : serviceOpportunitiesTable(found);
  return html`<div class="intro"><h1>${followOnTitle(found)}</h1>
<p>${headline}${evidence.sampleData && html` <span class="badge">${TEXTS.answer.sample}</span>`}</p></div>
${notes.length > 0 && html`<ul class="notice">${notes.map(({ text }) => html`<li>${text}</li>`)}</ul>`}
${words}
${
  next.rows.length > 0 &&
  section(
    'next',
    texts.next,
    html`<ol class="findings">${opportunities.map(({ text }) => html`<li>${text}</li>`)}</ol>${tableOf('next', next)}`,
  )
}
${opportunities.length > 0 && serviceOpportunities.length > 0 && section('next-services', texts.services, tableOf('next-services', serviceOpportunitiesTable(found)))}
${part('examples', texts.examples, followOnExamplesTable(found))}
${part('whitespace', peers === null ? texts.whitespace : `${texts.whitespace}: ${peers.words}`, whitespaceTable(found))}
${part('expansion', texts.expansion, expansionTable(found))}
${part('own', texts.own, ownProjectsTable(found))}
${how(found)}
${downloads(found)}`;
}

function part(id: string, title: string, table: Table): Markup | false {
  return table.rows.length > 0 && section(id, title, tableOf(id, table));
}

function tableOf(id: string, table: Table): Markup {
  return htmlTable(table, { id: `${id}-table`, hideTitle: true });
}

function how(found: FollowOn): Markup {
  return html`<details class="how"><summary>${TEXTS.followOn.how}</summary>
<p>${followOnEvidenceLine(found)}</p>
<ul>${found.methodology.map((rule) => html`<li>${rule}</li>`)}</ul>
${found.evidence.sql.map((sql) => html`<pre tabindex="0"><code>${printableLines(sql)}</code></pre>`)}
</details>`;
}

function downloads({ followOnId }: FollowOn): Markup {
  const path = `/follow-on/${encodeURIComponent(followOnId)}`;
  return html`<nav class="downloads" aria-label="${TEXTS.answer.download}"><a href="${path}.csv">${TEXTS.followOn.csv}</a><a href="${path}.json">${TEXTS.followOn.json}</a><a href="${path}">${TEXTS.followOn.permanent}</a></nav>`;
}
