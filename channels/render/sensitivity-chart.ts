import type { InputSensitivity, Sensitivity } from '#action-groups/data-analysis/sensitivity.ts';
import { formatCount, formatUsd } from '#action-groups/kernel/format.ts';
import { html, type Markup } from './html.ts';
import { CHARACTER_WIDTH, LEAST_USD, type LogAxis, logAxis } from './log-axis.ts';
import { printableLine } from './printable.ts';

export interface SensitivityChartOptions {
  /** Unique in its page: `title` and `desc` are named by it. */
  readonly id: string;
  /** Pixels of the drawing, at least 280. */
  readonly width?: number;
}

const MARGIN = 22;
const LINE = 18;
const LANE = 44;
const BAR = 14;
const LEGEND = 24;

/**
 * A tornado: a bar an input, from the least to the most that the middle of the ARR would be with another value of it,
 * on a logarithmic axis, the input that moves most first; a line where the middle is. Its table twin is
 * `sensitivityTable`.
 */
export function sensitivityChart(
  sensitivity: Sensitivity,
  { id, width: wished = 720 }: SensitivityChartOptions,
): Markup {
  const { inputs, medianUsd } = sensitivity;
  const width = Math.max(280, wished);
  const amounts = [medianUsd, ...inputs.flatMap(({ lowUsd, highUsd }) => [lowUsd, highUsd])];
  const visible = amounts.filter((usd) => usd >= LEAST_USD);
  const axis = logAxis(visible.length === 0 ? [1e4, 1e6] : visible, MARGIN, width - MARGIN);
  const bottom = LEGEND + Math.max(1, inputs.length) * LANE;
  const height = bottom + 44;
  return html`<svg class="arr-chart sensitivity-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">
<title id="${id}-title">What moves the ARR</title>
<desc id="${id}-desc">${description(sensitivity)}</desc>
<g class="legend"><line class="median" x1="8" x2="8" y1="2" y2="15" stroke="currentColor" stroke-width="2"/><text x="22" y="13">Middle as it is, ${formatUsd(medianUsd)}</text></g>
${axisMarks(axis, bottom, width)}
${inputs.map((input, at) => bar(input, axis, LEGEND + at * LANE, width))}
<line class="median" x1="${axis.x(medianUsd)}" x2="${axis.x(medianUsd)}" y1="${LEGEND}" y2="${bottom}" stroke="currentColor" stroke-width="2"/>
</svg>`;
}

function bar(input: InputSensitivity, axis: LogAxis, top: number, width: number): Markup {
  const [left, right] = [axis.x(input.lowUsd), axis.x(input.highUsd)];
  const long = Math.max(2, Math.round((right - left) * 10) / 10);
  return html`<g class="lane"><title>${wordsOf(input)}</title><text class="lane-name" x="0" y="${top + 13}">${shortened(`${input.input} (${input.given ?? 'not given'})`, width)}</text><rect class="interval" x="${left}" y="${top + LINE + 2}" width="${long}" height="${BAR}" fill-opacity="0.35"/></g>`;
}

function axisMarks(axis: LogAxis, y: number, width: number): Markup {
  const ticks = axis.ticks.map(
    ({ x, label }) =>
      html`<line class="grid" x1="${x}" x2="${x}" y1="${LEGEND}" y2="${y + 5}" stroke="currentColor" stroke-opacity="0.12"/><text x="${x}" y="${y + 19}" text-anchor="middle">${label}</text>`,
  );
  return html`<g class="axis"><line x1="0" x2="${width}" y1="${y}" y2="${y}" stroke="currentColor" stroke-opacity="0.4"/>${ticks}<text class="axis-name" x="${width}" y="${y + 37}" text-anchor="end">Middle of the ARR, logarithmic scale</text></g>`;
}

/** `the customer’s size (not given): $84k with SMB to $780k with Enterprise`. */
function wordsOf({ input, given, variations }: InputSensitivity): string {
  const sorted = variations.toSorted((a, b) => a.medianUsd - b.medianUsd);
  const ends = [sorted[0], sorted.at(-1)].flatMap((each) =>
    each === undefined ? [] : [`${formatUsd(each.medianUsd)} with ${each.value}`],
  );
  return printableLine(`${input} (${given ?? 'not given'}): ${ends.join(' to ')}`);
}

function shortened(text: string, width: number): string {
  const line = printableLine(text);
  const most = Math.floor(width / CHARACTER_WIDTH);
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

function description({ inputs, medianUsd }: Sensitivity): string {
  const [first] = inputs;
  const most = first === undefined ? '' : ` Most: ${wordsOf(first)}.`;
  return `${formatCount(inputs.length, 'bar')} on a logarithmic axis, one an input, from the least to the most that the middle of the ARR (${formatUsd(medianUsd)}) would be with another value.${most}`;
}
