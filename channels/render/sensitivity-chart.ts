import type { InputSensitivity, Sensitivity } from '#action-groups/data-analysis/sensitivity.ts';
import { formatCount, formatUsd } from '#action-groups/kernel/format.ts';
import { html, type Markup } from './html.ts';
import { printableLine } from './printable.ts';
import { intervalLanes, LANE_HEIGHT } from './svg/interval-lanes.ts';
import { legendHeight, legendMarks, SAMPLES } from './svg/legend.ts';
import { LEAST_USD, logAxis } from './svg/log-axis.ts';
import { type ChartOptions, picture, widthOf } from './svg/picture.ts';
import { horizontalScale, SCALE_HEIGHT } from './svg/value-scale.ts';

const MARGIN = 22;

/**
 * A tornado: a bar an input, from the least to the most that the middle of the ARR would be with another value of it,
 * on a logarithmic axis, the input that moves most first; a line where the middle is. Its table twin is
 * `sensitivityTable`.
 */
export function sensitivityChart(sensitivity: Sensitivity, options: ChartOptions): Markup {
  const { inputs, medianUsd } = sensitivity;
  const width = widthOf(options);
  const amounts = [medianUsd, ...inputs.flatMap(({ lowUsd, highUsd }) => [lowUsd, highUsd])];
  const visible = amounts.filter((usd) => usd >= LEAST_USD);
  const axis = logAxis(visible.length === 0 ? [1e4, 1e6] : visible, MARGIN, width - MARGIN);
  const legend = [{ sample: SAMPLES.median, text: `Middle as it is, ${formatUsd(medianUsd)}` }];
  const top = legendHeight(legend);
  const bottom = top + Math.max(1, inputs.length) * LANE_HEIGHT;
  const lanes = inputs.map((input) => ({
    name: `${input.input} (${input.given ?? 'not given'})`,
    from: axis.at(input.lowUsd),
    to: axis.at(input.highUsd),
    lines: [{ kind: 'median' as const, at: axis.at(medianUsd) }],
    words: wordsOf(input),
  }));
  return picture(
    {
      id: options.id,
      className: 'arr-chart sensitivity-chart',
      width,
      height: bottom + SCALE_HEIGHT,
      title: 'What moves the ARR',
      desc: description(sensitivity),
    },
    html`${legendMarks(legend, width)}
${horizontalScale({ steps: axis.steps, width, top, bottom, name: 'Middle of the ARR, logarithmic scale' })}
${intervalLanes(lanes, top, width)}`,
  );
}

/** `the customer’s size (not given): $84k with SMB to $780k with Enterprise`. */
function wordsOf({ input, given, variations }: InputSensitivity): string {
  const sorted = variations.toSorted((a, b) => a.medianUsd - b.medianUsd);
  const ends = [sorted[0], sorted.at(-1)].flatMap((each) =>
    each === undefined ? [] : [`${formatUsd(each.medianUsd)} with ${each.value}`],
  );
  return printableLine(`${input} (${given ?? 'not given'}): ${ends.join(' to ')}`);
}

function description({ inputs, medianUsd }: Sensitivity): string {
  const [first] = inputs;
  const most = first === undefined ? '' : ` Most: ${wordsOf(first)}.`;
  return `${formatCount(inputs.length, 'bar')} on a logarithmic axis, one an input, from the least to the most that the middle of the ARR (${formatUsd(medianUsd)}) would be with another value.${most} The table has the same figures.`;
}
