import type {
  ReturnOnInvestment,
  ReturnSensitivity,
} from '#action-groups/funding/return/return-on-investment.ts';
import { valueText } from '#action-groups/funding/return/return-words.ts';
import { formatCount, formatUsd } from '#action-groups/kernel/format.ts';
import { html, type Markup } from './html.ts';
import { CHARACTER_WIDTH } from './log-axis.ts';
import { printableLine, shorten } from './printable.ts';
import type { ReturnChartOptions } from './return-chart.ts';
import { type SignedAxis, signedAxis } from './signed-axis.ts';

const MARGIN = 30;
const LINE = 18;
const LANE = 44;
const BAR = 14;
const LEGEND = 24;

/**
 * A bar an input, from the NPV at one end of what it may be to the NPV at the other, the input that moves most first; a line
 * where the middle case is. Its table twin is `returnSensitivityTable`.
 */
export function returnTornado(
  result: ReturnOnInvestment,
  { id, width: wished = 720 }: ReturnChartOptions,
): Markup {
  const width = Math.max(280, wished);
  const { scenarios, sensitivities } = result;
  const { npvUsd } = scenarios[1];
  const axis = signedAxis(
    [npvUsd, ...sensitivities.flatMap(({ npvAtLowUsd, npvAtHighUsd }) => [npvAtLowUsd, npvAtHighUsd])],
    width < 480 ? 3 : 6,
  );
  const x = (usd: number) => Math.round((MARGIN + axis.share(usd) * (width - 2 * MARGIN)) * 10) / 10;
  const bottom = LEGEND + Math.max(1, sensitivities.length) * LANE;
  const height = bottom + 44;
  return html`<svg class="return-chart return-tornado" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">
<title id="${id}-title">What moves the NPV</title>
<desc id="${id}-desc">${description(sensitivities, npvUsd)}</desc>
<g class="legend"><line class="median" x1="8" x2="8" y1="2" y2="15" stroke="currentColor" stroke-width="2"/><text x="22" y="13">NPV of the middle case, ${formatUsd(npvUsd)}</text></g>
${axisMarks(axis, x, bottom, width)}
${sensitivities.map((each, at) => bar(each, npvUsd, x, LEGEND + at * LANE, width))}
</svg>`;
}

function bar(
  each: ReturnSensitivity,
  npvUsd: number,
  x: (usd: number) => number,
  top: number,
  width: number,
): Markup {
  const { name, unit, lowValue, highValue, npvAtHighUsd, npvAtLowUsd, text } = each;
  const [left, right] = [x(npvAtLowUsd), x(npvAtHighUsd)].toSorted((a, b) => a - b) as [number, number];
  const long = Math.max(2, Math.round((right - left) * 10) / 10);
  const rises = npvAtHighUsd >= npvAtLowUsd;
  const ends = `${valueText(rises ? lowValue : highValue, unit)} to ${valueText(rises ? highValue : lowValue, unit)}`;
  return html`<g class="lane"><title>${printableLine(text)}</title><text class="lane-name" x="0" y="${top + 13}">${shorten(printableLine(`${name}: ${ends}`), Math.floor(width / CHARACTER_WIDTH))}</text><rect class="interval" x="${left}" y="${top + LINE + 2}" width="${long}" height="${BAR}" fill-opacity="0.35"/>${upright('zero', x(0), top)}${upright('median', x(npvUsd), top)}</g>`;
}

/** A line through one bar only, so that none crosses a name. */
function upright(kind: 'zero' | 'median', x: number, top: number): Markup {
  return html`<line class="${kind}" x1="${x}" x2="${x}" y1="${top + LINE - 1}" y2="${top + LINE + BAR + 5}" stroke="currentColor" stroke-width="${kind === 'median' ? 2 : 1}" stroke-opacity="${kind === 'median' ? 1 : 0.5}"/>`;
}

function axisMarks({ ticks }: SignedAxis, x: (usd: number) => number, y: number, width: number): Markup {
  const marks = ticks.map(
    (value) =>
      html`<line class="grid" x1="${x(value)}" x2="${x(value)}" y1="${LEGEND}" y2="${y + 5}" stroke="currentColor" stroke-opacity="0.12"/><text x="${x(value)}" y="${y + 19}" text-anchor="middle">${formatUsd(value)}</text>`,
  );
  return html`<g class="axis"><line x1="0" x2="${width}" y1="${y}" y2="${y}" stroke="currentColor" stroke-opacity="0.4"/>${marks}<text class="axis-name" x="${width}" y="${y + 37}" text-anchor="end">NPV; each input from its worse to its better end</text></g>`;
}

function description(sensitivities: readonly ReturnSensitivity[], npvUsd: number): string {
  const [first] = sensitivities;
  const most = first === undefined ? '' : ` Most: ${first.text}`;
  return printableLine(
    `${formatCount(sensitivities.length, 'bar')}, one an input, from the least to the most that the NPV (${formatUsd(npvUsd)}) would be.${most} The table has the same figures.`,
  );
}
