import type { Sensitivity } from '#action-groups/data-analysis/sensitivity.ts';
import { formatCount, formatUsd } from '#action-groups/kernel/format.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import { sensitivityChart } from '#channels/render/sensitivity-chart.ts';
import { narrowingTable, scenariosTable, sensitivityTable } from '#channels/render/sensitivity-tables.ts';
import { TEXTS } from '../texts.ts';
import { chartFigure } from './chart-figure.ts';

/** What moves the number: the tornado with its table, other dates, the second opinion, what would narrow it. */
export function sensitivityView(id: string, sensitivity: Sensitivity): Markup {
  const { dates, inputs, narrowing, secondOpinion } = sensitivity;
  return html`<h4>${TEXTS.answer.sensitivity}</h4>
${
  inputs.length > 0 &&
  chartFigure(
    `${id}-moves`,
    (options) => sensitivityChart(sensitivity, options),
    sensitivityTable({ sensitivity }),
  )
}
${dates.length > 0 && htmlTable(scenariosTable({ sensitivity }), { id: `${id}-scenarios` })}
${narrowing.length > 0 && htmlTable(narrowingTable({ sensitivity }), { id: `${id}-narrowing` })}
${secondOpinion !== null && html`<p>${secondOpinionWords(secondOpinion)}</p>`}`;
}

function secondOpinionWords({
  group,
  isInsideRange,
  medianUsd,
  projects,
}: NonNullable<Sensitivity['secondOpinion']>): string {
  const whose = formatCount(projects, group === 'all' ? 'project' : `${group} project`);
  return TEXTS.answer.secondOpinion(formatUsd(medianUsd), whose, isInsideRange);
}
