import type { CashMonth, ReturnOnInvestment } from '#action-groups/funding/return/return-on-investment.ts';
import { formatUsd } from '#action-groups/kernel/format.ts';
import { html, type Markup } from './html.ts';
import { printableLine } from './printable.ts';
import { monthName, returnTitle } from './return-tables.ts';
import { type LegendEntry, legendHeight, legendMarks, SAMPLES } from './svg/legend.ts';
import { type ChartOptions, picture, pixel, widthOf } from './svg/picture.ts';
import { thinned } from './svg/text-room.ts';
import { valueAxis } from './svg/value-axis.ts';
import { type Step, scaleRoom, verticalScale } from './svg/value-scale.ts';

const PLOT_HEIGHT = 220;
const RIGHT = 12;

/** What is drawn where: pixels of a month and of an amount. */
interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (month: number) => number;
  readonly y: (usd: number) => number;
}

/**
 * The cumulative cash by month: the middle case as a line, the other two as the edges of a band around it; a dot where the
 * middle pays back, a step and a mark where funding comes. Its table twin is `returnCashTable`.
 */
export function returnChart(result: ReturnOnInvestment, options: ChartOptions): Markup {
  const width = widthOf(options);
  const { flows, hasRange, scenarios } = result;
  const shown = hasRange ? [flows.low, flows.median, flows.high] : [flows.median];
  const axis = valueAxis(
    [
      ...shown.flatMap((months) => months.map(({ cumulativeUsd }) => cumulativeUsd)),
      -scenarios[1].ownCostUsd - scenarios[1].fundingUsd,
    ],
    5,
  );
  const marks = marksOf(result);
  const isFunded = flows.median.some(({ fundingUsd }) => fundingUsd > 0);
  const legend = legendOf(hasRange, isFunded, marks);
  const top = legendHeight(legend) + 6;
  const last = Math.max(1, ...flows.median.map(({ month }) => month));
  const plot: Plot = {
    left: scaleRoom(axis.ticks.map(formatUsd), width),
    right: width - RIGHT,
    top,
    bottom: top + PLOT_HEIGHT,
    x: (month) => pixel(plot.left + (Math.min(month, last) / last) * (plot.right - plot.left)),
    y: (usd) => pixel(plot.bottom - axis.share(usd) * PLOT_HEIGHT),
  };
  const steps: readonly Step[] = axis.ticks.map((usd) => ({
    at: plot.y(usd),
    text: formatUsd(usd),
    isZero: usd === 0,
  }));
  return picture(
    {
      id: options.id,
      className: 'return-chart',
      width,
      height: plot.bottom + 44,
      title: `Cumulative cash: ${returnTitle(result)}`,
      desc: description(result),
    },
    html`${legendMarks(legend, width)}
${verticalScale(steps, plot.left, plot.right)}
${timeAxis(flows.median, last, plot)}
${hasRange && flows.median.length > 0 && band(flows, plot)}
${withoutFunding(flows.median, plot)}
${flows.median.length > 0 && html`<polyline class="cash" points="${points(flows.median, plot)}" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/>`}
${marks.filter(({ month }) => month >= 0).map(({ month, usd, symbol, text }) => html`<g class="mark"><title>${printableLine(text)}</title>${symbolAt(symbol, plot.x(month), plot.y(usd))}</g>`)}`,
  );
}

interface Mark {
  readonly symbol: 'payback' | 'funding';
  readonly month: number;
  readonly usd: number;
  readonly text: string;
}

function marksOf({ flows, scenarios, horizonMonths }: ReturnOnInvestment): readonly Mark[] {
  const at = (month: number | undefined) => flows.median.find((each) => each.month === month);
  const paid = scenarios[1].paybackMonths;
  const payback = paid === null || paid === 0 ? undefined : at(paid);
  const funding = flows.median.find(({ fundingUsd }) => fundingUsd > 0);
  return [
    ...(payback === undefined
      ? paid === null
        ? [
            {
              symbol: 'payback' as const,
              month: -1,
              usd: 0,
              text: `Not paid back within ${horizonMonths} months`,
            },
          ]
        : []
      : [
          {
            symbol: 'payback' as const,
            month: payback.month,
            usd: payback.cumulativeUsd,
            text: `Paid back in month ${monthName(payback)}`,
          },
        ]),
    ...(funding === undefined
      ? []
      : [
          {
            symbol: 'funding' as const,
            month: funding.month,
            usd: funding.cumulativeUsd,
            text: `Funding of ${formatUsd(funding.fundingUsd)} in month ${monthName(funding)}`,
          },
        ]),
  ];
}

