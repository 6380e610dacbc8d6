import type { Roadmap, RoadmapStep } from '#action-groups/follow-on/roadmap.ts';
import { formatCount, formatShare, formatUsd } from '#action-groups/kernel/format.ts';
import { html, type Markup } from './html.ts';
import { printableLine } from './printable.ts';
import { quarterText } from './roadmap-tables.ts';
import { type ChartOptions, picture, pixel, widthOf } from './svg/picture.ts';
import { fitText, textWidth } from './svg/text-room.ts';

const HEAD = 26;
const LANE = 52;
const BAR = 20;

/**
 * A timeline: a column a quarter, a lane a step, from the quarter it starts in to the end of the plan, the fuller the
 * likelier; a line leads from a step to the one that follows it. Its table twin is `stepsTable`.
 */
export function roadmapChart(plan: Roadmap, options: ChartOptions): Markup {
  const width = widthOf(options);
  const { quarters, steps } = plan;
  const column = width / Math.max(1, quarters.length);
  const height = HEAD + Math.max(1, steps.length) * LANE + 8;
  const places = new Map(quarters.map(({ quarter }, at) => [quarter, at * column]));
  const tops = new Map(steps.map(({ stepId }, at) => [stepId, HEAD + at * LANE]));
  const left = (step: RoadmapStep) => places.get(step.quarter) ?? 0;
  return picture(
    {
      id: options.id,
      className: 'arr-chart roadmap-chart',
      width,
      height,
      title: 'The plan, quarter by quarter',
      desc: description(plan),
    },
    html`${quarters.map(({ quarter }, at) => heading(quarter, at, column, height))}
${steps.map((step) => links(step, steps, tops, left))}
${steps.map((step) => lane(step, { x: left(step), top: tops.get(step.stepId) ?? HEAD, width }))}`,
  );
}

function heading(quarter: string, at: number, column: number, height: number): Markup {
  const x = pixel(at * column);
  const text = quarterText(quarter);
  // A narrow column has room for the quarter alone.
  const fitting = [text, text.slice(0, 2)].find((each) => textWidth(each) <= column - 8);
  const label = fitting ?? fitText(text, Math.max(0, column - 8));
  return html`<g class="axis"><line class="grid" x1="${x}" x2="${x}" y1="0" y2="${height}" stroke="currentColor" stroke-opacity="0.2"/><text x="${pixel(x + 5)}" y="15">${label}</text></g>`;
}

function lane(
  step: RoadmapStep,
  { x, top, width }: { readonly x: number; readonly top: number; readonly width: number },
): Markup {
  const opacity = 0.18 + 0.6 * Math.min(1, Math.max(0, step.chainShare ?? 0));
  const amount =
    step.arrUsd === null ? 'no amount' : `${formatUsd(step.arrUsd.low)} to ${formatUsd(step.arrUsd.high)}`;
  const name = `${step.name}: ${amount}`;
  const label = fitText(name, width - 4);
  // A long name begins further left than its bar rather than run out of the picture.
  const textX = Math.max(0, Math.min(x + 5, width - textWidth(label) - 4));
  return html`<g class="lane"><title>${printableLine(wordsOf(step))}</title><rect class="interval" x="${pixel(x)}" y="${top + 20}" width="${pixel(Math.max(2, width - x))}" height="${BAR}" rx="3" fill-opacity="${opacity.toFixed(2)}"/><text class="lane-name" x="${pixel(textX)}" y="${top + 14}">${label}</text></g>`;
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
    const x = pixel(left(step) + 2);
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
