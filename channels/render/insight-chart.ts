import type { Insight } from '#action-groups/data-analysis/insight.ts';
import { html, type Markup } from './html.ts';
import { barsOf } from './insight-bars.ts';
import { linesOf } from './insight-lines.ts';
import { insightTitle, rowLabel } from './insight-tables.ts';
import { drawBars } from './svg/bars.ts';
import { drawLines } from './svg/lines.ts';
import { type ChartOptions, picture, widthOf } from './svg/picture.ts';
import { fitText } from './svg/text-room.ts';
import { cellText } from './table.ts';

/**
 * The groups of an insight as its hint has it: bars, two a group where periods are compared, stacked bars, or lines over
 * time, all from zero. Undefined when there is nothing to draw. Standing alone it draws in `currentColor`; a page may
 * colour the classes `series-1` to `series-8`. Its table twin is `insightTable`.
 */
export function insightChart(insight: Insight, options: ChartOptions): Markup | undefined {
  const width = widthOf(options);
  const drawing = draw(insight, width);
  if (drawing === undefined) return undefined;
  const measure = insight.measures[insight.chart.measure]?.name ?? '';
  const { height, marks, omitted } = drawing;
  const total = height + (omitted === undefined ? 0 : LINE);
  return picture(
    {
      id: options.id,
      className: 'insight-chart',
      width,
      height: total,
      title: `${measure}: ${insightTitle(insight)}`,
      desc: description(insight),
    },
    html`${marks}
${omitted !== undefined && html`<text class="note" x="0" y="${total - 5}">${fitText(omitted, width)}</text>`}`,
  );
}

const LINE = 18;

function draw(insight: Insight, width: number) {
  if (insight.chart.type === 'none') return undefined;
  if (insight.chart.type === 'line') {
    const lines = linesOf(insight);
    return { ...drawLines(lines, width), omitted: lines.omitted };
  }
  const bars = barsOf(insight);
  return { ...drawBars(bars, width), omitted: bars.omitted };
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
