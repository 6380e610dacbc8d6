import type { Analysis, EvidenceRow, Range, SimilarProject } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatShare, formatUsd } from '#action-groups/kernel/format.ts';
import { byWeight } from './analysis-tables.ts';
import { swarmOffsets } from './dot-swarm.ts';
import { html, type Markup } from './html.ts';
import { LEAST_USD, type LogAxis, logAxis } from './log-axis.ts';
import { printableLine } from './printable.ts';
import { evidenceWords, rangeWords } from './quantity-words.ts';
import { cellText } from './table.ts';

export interface ArrChartOptions {
  /** Unique in its page: `title` and `desc` are named by it. */
  readonly id: string;
  /** Pixels of the drawing, at least 280; text keeps its size, so draw narrow for narrow screens. */
  readonly width?: number;
}

/**
 * The projects' ARR as dots on a logarithmic axis, larger and darker the more they weigh; the interval as a
 * band, the median as a line; the most similar ones numbered as in their list. Standing alone it draws in
 * `currentColor`; a page may colour the classes. Its table twin is `evidenceTable`.
 */
export function arrChart(analysis: Analysis, options: ArrChartOptions): Markup {
  const width = Math.max(280, options.width ?? 720);
  const drawn = byWeight(analysis.rows).filter(isDrawable);
  const interval = drawableInterval(analysis.metrics.arrUsd);
  const axis = logAxis(domainOf(drawn, interval), MARGIN, width - MARGIN);
  const legend = legendOf(analysis, interval, drawn.length);
  const top = legend.length * LINE + 6;
  const lanes = layLanes(analysis, drawn, axis, top);
  const bottom = lanes.at(-1)?.bottom ?? top;
  const height = bottom + 44;
  const [titleId, descId] = [`${options.id}-title`, `${options.id}-desc`];
  return html`<svg class="arr-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${titleId} ${descId}" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">
<title id="${titleId}">ARR of the projects behind the prediction</title>
<desc id="${descId}">${description(analysis, interval, drawn.length)}</desc>
${legend.map(legendMarks)}
${axisMarks(axis, bottom, width)}
${lanes.map((lane) => laneMarks(lane, axis, interval))}
</svg>`;
}

type Drawable = EvidenceRow & { readonly arrUsd: number };

interface LegendEntry {
  readonly swatch: 'median' | 'interval' | 'none';
  readonly text: string;
}

interface Lane {
  readonly name: string;
  readonly top: number;
  readonly bottom: number;
  readonly marks: Markup;
}

const MARGIN = 22;
const LINE = 18;
const NUMBERED_RADIUS = 10;
/** Half of the tallest swarm, in pixels. */
const MOST_OFFSET = 64;

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
  return [
    ...(interval === undefined
      ? [{ swatch: 'none', text: 'No interval: not enough evidence' } as const]
      : [
          { swatch: 'median', text: `Median ${formatUsd(interval.median)}` } as const,
          {
            swatch: 'interval',
            text: `${formatShare(interval.level)} interval, ${rangeWords(interval, 'usd')}`,
          } as const,
        ]),
    ...(missing > 0
      ? [{ swatch: 'none', text: `Not drawn: ${formatCount(missing, 'project')} without an ARR` } as const]
      : []),
  ];
}

function legendMarks({ swatch, text }: LegendEntry, index: number): Markup {
  const y = (index + 1) * LINE - 5;
  const sample =
    swatch === 'median'
      ? html`<line class="median" x1="8" x2="8" y1="${y - 11}" y2="${y + 2}" stroke="currentColor" stroke-width="2"/>`
      : html`<rect class="interval" x="1" y="${y - 10}" width="14" height="12" fill-opacity="0.15"/>`;
  const isSampled = swatch !== 'none';
  return html`<g class="legend">${isSampled && sample}<text x="${isSampled ? 22 : 0}" y="${y}">${text}</text></g>`;
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
  const lanes: Lane[] = [];
  const next = () => lanes.at(-1)?.bottom ?? top;
  if (similar.length > 0) lanes.push(numberedLane(similar, numbers, axis, next()));
  if (others.length > 0) lanes.push(weightedLane(others, similar.length > 0, axis, next()));
  if (lanes.length === 0)
    lanes.push({ name: 'No project with an ARR', top, bottom: top + LINE + 24, marks: html`` });
  return lanes;
}

