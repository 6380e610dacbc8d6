import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { formatUsd } from '#action-groups/kernel/format.ts';
import { opportunityTitle } from './analysis-words.ts';
import { html, type Markup } from './html.ts';
import { rangeWords } from './quantity-words.ts';
import { intervalLanes, LANE_HEIGHT } from './svg/interval-lanes.ts';
import { LEAST_USD, logAxis } from './svg/log-axis.ts';
import { type ChartOptions, picture, widthOf } from './svg/picture.ts';
import { horizontalScale, SCALE_HEIGHT } from './svg/value-scale.ts';

const MARGIN = 22;

/** The ARR of two analyses on one logarithmic axis. Undefined where neither has one. Its table twin is `comparisonTable`. */
export function comparisonChart(one: Analysis, other: Analysis, options: ChartOptions): Markup | undefined {
  const width = widthOf(options);
  const drawn = [
    { name: 'A', analysis: one },
    { name: 'B', analysis: other },
  ].flatMap(({ analysis, name }) => {
    const range = analysis.metrics.arrUsd;
    return range === null || range.high < LEAST_USD
      ? []
      : [{ range, name: `${name}: ${rangeWords(range, 'usd')}, ${opportunityTitle(analysis)}` }];
  });
  if (drawn.length === 0) return undefined;
  const axis = logAxis(
    drawn.flatMap(({ range }) => [range.low, range.high]).map((usd) => Math.max(LEAST_USD, usd)),
    MARGIN,
    width - MARGIN,
  );
  const bottom = drawn.length * LANE_HEIGHT;
  const lanes = drawn.map(({ name, range }) => ({
    name,
    from: axis.at(range.low),
    to: axis.at(range.high),
    lines: [{ kind: 'median' as const, at: axis.at(range.median) }],
    words: `${name}; median ${formatUsd(range.median)}`,
  }));
  return picture(
    {
      id: options.id,
      className: 'arr-chart comparison-chart',
      width,
      height: bottom + SCALE_HEIGHT,
      title: 'ARR of the two, from low to high, with the median',
      desc: `${lanes.map(({ words }) => words).join('. ')}. The table has the same figures.`,
    },
    html`${horizontalScale({ steps: axis.steps, width, top: 0, bottom, name: 'ARR, logarithmic scale' })}
${intervalLanes(lanes, 0, width)}`,
  );
}
