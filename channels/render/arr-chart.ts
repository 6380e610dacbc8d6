import type { Analysis, EvidenceRow, Range, SimilarProject } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatShare, formatUsd } from '#action-groups/kernel/format.ts';
import { byWeight } from './analysis-tables.ts';
import { html, type Markup } from './html.ts';
import { printableLine } from './printable.ts';
import { evidenceWords, rangeWords } from './quantity-words.ts';
import { intervalBand } from './svg/interval-band.ts';
import { type LegendEntry, legendHeight, legendMarks, SAMPLES } from './svg/legend.ts';
import { LEAST_USD, type LogAxis, logAxis } from './svg/log-axis.ts';
import { type ChartOptions, picture, widthOf } from './svg/picture.ts';
import { LANE_NAME, numberedSwarm, type Swarm, weightedSwarm } from './svg/swarm.ts';
import { horizontalScale, SCALE_HEIGHT } from './svg/value-scale.ts';
import { cellText } from './table.ts';

/**
 * The projects' ARR as dots on a logarithmic axis, larger and darker the more they weigh; the interval as a
 * band, the median as a line; the most similar ones numbered as in their list. Standing alone it draws in
 * `currentColor`; a page may colour the classes. Its table twin is `evidenceTable`.
 */
export function arrChart(analysis: Analysis, options: ChartOptions): Markup {
  const width = widthOf(options);
  const drawn = byWeight(analysis.rows).filter(isDrawable);
  const interval = drawableInterval(analysis.metrics.arrUsd);
  const axis = logAxis(domainOf(drawn, interval), MARGIN, width - MARGIN);
  const legend = legendOf(analysis, interval, drawn.length);
  const top = legendHeight(legend);
  const lanes = layLanes(analysis, drawn, axis, top);
  const bottom = lanes.at(-1)?.bottom ?? top;
  return picture(
    {
      id: options.id,
      className: 'arr-chart',
      width,
      height: bottom + SCALE_HEIGHT,
      title: 'ARR of the projects behind the prediction',
      desc: description(analysis, interval, drawn.length),
    },
    html`${legendMarks(legend, width)}
${lanes.map((lane) => laneMarks(lane, axis, interval))}
${horizontalScale({ steps: axis.steps, width, top: bottom, bottom, name: 'ARR, logarithmic scale' })}`,
  );
}

type Drawable = EvidenceRow & { readonly arrUsd: number };

interface Lane extends Swarm {
  readonly name: string;
  readonly top: number;
}

const MARGIN = 22;

function isDrawable(row: EvidenceRow): row is Drawable {
  return row.arrUsd !== null && row.arrUsd >= LEAST_USD;
}

function drawableInterval(interval: Range | null): Range | undefined {
  return interval !== null && interval.high >= LEAST_USD ? interval : undefined;
}

function domainOf(drawn: readonly Drawable[], interval: Range | undefined): readonly number[] {
  const amounts = [
    ...drawn.map((row) => row.arrUsd),
    ...(interval === undefined ? [] : [interval.low, interval.high]),
  ];
  const visible = amounts.filter((amount) => amount >= LEAST_USD);
  return visible.length === 0 ? [1e4, 1e6] : visible;
}

function legendOf(analysis: Analysis, interval: Range | undefined, drawn: number): readonly LegendEntry[] {
  const missing = analysis.rows.length - drawn;
  const missingWords = `Not drawn: ${formatCount(missing, 'project')} without an ARR`;
  return [
    ...(interval === undefined
      ? [{ sample: undefined, text: 'No interval: not enough evidence' }]
      : [
          {
            sample: SAMPLES.interval(0.15),
            text: `${formatShare(interval.level)} interval, ${rangeWords(interval, 'usd')}`,
          },
          { sample: SAMPLES.median, text: `Median ${formatUsd(interval.median)}` },
        ]),
    ...(missing > 0 ? [{ sample: undefined, text: missingWords }] : []),
  ];
}

function layLanes(
  analysis: Analysis,
  drawn: readonly Drawable[],
  axis: LogAxis,
  top: number,
): readonly Lane[] {
  const numbers = new Map(
    analysis.similarProjects.map((project, index) => [project.opportunityId, index + 1]),
  );
  const similar = analysis.similarProjects.filter((project): project is SimilarProject & Drawable =>
    isDrawable(project),
  );
  const others = drawn.filter((row) => !numbers.has(row.opportunityId));
  const dotOf = (row: Drawable) => ({ x: axis.at(row.arrUsd), words: dotWords(row) });
  const lanes: Lane[] = [];
  const next = () => lanes.at(-1)?.bottom ?? top;
  if (similar.length > 0) {
    const dots = similar.map((row) => ({ ...dotOf(row), number: numbers.get(row.opportunityId) ?? 0 }));
    lanes.push({ name: 'Most similar projects', top: next(), ...numberedSwarm(dots, next()) });
  }
  if (others.length > 0) {
    const dots = others.map((row) => ({ ...dotOf(row), weight: row.weight }));
    const name = `${similar.length > 0 ? 'Other projects' : 'Projects'} (${others.length.toLocaleString('en-US')})`;
    lanes.push({ name, top: next(), ...weightedSwarm(dots, next()) });
  }
  if (lanes.length === 0)
    lanes.push({ name: 'No project with an ARR', top, bottom: top + LANE_NAME + 24, marks: html`` });
  return lanes;
}

/** Grid, band and median pass below the lane's name, never through it. */
function laneMarks({ name, top, bottom, marks }: Lane, axis: LogAxis, interval: Range | undefined): Markup {
  const from = top + LANE_NAME;
  const grid = axis.steps.map(
    ({ at }) =>
      html`<line class="grid" x1="${at}" x2="${at}" y1="${from}" y2="${bottom}" stroke="currentColor" stroke-opacity="0.12"/>`,
  );
  const band =
    interval !== undefined &&
    intervalBand(
      { low: axis.at(interval.low), median: axis.at(interval.median), high: axis.at(interval.high) },
      from,
      bottom,
    );
  return html`<g class="lane"><text class="lane-name" x="0" y="${top + 13}" font-weight="600">${name}</text>${grid}${band}${marks}</g>`;
}

function dotWords(row: Drawable): string {
  const words = `${row.customerName}, ${row.opportunityName}: ARR ${formatUsd(row.arrUsd)}, weight ${cellText(row.weight, 'weight')}`;
  return printableLine(words);
}

function description(analysis: Analysis, interval: Range | undefined, drawn: number): string {
  const dots = `${formatCount(drawn, 'dot')} on a logarithmic axis, one a project, larger and darker the more it weighs.`;
  if (interval === undefined) return `${dots} No interval, for lack of evidence.`;
  const { median, level, evidence } = interval;
  const missing = analysis.rows.length - drawn;
  const note = missing === 0 ? '' : ` ${formatCount(missing, 'project')} without an ARR not drawn.`;
  return `${dots} The ${formatShare(level)} interval runs ${rangeWords(interval, 'usd')}, ${evidenceWords(evidence)}; median ${formatUsd(median)}.${note}`;
}