function numberedLane(
  projects: readonly Drawable[],
  numbers: ReadonlyMap<string, number>,
  axis: LogAxis,
  top: number,
): Lane {
  const dots = projects.map((project) => ({ x: axis.x(project.arrUsd), radius: NUMBERED_RADIUS }));
  const { middle, bottom, offsets } = place(dots, top);
  const marks = projects.map((project, index) => {
    const [x, y] = [dots[index]?.x ?? 0, middle + (offsets[index] ?? 0)];
    return html`<g class="similar"><title>${dotWords(project)}</title><circle cx="${x}" cy="${y}" r="${NUMBERED_RADIUS}" fill="none" stroke="currentColor" stroke-width="1.5"/><text x="${x}" y="${y + 4}" text-anchor="middle" font-weight="600">${numbers.get(project.opportunityId)}</text></g>`;
  });
  return { name: 'Most similar projects', top, bottom, marks: html`${marks}` };
}

function weightedLane(rows: readonly Drawable[], besideSimilar: boolean, axis: LogAxis, top: number): Lane {
  const heaviest = Math.max(Number.MIN_VALUE, ...rows.map((row) => row.weight));
  const share = (row: Drawable) => Math.min(1, Math.max(0, row.weight / heaviest));
  const largest = rows.length > 60 ? 6 : 9;
  const dots = rows.map((row) => ({
    x: axis.x(row.arrUsd),
    radius: Math.round((2.5 + (largest - 2.5) * Math.sqrt(share(row))) * 10) / 10,
  }));
  const { middle, bottom, offsets } = place(dots, top);
  const marks = rows.map((row, index) => {
    const opacity = Math.round((0.3 + 0.5 * share(row)) * 100) / 100;
    const dot = dots[index] ?? { x: 0, radius: 0 };
    return html`<circle class="project" cx="${dot.x}" cy="${middle + (offsets[index] ?? 0)}" r="${dot.radius}" fill-opacity="${opacity}"><title>${dotWords(row)}</title></circle>`;
  });
  const name = `${besideSimilar ? 'Other projects' : 'Projects'} (${rows.length.toLocaleString('en-US')})`;
  return { name, top, bottom, marks: html`${marks}` };
}

/** Room for the lane's name, then the swarm. */
function place(dots: readonly { readonly x: number; readonly radius: number }[], top: number) {
  const offsets = swarmOffsets(dots, MOST_OFFSET);
  const up = Math.min(...offsets.map((offset, index) => offset - (dots[index]?.radius ?? 0)));
  const down = Math.max(...offsets.map((offset, index) => offset + (dots[index]?.radius ?? 0)));
  const middle = Math.ceil(top + LINE + 8 - up);
  return { offsets, middle, bottom: Math.ceil(middle + down + 10) };
}

function axisMarks(axis: LogAxis, y: number, width: number): Markup {
  const ticks = axis.ticks.map(
    ({ x, label }) =>
      html`<line x1="${x}" x2="${x}" y1="${y}" y2="${y + 5}" stroke="currentColor" stroke-opacity="0.4"/><text x="${x}" y="${y + 19}" text-anchor="middle">${label}</text>`,
  );
  return html`<g class="axis"><line x1="0" x2="${width}" y1="${y}" y2="${y}" stroke="currentColor" stroke-opacity="0.4"/>${ticks}<text class="axis-name" x="${width}" y="${y + 37}" text-anchor="end">ARR, logarithmic scale</text></g>`;
}

/** Grid, band and median pass below the lane's name, never through it. */
function laneMarks({ name, top, bottom, marks }: Lane, axis: LogAxis, interval: Range | undefined): Markup {
  const from = top + LINE;
  const grid = axis.ticks.map(
    ({ x }) =>
      html`<line class="grid" x1="${x}" x2="${x}" y1="${from}" y2="${bottom}" stroke="currentColor" stroke-opacity="0.12"/>`,
  );
  const band = interval === undefined ? undefined : intervalMarks(interval, axis, from, bottom);
  return html`<g class="lane"><text class="lane-name" x="0" y="${top + 13}" font-weight="600">${name}</text>${grid}${band}${marks}</g>`;
}

function intervalMarks({ low, median, high }: Range, axis: LogAxis, from: number, to: number): Markup {
  const [left, middle, right] = [axis.x(low), axis.x(median), axis.x(high)];
  const width = Math.max(2, Math.round((right - left) * 10) / 10);
  return html`<rect class="interval" x="${left}" y="${from}" width="${width}" height="${to - from}" fill-opacity="0.1"/><line class="median" x1="${middle}" x2="${middle}" y1="${from}" y2="${to}" stroke="currentColor" stroke-width="2"/>`;
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
  return `${dots} Median ${formatUsd(median)}; the ${formatShare(level)} interval runs ${rangeWords(interval, 'usd')}, ${evidenceWords(evidence)}.${note}`;
}
