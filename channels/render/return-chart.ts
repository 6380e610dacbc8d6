import type { CashMonth, ReturnOnInvestment } from '#action-groups/funding/return/return-on-investment.ts';
import { formatUsd } from '#action-groups/kernel/format.ts';
import { html, type Markup } from './html.ts';
import { CHARACTER_WIDTH } from './log-axis.ts';
import { printableLine } from './printable.ts';
import { monthName, returnTitle } from './return-tables.ts';
import { signedAxis } from './signed-axis.ts';

export interface ReturnChartOptions {
  /** Unique in its page: `title` and `desc` are named by it. */
  readonly id: string;
  /** Pixels of the drawing, at least 280. */
  readonly width?: number;
}

const LINE = 18;
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
export function returnChart(
  result: ReturnOnInvestment,
  { id, width: wished = 720 }: ReturnChartOptions,
): Markup {
  const width = Math.max(280, wished);
  const { flows, hasRange, scenarios } = result;
  const shown = hasRange ? [flows.low, flows.median, flows.high] : [flows.median];
  const axis = signedAxis(
    [
      ...shown.flatMap((months) => months.map(({ cumulativeUsd }) => cumulativeUsd)),
      -scenarios[1].ownCostUsd - scenarios[1].fundingUsd,
    ],
    5,
  );
  const labels = axis.ticks.map((value) => ({ value, text: formatUsd(value) }));
  const left = Math.ceil(Math.max(...labels.map(({ text }) => text.length)) * CHARACTER_WIDTH) + 10;
  const marks = marksOf(result);
  const isFunded = flows.median.some(({ fundingUsd }) => fundingUsd > 0);
  const top = (1 + Number(hasRange) + Number(isFunded) + marks.length) * LINE + 12;
  const last = Math.max(1, ...flows.median.map(({ month }) => month));
  const plot: Plot = {
    left: Math.min(left, width / 2),
    right: width - RIGHT,
    top,
    bottom: top + PLOT_HEIGHT,
    x: (month) => round(plot.left + (Math.min(month, last) / last) * (plot.right - plot.left)),
    y: (usd) => round(plot.bottom - axis.share(usd) * PLOT_HEIGHT),
  };
  const height = plot.bottom + 44;
  return html`<svg class="return-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">
<title id="${id}-title">${printableLine(`Cumulative cash: ${returnTitle(result)}`)}</title>
<desc id="${id}-desc">${printableLine(description(result))}</desc>
${legend(hasRange, isFunded, marks)}
${grid(labels, plot, width)}
${timeAxis(flows.median, last, plot)}
${hasRange && band(flows, plot)}
${withoutFunding(flows.median, plot)}
<polyline class="cash" points="${points(flows.median, plot)}" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/>
${marks.filter(({ month }) => month >= 0).map(({ month, usd, symbol, text }) => html`<g class="mark"><title>${printableLine(text)}</title>${symbolAt(symbol, plot.x(month), plot.y(usd))}</g>`)}
</svg>`;
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
    : html`<path class="funding" d="M${x} ${round(y - 6)}l6 6l-6 6l-6 -6z" stroke="currentColor" stroke-width="1.5"/>`;
}

function legend(hasRange: boolean, isFunded: boolean, marks: readonly Mark[]): Markup {
  const rows: readonly { readonly key: Markup | false; readonly text: string }[] = [
    {
      key: html`<line class="cash" x1="-12" x2="12" y1="0" y2="0" stroke="currentColor" stroke-width="2"/>`,
      text: hasRange ? 'Cumulative cash, middle' : 'Cumulative cash',
    },
    ...(hasRange
      ? [
          {
            key: html`<rect class="interval" x="-12" y="-6" width="24" height="12" fill-opacity="0.2"/>`,
            text: 'Unfavourable to favourable case',
          },
        ]
      : []),
    ...(isFunded
      ? [
          {
            key: html`<line class="unfunded" x1="-12" x2="12" y1="0" y2="0" stroke="currentColor" stroke-width="1.5" stroke-dasharray="4 4"/>`,
            text: 'The same without the funding',
          },
        ]
      : []),
    ...marks.map(({ month, symbol, text }) => ({ key: month >= 0 && symbolAt(symbol, 0, 0), text })),
  ];
  return html`<g class="legend">${rows.map(
    ({ key, text }, at) =>
      html`<g transform="translate(12 ${at * LINE + 9})">${key}<text x="20" y="4">${printableLine(text)}</text></g>`,
  )}</g>`;
}

function grid(
  labels: readonly { readonly value: number; readonly text: string }[],
  { left, right, y }: Plot,
  width: number,
): Markup {
  const most = Math.floor(width / 2 / CHARACTER_WIDTH);
  const lines = labels.map(
    ({ value, text }) =>
      html`<line class="${value === 0 ? 'zero' : 'grid'}" x1="${left}" x2="${right}" y1="${y(value)}" y2="${y(value)}" stroke="currentColor" stroke-opacity="${value === 0 ? 0.6 : 0.15}"/><text x="${left - 6}" y="${y(value) + 4}" text-anchor="end">${text.slice(0, most)}</text>`,
  );
  return html`<g class="axis">${lines}</g>`;
}

/** A label every year, half year or quarter, whichever keeps apart. */
function timeAxis(months: readonly CashMonth[], last: number, { x, bottom, left, right }: Plot): Markup {
  const room = Math.max(1, Math.floor((right - left) / 34));
  const every = [1, 3, 6, 12, 24].find((step) => last / step <= room) ?? 24;
  const ticks = months
    .filter(({ month }) => month % every === 0)
    .map(
      ({ month }) =>
        html`<line x1="${x(month)}" x2="${x(month)}" y1="${bottom}" y2="${bottom + 4}" stroke="currentColor" stroke-opacity="0.4"/><text x="${x(month)}" y="${bottom + 18}" text-anchor="middle">${month}</text>`,
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

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
