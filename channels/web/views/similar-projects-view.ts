import type { Analysis, SimilarProject } from '#action-groups/data-analysis/analysis.ts';
import { calculatorLink } from '#action-groups/data-analysis/project-links.ts';
import { formatShare } from '#action-groups/kernel/format.ts';
import { html, type Markup } from '#channels/render/html.ts';
import { cellText } from '#channels/render/table.ts';
import { TEXTS } from '../texts.ts';

/** The most similar projects, numbered as in the chart. */
export function similarProjectsView({ similarProjects }: Analysis): Markup {
  return similarProjects.length === 0
    ? html`<p>${TEXTS.answer.noSimilar}</p>`
    : html`<ol class="similar">${similarProjects.map(card)}</ol>`;
}

function card(project: SimilarProject): Markup {
  const facts: readonly (readonly [string, string])[] = [
    ['Similarity', formatShare(project.similarity)],
    ['ARR stated', cellText(project.money.statedArrUsd, 'usd')],
    ['ARR of its services', cellText(project.money.computedArrUsd, 'usd')],
    ['Closed', cellText(project.closeDate, 'date')],
    ['Start after close', cellText(project.gapDays, 'days')],
    ['Delivery', cellText(project.durationMonths, 'months')],
  ];
  const url = calculatorLink(project);
  return html`<li><h4>${project.customerName}</h4><p>${project.opportunityName}</p>
<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${project.money.isAtOdds && html`<p class="note">${TEXTS.answer.atOdds}</p>`}
${
  project.services.length > 0 &&
  html`<p class="note">${TEXTS.answer.services}: ${project.services.map(({ service }) => service).join(', ')}</p>`
}
${
  project.reasons.length > 0 &&
  html`<p class="note">${TEXTS.answer.why}</p><ul class="chips">${project.reasons.map(({ text, weight }) => html`<li>${text} (${cellText(weight, 'count')})</li>`)}</ul>`
}
${url !== undefined && html`<p><a href="${url}" rel="noopener noreferrer">${TEXTS.answer.calculator}</a></p>`}</li>`;
}
