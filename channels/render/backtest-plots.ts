import type { Backtest, Foretold } from '#action-groups/data-analysis/backtest/backtest.ts';
import { medianOf } from '#action-groups/data-analysis/backtest/measure.ts';
import { fromScale } from '#action-groups/data-analysis/backtest/scale.ts';
import { compact, percent } from './backtest-tables.ts';
import { html, type Markup } from './html.ts';
import { type NumberAxis, numberAxis } from './number-axis.ts';
import { numberColumn, type Table, textColumn } from './table.ts';

const SIZE = 520;
const LEFT = 64;
const BOTTOM = 48;
const TOP = 12;

/** More dots than this are not drawn: every so many-th is. */
const MOST_DOTS = 1_500;

/** Predicted against actual, a dot a test row, both on the scale; its table twin is {@link tenthsTable}. */
export function scatterPlot(backtest: Backtest, rows: readonly Foretold[]): Markup {
  const every = Math.ceil(rows.length / MOST_DOTS);
  const drawn = rows.filter((_, at) => at % every === 0);
  const values = drawn.flatMap(({ outcome, said }) => [outcome, said.blend[1]]);
  const label = (learned: number) => compact(fromScale(backtest.scale, learned));
  const x = numberAxis(values, LEFT, SIZE - TOP, backtest.scale);
  const y = numberAxis(values, SIZE - BOTTOM, TOP, backtest.scale);
  const dots = drawn.map(({ outcome, said }) => {
    const title = `predicted ${label(said.blend[1])}, actual ${label(outcome)}`;
    return html`<circle cx="${x.at(outcome)}" cy="${y.at(said.blend[1])}" r="2.5" fill-opacity="0.35"><title>${title}</title></circle>`;
  });
  const words = `${drawn.length.toLocaleString('en-US')} of ${rows.length.toLocaleString('en-US')} test rows. On the line the prediction was right; above it, it was too high.`;
  return plot(
    'scatter',
    'Predicted against actual',
    words,
    { x, y },
    ['actual', 'predicted'],
    [diagonal(x, y), html`${dots}`],
  );
}

/** What the scatter shows, in tenths of the rows in order of what was predicted. */
export function tenthsTable({ scale, target }: Backtest, rows: readonly Foretold[]): Table {
  const ordered = [...rows].sort((a, b) => a.said.blend[1] - b.said.blend[1]);
  const tenths = Array.from({ length: 10 }, (_, tenth) =>
    ordered.slice(Math.floor((tenth * ordered.length) / 10), Math.floor(((tenth + 1) * ordered.length) / 10)),
  ).filter((own) => own.length > 0);
  const value = (learned: number) => compact(fromScale(scale, learned));
  return {
    title: `Predicted and actual ${target}, the test rows in ten parts by what was predicted`,
    columns: [
      textColumn('part'),
      numberColumn('rows', 'count'),
      { ...textColumn('predicted, median'), align: 'right' },
      { ...textColumn('actual, median'), align: 'right' },
    ],
    rows: tenths.map((own, at) => [
      String(at + 1),
      own.length,
      value(medianOf(own.map(({ said }) => said.blend[1]))),
      value(medianOf(own.map(({ outcome }) => outcome))),
    ]),
  };
}

/** Nominal against observed percentiles with their binomial intervals. */
export function calibrationPlot({ calibration }: Backtest): Markup {
  const x = numberAxis([0, 1], LEFT, SIZE - TOP, 'share');
  const y = numberAxis([0, 1], SIZE - BOTTOM, TOP, 'share');
  const points = calibration.map(({ nominal, observed, low, high }) =>
    point(
      x.at(nominal),
      y,
      { observed, low, high },
      `${percent(nominal)} percentile: ${percent(observed)} at or below`,
    ),
  );
  const words = 'On the line as many outcomes lie below a percentile as it says.';
  return plot(
    'calibration',
    'Calibration',
    words,
    { x, y },
    ['percentile', 'outcomes at or below'],
    [diagonal(x, y), html`${points}`],
  );
}

/** The coverage of each month with its binomial interval, and the level it is to have. */
export function monthsPlot({ interval }: Backtest): Markup {
  const { byMonth, level } = interval;
  const step = (SIZE - TOP - LEFT) / Math.max(1, byMonth.length);
  const placeOf = (at: number) => Math.round((LEFT + (at + 0.5) * step) * 10) / 10;
  const labelled = Math.ceil(byMonth.length / 6);
  const x = {
    at: placeOf,
    ticks: byMonth.flatMap(({ month }, at) =>
      at % labelled === 0 ? [{ place: placeOf(at), label: month }] : [],
    ),
  };
  const y = numberAxis([0, 1], SIZE - BOTTOM, TOP, 'share');
  const points = byMonth.map(({ month, coverage, low, high }, at) =>
    point(placeOf(at), y, { observed: coverage, low, high }, `${month}: ${percent(coverage)} inside`),
  );
  const line = html`<line x1="${LEFT}" x2="${SIZE - TOP}" y1="${y.at(level)}" y2="${y.at(level)}" stroke="currentColor" stroke-dasharray="5 4"/>`;
  const words = `${byMonth.length} months; the broken line is the level that is to be held, ${percent(level)}.`;
  return plot('months', 'Coverage by month', words, { x, y }, ['month', 'inside'], [line, html`${points}`]);
}

function point(
  x: number,
  y: NumberAxis,
  { observed, low, high }: { readonly observed: number; readonly low: number; readonly high: number },
  words: string,
): Markup {
  return html`<g><title>${words}</title><line x1="${x}" x2="${x}" y1="${y.at(low)}" y2="${y.at(high)}" stroke="currentColor" stroke-opacity="0.5"/><circle cx="${x}" cy="${y.at(observed)}" r="3.5"/></g>`;
}

function diagonal(x: NumberAxis, y: NumberAxis): Markup {
  const [from, to] = [Math.max(x.low, y.low), Math.min(x.high, y.high)];
  return html`<line x1="${x.at(from)}" y1="${y.at(from)}" x2="${x.at(to)}" y2="${y.at(to)}" stroke="currentColor" stroke-dasharray="5 4"/>`;
}

function plot(
  id: string,
  title: string,
  words: string,
  axes: Readonly<Record<'x' | 'y', Pick<NumberAxis, 'ticks'>>>,
  [across, up]: readonly [string, string],
  marks: readonly Markup[],
): Markup {
  const bottom = SIZE - BOTTOM;
  const ticks = [
    ...axes.x.ticks.map(
      ({ place, label }) =>
        html`<line x1="${place}" x2="${place}" y1="${TOP}" y2="${bottom}" stroke="currentColor" stroke-opacity="0.12"/><text x="${place}" y="${bottom + 18}" text-anchor="middle">${label}</text>`,
    ),
    ...axes.y.ticks.map(
      ({ place, label }) =>
        html`<line x1="${LEFT}" x2="${SIZE - TOP}" y1="${place}" y2="${place}" stroke="currentColor" stroke-opacity="0.12"/><text x="${LEFT - 8}" y="${place + 4}" text-anchor="end">${label}</text>`,
    ),
  ];
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${words}</desc>
${ticks}
<text x="${SIZE - TOP}" y="${SIZE - 8}" text-anchor="end" font-weight="600">${across}</text>
<text x="${LEFT}" y="${SIZE - 8}" font-weight="600">upwards: ${up}</text>
${marks}
</svg>`;
}