function symbolAt(symbol: Mark['symbol'], x: number, y: number): Markup {
  return symbol === 'payback'
    ? html`<circle class="payback" cx="${x}" cy="${y}" r="5" stroke="currentColor" stroke-width="2"/>`
    : html`<path class="funding" d="M${x} ${pixel(y - 6)}l6 6l-6 6l-6 -6z" stroke="currentColor" stroke-width="1.5"/>`;
}

function legendOf(hasRange: boolean, isFunded: boolean, marks: readonly Mark[]): readonly LegendEntry[] {
  return [
    ...(hasRange ? [{ sample: SAMPLES.interval(0.2), text: 'Unfavourable to favourable case' }] : []),
    {
      sample: SAMPLES.line('cash', 'none'),
      text: hasRange ? 'Cumulative cash, middle case' : 'Cumulative cash',
    },
    ...(isFunded ? [{ sample: SAMPLES.line('unfunded', '4 4'), text: 'The same without the funding' }] : []),
    ...marks.map(({ month, symbol, text }) => ({
      sample: month >= 0 ? (middle: number) => symbolAt(symbol, 15, middle) : undefined,
      text,
    })),
  ];
}

/** A label every year, half year or quarter, whichever keeps apart. */
function timeAxis(months: readonly CashMonth[], last: number, { x, bottom, left, right }: Plot): Markup {
  const room = Math.max(1, Math.floor((right - left) / 34));
  const every = [1, 3, 6, 12, 24].find((step) => last / step <= room) ?? 24;
  const labels = months
    .filter(({ month }) => month % every === 0)
    .map(({ month }) => ({ at: x(month), text: String(month) }));
  const ticks = thinned(labels, left - 12, right + RIGHT).map(
    ({ at, text }) =>
      html`<line x1="${at}" x2="${at}" y1="${bottom}" y2="${bottom + 4}" stroke="currentColor" stroke-opacity="0.4"/><text x="${at}" y="${bottom + 18}" text-anchor="middle">${text}</text>`,
  );
  return html`<g class="axis">${ticks}<text class="axis-name" x="${right}" y="${bottom + 36}" text-anchor="end">Months from the start of delivery</text></g>`;
}

/** From the least to the most of all cases in each month: who pays faster is lower at first. */
function band({ low, median, high }: ReturnOnInvestment['flows'], { x, y }: Plot): Markup {
  const edges = median.map(({ month, cumulativeUsd }, at) => {
    const all = [low[at], high[at]].flatMap((each) => (each === undefined ? [] : [each.cumulativeUsd]));
    return {
      month,
      least: Math.min(cumulativeUsd, ...all),
      most: Math.max(cumulativeUsd, ...all),
    };
  });
  const lower = edges.map(({ month, least }) => `${x(month)},${y(least)}`);
  const upper = edges.map(({ month, most }) => `${x(month)},${y(most)}`).reverse();
  return html`<polygon class="interval" points="${[...lower, ...upper].join(' ')}" fill-opacity="0.2"/>`;
}

/** The middle case as it would be without its funding, from where the two part. */
function withoutFunding(months: readonly CashMonth[], plot: Plot): Markup | undefined {
  const from = months.findIndex(({ fundingUsd }) => fundingUsd > 0);
  if (from < 0) return undefined;
  let funded = 0;
  const unfunded = months.map((each) => {
    funded += each.fundingUsd;
    return { ...each, cumulativeUsd: each.cumulativeUsd - funded };
  });
  return html`<polyline class="unfunded" points="${points(unfunded.slice(Math.max(0, from - 1)), plot)}" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="4 4"/>`;
}

function points(months: readonly CashMonth[], { x, y }: Plot): string {
  return months.map(({ month, cumulativeUsd }) => `${x(month)},${y(cumulativeUsd)}`).join(' ');
}

function description({ flows, hasRange, scenarios }: ReturnOnInvestment): string {
  const ends = hasRange ? [scenarios[0], scenarios[2]] : [];
  const [low, high] = ends.map(({ totalUsd }) => formatUsd(totalUsd));
  const range = low === undefined ? '' : ` (${low} in the unfavourable case, ${high} in the favourable one)`;
  const lowest = Math.min(0, ...flows.median.map(({ cumulativeUsd }) => cumulativeUsd));
  return `The middle case falls to ${formatUsd(lowest)} and ends at ${formatUsd(scenarios[1].totalUsd)}${range}. It ${scenarios[1].text} The table has the same figures.`;
}
