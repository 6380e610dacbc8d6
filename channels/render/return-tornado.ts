import type {
  ReturnOnInvestment,
  ReturnSensitivity,
} from '#action-groups/funding/return/return-on-investment.ts';
import { valueText } from '#action-groups/funding/return/return-words.ts';
import { formatCount, formatUsd } from '#action-groups/kernel/format.ts';
import { html, type Markup } from './html.ts';
import { intervalLanes, LANE_HEIGHT, type Lane } from './svg/interval-lanes.ts';
import { legendHeight, legendMarks, SAMPLES } from './svg/legend.ts';
import { type ChartOptions, picture, pixel, widthOf } from './svg/picture.ts';
import { valueAxis } from './svg/value-axis.ts';
import { horizontalScale, SCALE_HEIGHT } from './svg/value-scale.ts';

const MARGIN = 30;

/**
 * A bar an input, from the NPV at one end of what it may be to the NPV at the other, the input that moves most first; a line
 * where the middle case is. Its table twin is `returnSensitivityTable`.
 */
export function returnTornado(result: ReturnOnInvestment, options: ChartOptions): Markup {
  const width = widthOf(options);
  const { scenarios, sensitivities } = result;
  const { npvUsd } = scenarios[1];
  const axis = valueAxis(
    [npvUsd, ...sensitivities.flatMap(({ npvAtLowUsd, npvAtHighUsd }) => [npvAtLowUsd, npvAtHighUsd])],
    width < 480 ? 3 : 6,
  );
  const x = (usd: number) => pixel(MARGIN + axis.share(usd) * (width - 2 * MARGIN));
  const legend = [{ sample: SAMPLES.median, text: `NPV of the middle case, ${formatUsd(npvUsd)}` }];
  const top = legendHeight(legend);
  const bottom = top + Math.max(1, sensitivities.length) * LANE_HEIGHT;
  const steps = axis.ticks.map((usd) => ({ at: x(usd), text: formatUsd(usd), isZero: usd === 0 }));
  return picture(
    {
      id: options.id,
      className: 'return-chart return-tornado',
      width,
      height: bottom + SCALE_HEIGHT,
      title: 'What moves the NPV',
      desc: description(sensitivities, npvUsd),
    },
    html`${legendMarks(legend, width)}
${horizontalScale({ steps, width, top, bottom, name: 'NPV; each input from its worse to its better end' })}
${intervalLanes(
  sensitivities.map((each) => laneOf(each, npvUsd, x)),
  top,
  width,
)}`,
  );
}

function laneOf(each: ReturnSensitivity, npvUsd: number, x: (usd: number) => number): Lane {
  const { name, unit, lowValue, highValue, npvAtHighUsd, npvAtLowUsd, text } = each;
  const rises = npvAtHighUsd >= npvAtLowUsd;
  const ends = `${valueText(rises ? lowValue : highValue, unit)} to ${valueText(rises ? highValue : lowValue, unit)}`;
  return {
    name: `${name}: ${ends}`,
    from: x(npvAtLowUsd),
    to: x(npvAtHighUsd),
    lines: [
      { kind: 'zero', at: x(0) },
      { kind: 'median', at: x(npvUsd) },
    ],
    words: text,
  };
}

function description(sensitivities: readonly ReturnSensitivity[], npvUsd: number): string {
  const [first] = sensitivities;
  const most = first === undefined ? '' : ` Most: ${first.text}`;
  return `${formatCount(sensitivities.length, 'bar')}, one an input, from the least to the most that the NPV (${formatUsd(npvUsd)}) would be.${most} The table has the same figures.`;
}
