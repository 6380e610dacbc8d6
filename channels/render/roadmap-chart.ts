import type { Roadmap, RoadmapStep } from '#action-groups/follow-on/roadmap.ts';
import { formatCount, formatShare, formatUsd } from '#action-groups/kernel/format.ts';
import { html, type Markup } from './html.ts';
import { CHARACTER_WIDTH } from './log-axis.ts';
import { printableLine } from './printable.ts';
import { quarterText } from './roadmap-tables.ts';

export interface RoadmapChartOptions {
  /** Unique in its page: `title` and `desc` are named by it. */
  readonly id: string;
  /** Pixels of the drawing, at least 280. */
  readonly width?: number;
}

const HEAD = 26;
const LANE = 52;
const BAR = 20;

/**
 * A timeline: a column a quarter, a lane a step, from the quarter it starts in to the end of the plan, the fuller the
 * likelier; a line leads from a step to the one that follows it. Its table twin is `stepsTable`.
 */
export function roadmapChart(plan: Roadmap, { id, width: wished = 720 }: RoadmapChartOptions): Markup {
  const width = Math.max(280, wished);
  const { quarters, steps } = plan;
  const column = width / Math.max(1, quarters.length);
  const height = HEAD + Math.max(1, steps.length) * LANE + 8;
  const places = new Map(quarters.map(({ quarter }, at) => [quarter, at * column]));
  const tops = new Map(steps.map(({ stepId }, at) => [stepId, HEAD + at * LANE]));
  const left = (step: RoadmapStep) => places.get(step.quarter) ?? 0;
  return html`<svg class="arr-chart roadmap-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">
<title id="${id}-title">The plan, quarter by quarter</title>
<desc id="${id}-desc">${description(plan)}</desc>
${quarters.map(({ quarter }, at) => heading(quarter, at, column, height))}
${steps.map((step) => links(step, steps, tops, left))}
${steps.map((step) => lane(step, { x: left(step), top: tops.get(step.stepId) ?? HEAD, width }))}
</svg>`;
}

function heading(quarter: string, at: number, column: number, height: number): Markup {
  const x = rounded(at * column);
  const text = quarterText(quarter);
  // A narrow column has room for the quarter alone.
  const label = text.length * CHARACTER_WIDTH <= column - 8 ? text : text.slice(0, 2);
  return html`<g class="axis"><line class="grid" x1="${x}" x2="${x}" y1="0" y2="${height}" stroke="currentColor" stroke-opacity="0.2"/><text x="${rounded(x + 5)}" y="15">${label}</text></g>`;
}

function lane(
  step: RoadmapStep,
  { x, top, width }: { readonly x: number; readonly top: number; readonly width: number },
): Markup {
  const opacity = 0.18 + 0.6 * Math.min(1, Math.max(0, step.chainShare ?? 0));
  const amount =
    step.arrUsd === null ? 'no amount' : `${formatUsd(step.arrUsd.low)} to ${formatUsd(step.arrUsd.high)}`;
  const name = printableLine(`${step.name}: ${amount}`);
  const room = Math.floor(width / CHARACTER_WIDTH) - 1;
  const label = name.length <= room ? name : `${name.slice(0, Math.max(1, room - 1))}…`;
  // A long name begins further left than its bar rather than run out of the picture.
  const textX = Math.max(0, Math.min(x + 5, width - label.length * CHARACTER_WIDTH - 4));
  return html`<g class="lane"><title>${printableLine(wordsOf(step))}</title><rect class="interval" x="${rounded(x)}" y="${top + 20}" width="${rounded(Math.max(2, width - x))}" height="${BAR}" rx="3" fill-opacity="${opacity.toFixed(2)}"/><text class="lane-name" x="${rounded(textX)}" y="${top + 14}">${label}</text></g>`;
}

function links(
  step: RoadmapStep,
  steps: readonly RoadmapStep[],
  tops: ReadonlyMap<string, number>,
  left: (step: RoadmapStep) => number,
): readonly Markup[] {
  return step.afterSteps.flatMap((id) => {
    const before = steps.find(({ stepId }) => stepId === id);
    const [from, to] = [tops.get(id), tops.get(step.stepId)];
    if (before === undefined || from === undefined || to === undefined) return [];
    const x = rounded(left(step) + 2);
    return [
      html`<line class="link" x1="${x}" x2="${x}" y1="${from + 20 + BAR}" y2="${to + 20}" stroke="currentColor" stroke-opacity="0.6" stroke-dasharray="3 3"/>`,
    ];
  });
}

function wordsOf({ name, quarter, after, chainShare, arrUsd }: RoadmapStep): string {
  const amount = arrUsd === null ? '' : `, ${formatUsd(arrUsd.low)} to ${formatUsd(arrUsd.high)} a year`;
  const share = chainShare === null ? '' : `, ${formatShare(chainShare)} come to it`;
  return `${name} from ${quarterText(quarter)}, after ${after}${amount}${share}`;
}

function description({ quarters, steps }: Roadmap): string {
  const said = steps.map(wordsOf).join('; ');
  return printableLine(
    `${formatCount(steps.length, 'bar')} over ${formatCount(quarters.length, 'quarter')}, one a step, from where it starts to the end of the plan, the fuller the likelier.${said === '' ? '' : ` ${said}.`}`,
  );
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
