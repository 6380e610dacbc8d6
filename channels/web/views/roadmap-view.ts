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
import { RESULT_TEXTS } from '../texts/result-texts.ts';
import { TEXTS } from '../texts.ts';
import { chartFigure } from './chart-figure.ts';
import { part } from './part.ts';
import { downloads, idPrefix, resultFrame } from './result-frame.ts';
import { tabs } from './tabs.ts';

/** The whole of a plan: the timeline with its table, then each step's reason, what it comes to, what was left out. */
export function roadmapView(plan: Roadmap): Markup {
  const { evidence, headline, leftOut, methodology, notes, roadmapId, steps, totals } = plan;
  const texts = TEXTS.roadmap;
  const id = idPrefix('roadmap', roadmapId);
  const tableOf = (name: string, table: Table) =>
    htmlTable(table, { id: `${id}-${name}-table`, hideTitle: true });
  const ofSteps = [
    {
      name: 'why',
      title: texts.why,
      content: html`<ul class="findings">${steps.map(({ name, why }) => html`<li><strong>${name}</strong>: ${why}</li>`)}</ul>`,
    },
    {
      name: 'totals',
      title: texts.totals,
      content: html`${tableOf('totals', quartersTable(plan))}<p class="note">${totals.method}</p>`,
    },
  ];
  return resultFrame({
    kind: 'roadmap',
    id: roadmapId,
    title: roadmapTitle(plan),
    facts: headline,
    isSample: evidence.sampleData,
    notes: notes.map(({ text }) => text),
    content: html`${
      steps.length > 0 &&
      part(
        `${id}-timeline`,
        texts.timeline,
        html`${chartFigure(`${id}-timeline-chart`, (options) => roadmapChart(plan, options))}${tableOf('timeline', stepsTable(plan))}`,
      )
    }
${tabs(id, RESULT_TEXTS.parts(roadmapTitle(plan)), [
  ...(steps.length > 0 ? ofSteps : []),
  ...(leftOut.length > 0
    ? [{ name: 'left', title: texts.left, content: tableOf('left', roadmapLeftTable(plan)) }]
    : []),
  {
    name: 'how',
    title: texts.how,
    content: html`<p>${roadmapEvidenceLine(plan)}</p>
<ul class="findings">${methodology.map((rule) => html`<li>${rule}</li>`)}</ul>`,
  },
])}`,
    downloads: downloads(`/roadmaps/${encodeURIComponent(roadmapId)}`, texts),
  });
}
