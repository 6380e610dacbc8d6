import { formatCount, formatDate, formatUsd } from '#action-groups/kernel/format.ts';
import type { HistoryRow } from './history-rows.ts';
import { html, type Markup } from './html.ts';
import { printableLine } from './printable.ts';
import { type LegendEntry, legendHeight, legendMarks, SAMPLES } from './svg/legend.ts';
import { LEAST_USD, logAxis } from './svg/log-axis.ts';
import { type ChartOptions, picture, pixel, widthOf } from './svg/picture.ts';
import { fitText, textWidth, thinned } from './svg/text-room.ts';
import { SCALE_HEIGHT, scaleRoom, verticalScale } from './svg/value-scale.ts';

const PLOT_HEIGHT = 220;

/**
 * The ARR of analyses over time: an upright bar from low to high with a dot at the middle, where each was made; a line
 * joins those of one customer. Undefined where no analysis has an amount. Its table twin is `historyTable`.
 */
export function historyChart(rows: readonly HistoryRow[], options: ChartOptions): Markup | undefined {
  const width = widthOf(options);
  const drawn = rows.filter(isDrawable).toSorted((a, b) => a.atMs - b.atMs);
  const [first] = drawn;
  const last = drawn.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const legend = legendOf(rows.filter(({ kind }) => kind === 'analysis').length - drawn.length);
  const top = legendHeight(legend) + 6;
  const bottom = top + PLOT_HEIGHT;
  const amounts = drawn.flatMap(({ arrUsd }) => [arrUsd.low, arrUsd.high]);
  const axis = logAxis(amounts, bottom, top, 'upright');
  const left = scaleRoom(
    axis.steps.map(({ text }) => text),
    width,
  );
  const span = last.atMs - first.atMs;
  const x = ({ atMs }: Drawable) =>
    pixel(span === 0 ? (left + width) / 2 : left + 14 + ((atMs - first.atMs) / span) * (width - left - 28));
  return picture(
    {
      id: options.id,
      className: 'arr-chart history-chart',
      width,
      height: bottom + SCALE_HEIGHT,
      title: 'ARR of the analyses over time',
      desc: description(drawn),
    },
    html`${legendMarks(legend, width)}
${verticalScale(axis.steps, left, width)}
${days(drawn, x, left, bottom, width)}
${joined(drawn).map((own) => html`<polyline class="cash" points="${own.map((each) => `${x(each)},${axis.at(each.arrUsd.median)}`).join(' ')}" fill="none" stroke="currentColor" stroke-opacity="0.6" stroke-dasharray="4 4"/>`)}
${drawn.map((row) => bar(row, x(row), axis.at))}`,
  );
}

type Drawable = HistoryRow & { readonly arrUsd: NonNullable<HistoryRow['arrUsd']> };

function isDrawable(row: HistoryRow): row is Drawable {
  const { arrUsd, atMs, kind } = row;
  return kind === 'analysis' && arrUsd !== null && arrUsd.high >= LEAST_USD && Number.isFinite(atMs);
}

function legendOf(missing: number): readonly LegendEntry[] {
  return [
    {
      text: 'ARR, low to high; the dot is the middle',
      sample: (middle) =>
        html`<rect class="interval" x="12" y="${middle - 8}" width="6" height="16" fill-opacity="0.35"/><circle class="project" cx="15" cy="${middle}" r="3"/>`,
    },
    { text: 'The same customer again', sample: SAMPLES.line('cash', '4 4') },
    ...(missing > 0
      ? [
          {
            sample: undefined,
            text: `Not drawn: ${formatCount(missing, 'analysis', 'analyses')} without an ARR`,
          },
        ]
      : []),
  ];
}

function bar(row: Drawable, x: number, at: (usd: number) => number): Markup {
  const [high, median, low] = [at(row.arrUsd.high), at(row.arrUsd.median), at(row.arrUsd.low)];
  return html`<g class="lane"><title>${wordsOf(row)}</title><rect class="interval" x="${pixel(x - 3)}" y="${high}" width="6" height="${pixel(Math.max(2, low - high))}" fill-opacity="0.35"/><circle class="project" cx="${x}" cy="${median}" r="3.5"/></g>`;
}

/** Those of one customer, in order; one alone has nothing to be joined with. */
function joined(rows: readonly Drawable[]): readonly (readonly Drawable[])[] {
  const customers = [...new Set(rows.map(({ customerName }) => customerName))];
  return customers
    .map((customer) => rows.filter(({ customerName }) => customerName === customer))
    .filter((own) => own.length > 1);
}

function days(
  rows: readonly Drawable[],
  x: (row: Drawable) => number,
  left: number,
  bottom: number,
  width: number,
): Markup {
  const isOneDay = new Set(rows.map(dayOf)).size === 1;
  const named = new Map(
    rows.map((row) => {
      const text = isOneDay ? timeOf(row) : shortDayOf(row);
      const half = textWidth(text) / 2;
      return [text, { at: pixel(Math.min(x(row), width - half)), mark: x(row), text }];
    }),
  );
  const name = isOneDay ? `${rows[0] === undefined ? '' : dayOf(rows[0])}, UTC` : 'Day of the analysis';
  return html`<g class="axis">${thinned([...named.values()], left - 10, width).map(
    ({ at, mark, text }) =>
      html`<line x1="${mark}" x2="${mark}" y1="${bottom}" y2="${bottom + 4}" stroke="currentColor" stroke-opacity="0.4"/><text x="${at}" y="${bottom + 19}" text-anchor="middle">${text}</text>`,
  )}<text class="axis-name" x="${width}" y="${bottom + 37}" text-anchor="end">${fitText(`${name}; logarithmic scale`, width)}</text></g>`;
}

/** `25 Nov 2026`. */
function shortDayOf(row: HistoryRow): string {
  const [day = '', month = '', year = ''] = dayOf(row).split(' ');
  return `${day} ${month.slice(0, 3)} ${year}`;
}

/** `20:31`. */
function timeOf({ analysedAt }: HistoryRow): string {
  return analysedAt.slice(11, 16);
}

function dayOf({ analysedAt }: HistoryRow): string {
  return formatDate(analysedAt.slice(0, 10));
}

function wordsOf(row: Drawable): string {
  const { arrUsd, customerName } = row;
  return printableLine(
    `${dayOf(row)}, ${customerName}: ${formatUsd(arrUsd.low)} to ${formatUsd(arrUsd.high)}, middle ${formatUsd(arrUsd.median)}`,
  );
}

function description(rows: readonly Drawable[]): string {
  const newest = rows.at(-1);
  const last = newest === undefined ? '' : ` The latest: ${wordsOf(newest)}.`;
  return `${formatCount(rows.length, 'analysis', 'analyses')} on a logarithmic axis, from the first to the last.${last} The table has the same figures.`;
}
