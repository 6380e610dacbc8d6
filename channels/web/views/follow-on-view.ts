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
import type { Table } from '#channels/render/table.ts';
import { RESULT_TEXTS } from '../texts/result-texts.ts';
import { TEXTS } from '../texts.ts';
import { part } from './part.ts';
import { downloads, idPrefix, resultFrame } from './result-frame.ts';
import { sqlDetails } from './sql-details.ts';
import { type Tab, tabs } from './tabs.ts';

/** The whole of what to sell next: what follows with its evidence, then examples, whitespace, what may grow, how it was found. */
export function followOnView(found: FollowOn): Markup {
  const { evidence, followOnId, headline, methodology, notes, opportunities, peers, serviceOpportunities } =
    found;
  const texts = TEXTS.followOn;
  const id = idPrefix('follow-on', followOnId);
  const next = opportunities.length > 0 ? opportunitiesTable(found) : serviceOpportunitiesTable(found);
  const tableOf = (name: string, table: Table) =>
    htmlTable(table, { id: `${id}-${name}-table`, hideTitle: true });
  const tabOf = (name: string, title: string, table: Table): readonly Tab[] =>
    table.rows.length === 0 ? [] : [{ name, title, content: tableOf(name, table) }];
  return resultFrame({
    kind: 'follow-on',
    id: followOnId,
    title: followOnTitle(found),
    facts: headline,
    isSample: evidence.sampleData,
    notes: notes.map(({ text }) => text),
    content: html`${
      next.rows.length > 0 &&
      part(
        `${id}-next`,
        texts.next,
        html`<ol class="findings">${opportunities.map(({ text }) => html`<li>${text}</li>`)}</ol>${tableOf('next', next)}`,
      )
    }
${tabs(id, RESULT_TEXTS.parts(followOnTitle(found)), [
  ...(opportunities.length > 0 && serviceOpportunities.length > 0
    ? tabOf('services', texts.services, serviceOpportunitiesTable(found))
    : []),
  ...tabOf('examples', texts.examples, followOnExamplesTable(found)),
  ...tabOf(
    'whitespace',
    peers === null ? texts.whitespace : `${texts.whitespace}: ${peers.words}`,
    whitespaceTable(found),
  ),
  ...tabOf('expansion', texts.expansion, expansionTable(found)),
  ...tabOf('own', texts.own, ownProjectsTable(found)),
  {
    name: 'how',
    title: texts.how,
    content: html`<p>${followOnEvidenceLine(found)}</p>
<ul class="findings">${methodology.map((rule) => html`<li>${rule}</li>`)}</ul>
${evidence.sql.map((sql) => sqlDetails(sql))}`,
  },
])}`,
    downloads: downloads(`/follow-on/${encodeURIComponent(followOnId)}`, texts),
  });
}
