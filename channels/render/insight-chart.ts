import type { Insight } from '#action-groups/data-analysis/insight.ts';
import { html, type Markup } from './html.ts';
import { barsOf, drawBars } from './insight-bars.ts';
import type { Drawing } from './insight-drawing.ts';
import { drawLines, linesOf } from './insight-lines.ts';
import { insightTitle, rowLabel } from './insight-tables.ts';
import { CHARACTER_WIDTH } from './log-axis.ts';
import { printableLine, shorten } from './printable.ts';
import { cellText } from './table.ts';

export interface InsightChartOptions {
  /** Unique in its page: `title` and `desc` are named by it. */
  readonly id: string;
  /** Pixels of the drawing, at least 280; text keeps its size, so draw narrow for narrow screens. */
  readonly width?: number;
}

/**
 * The groups of an insight as its hint has it: bars, two a group where periods are compared, stacked bars, or lines over
 * time, all from zero. Undefined when there is nothing to draw. Standing alone it draws in `currentColor`; a page may
 * colour the classes `series-1` to `series-8`. Its table twin is `insightTable`.
 */
export function insightChart(insight: Insight, options: InsightChartOptions): Markup | undefined {
  const width = Math.max(280, options.width ?? 720);
  const drawing = draw(insight, width);
  if (drawing === undefined) return undefined;
  const [titleId, descId] = [`${options.id}-title`, `${options.id}-desc`];
  const measure = insight.measures[insight.chart.measure]?.name ?? '';
  const { height, marks, omitted } = drawing;
  const total = height + (omitted === undefined ? 0 : LINE);
  return html`<svg class="insight-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" width="${width}" height="${total}" role="img" aria-labelledby="${titleId} ${descId}" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">
<title id="${titleId}">${printableLine(`${measure}: ${insightTitle(insight)}`)}</title>
<desc id="${descId}">${printableLine(description(insight))}</desc>
${marks}
${omitted !== undefined && html`<text class="note" x="0" y="${total - 5}">${shorten(printableLine(omitted), Math.floor(width / CHARACTER_WIDTH))}</text>`}
</svg>`;
}

const LINE = 18;

function draw(insight: Insight, width: number): Drawing | undefined {
  switch (insight.chart.type) {
    case 'none':
      return undefined;
    case 'line':
      return drawLines(linesOf(insight), width);
    default:
      return drawBars(barsOf(insight), width);
  }
}

function description(insight: Insight): string {
  const { chart, measures, rows } = insight;
  const measure = measures[chart.measure];
  const groups = rows.filter(({ kind }) => kind === 'group');
  const [first, ...others] = groups;
  if (first === undefined || measure === undefined) return 'Nothing is drawn.';
  const value = (row: (typeof groups)[number]) => row.values[chart.measure] ?? Number.NEGATIVE_INFINITY;
  const highest = others.reduce((best, row) => (value(row) > value(best) ? row : best), first);
  return `${groups.length} groups, from zero. Highest ${measure.name}: ${rowLabel(highest)}, ${cellText(highest.values[chart.measure] ?? null, measure.unit)}. The table has the same figures.`;
}
