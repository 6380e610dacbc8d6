import type { Analysis, EvidenceRow, Range } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatShare } from '#action-groups/kernel/format.ts';
import { byWeight } from './analysis-tables.ts';
import { html, type Markup } from './html.ts';
import { printableLine } from './printable.ts';
import { rangeWords } from './quantity-words.ts';
import { intervalBand } from './svg/interval-band.ts';
import { legendHeight, legendMarks, SAMPLES } from './svg/legend.ts';
import { type ChartOptions, picture, pixel, widthOf } from './svg/picture.ts';
import { LANE_NAME, weightedSwarm } from './svg/swarm.ts';
import { fitText } from './svg/text-room.ts';
import { valueAxis } from './svg/value-axis.ts';
import { horizontalScale, SCALE_HEIGHT } from './svg/value-scale.ts';
import { cellText } from './table.ts';

const MARGIN = 22;
const QUANTITIES = [
  { key: 'gapDays', name: 'Start after close', unit: 'days' },
  { key: 'durationMonths', name: 'Delivery', unit: 'months' },
] as const;
type Quantity = (typeof QUANTITIES)[number];

/**
 * When similar projects began after their close and how long they took: a panel each, a dot a project, the interval
 * as a band and the median as a line. Its table twin is `evidenceTable`.
 */
export function timingChart(analysis: Analysis, options: ChartOptions): Markup {
  const width = widthOf(options);
  const legend = [
    { sample: SAMPLES.interval(0.15), text: 'What is predicted, from low to high' },
    { sample: SAMPLES.median, text: 'Median' },
  ];
  let top = legendHeight(legend);
  const panels: Markup[] = [];
  for (const quantity of QUANTITIES) {
    const { bottom, marks } = panel(analysis, quantity, top, width);
    panels.push(marks);
    top = bottom;
  }
  return picture(
    {
      id: options.id,
      className: 'arr-chart timing-chart',
      width,
      height: top,
      title: 'Start after close, and delivery',
      desc: description(analysis),
    },
    html`${legendMarks(legend, width)}
${panels}`,
  );
}

type Drawable = EvidenceRow & { readonly value: number };

function drawable({ rows }: Analysis, key: Quantity['key']): readonly Drawable[] {
  return byWeight(rows).flatMap((row) => {
    const value = row[key];
    return value === null || !Number.isFinite(value) ? [] : [{ ...row, value }];
  });
}

function panel(analysis: Analysis, { key, name, unit }: Quantity, top: number, width: number) {
  const rows = drawable(analysis, key);
  const interval = analysis.metrics[key];
  const ends = interval === null ? [] : [interval.low, interval.high];
  const axis = valueAxis([...rows.map(({ value }) => value), ...ends], width < 480 ? 4 : 8);
  const x = (value: number) => pixel(MARGIN + axis.share(value) * (width - 2 * MARGIN));
  const dots = rows.map(({ customerName, opportunityName, value, weight }) => ({
    x: x(value),
    weight,
    words: printableLine(`${customerName}, ${opportunityName}: ${cellText(value, unit)}`),
  }));
  const swarm = weightedSwarm(dots, top);
  const from = top + LANE_NAME;
  const bottom = Math.max(swarm.bottom, from + 28);
  const band =
    interval !== null &&
    intervalBand({ low: x(interval.low), median: x(interval.median), high: x(interval.high) }, from, bottom);
  const steps = axis.ticks.map((value) => ({
    at: x(value),
    text: value.toLocaleString('en-US', { notation: Math.abs(value) >= 1e6 ? 'compact' : 'standard' }),
  }));
  const marks = html`<g class="lane"><text class="lane-name" x="0" y="${top + 13}" font-weight="600">${fitText(titleOf(name, interval, unit), width * 0.95)}</text>${horizontalScale({ steps, width, top: from, bottom, name: `${name}, ${unit}` })}${band}${swarm.marks}</g>`;
  return { bottom: bottom + SCALE_HEIGHT + 6, marks };
}

function titleOf(name: string, interval: Range | null, unit: Quantity['unit']): string {
  return interval === null ? `${name}: not predicted` : `${name}: ${rangeWords(interval, unit)}`;
}

function description(analysis: Analysis): string {
  const said = QUANTITIES.map(({ key, name, unit }) => {
    const interval = analysis.metrics[key];
    const projects = formatCount(drawable(analysis, key).length, 'project');
    if (interval === null) return `${name}: ${projects}, no interval for lack of evidence.`;
    return `${name}: ${projects}; the ${formatShare(interval.level)} interval is ${rangeWords(interval, unit)}, median ${cellText(interval.median, unit)}.`;
  });
  return `${said.join(' ')} The table has the same figures.`;
}
