import type { Roadmap } from '#action-groups/follow-on/roadmap.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import { roadmapChart } from '#channels/render/roadmap-chart.ts';
import {
  quartersTable,
  roadmapLeftTable,
  roadmapTitle,
  stepsTable,
} from '#channels/render/roadmap-tables.ts';
import { roadmapEvidenceLine } from '#channels/render/roadmap-words.ts';
import type { Table } from '#channels/render/table.ts';
import { TEXTS } from '../texts.ts';
import { section } from './section.ts';

/** The whole of a plan: the words, the timeline with its table, each step's reason, what it comes to, what was left out. */
export function roadmapView(plan: Roadmap, words?: Markup): Markup {
  const { evidence, headline, notes, steps, totals } = plan;
  const texts = TEXTS.roadmap;
  return html`<div class="intro"><h1>${roadmapTitle(plan)}</h1>
<p>${headline}${evidence.sampleData && html` <span class="badge">${TEXTS.answer.sample}</span>`}</p></div>
${notes.length > 0 && html`<ul class="notice">${notes.map(({ text }) => html`<li>${text}</li>`)}</ul>`}
${words}
${steps.length > 0 && section('timeline', texts.timeline, html`${timeline(plan)}${tableOf('timeline', stepsTable(plan))}`)}
${steps.length > 0 && section('why', texts.why, html`<ul class="findings">${steps.map(({ name, why }) => html`<li>${name}: ${why}</li>`)}</ul>`)}
${steps.length > 0 && section('totals', texts.totals, html`${tableOf('totals', quartersTable(plan))}<p class="note">${totals.method}</p>`)}
${plan.leftOut.length > 0 && section('left', texts.left, tableOf('left', roadmapLeftTable(plan)))}
<details class="how"><summary>${texts.how}</summary>
<p>${roadmapEvidenceLine(plan)}</p>
<ul>${plan.methodology.map((rule) => html`<li>${rule}</li>`)}</ul>
</details>
${downloads(plan)}`;
}

/** Drawn twice, since text in a picture shrinks with it: the style sheet shows the one that fits. */
function timeline(plan: Roadmap): Markup {
  const [wide, narrow] = [880, 300].map((width) => roadmapChart(plan, { id: `roadmap-${width}`, width }));
  return html`<figure><div class="wide">${wide}</div>
<div class="narrow">${narrow}</div></figure>
`;
}

function tableOf(id: string, table: Table): Markup {
  return htmlTable(table, { id: `${id}-table`, hideTitle: true });
}

function downloads({ roadmapId }: Roadmap): Markup {
  const path = `/roadmaps/${encodeURIComponent(roadmapId)}`;
  return html`<nav class="downloads" aria-label="${TEXTS.answer.download}"><a href="${path}.csv">${TEXTS.roadmap.csv}</a><a href="${path}.json">${TEXTS.roadmap.json}</a><a href="${path}">${TEXTS.roadmap.permanent}</a></nav>`;
}
