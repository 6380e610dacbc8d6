import type { Backtest, Comparison, Method } from '#action-groups/data-analysis/backtest/backtest.ts';
import { METHODS } from '#action-groups/data-analysis/backtest/backtest.ts';
import { type Cell, numberColumn, type Table, textColumn } from './table.ts';

/** What the methods are called where people read. */
export const METHOD_NAMES: Readonly<Record<Method, string>> = {
  globalMedian: 'global median',
  groupMedian: 'group median',
  neighbours: 'neighbours',
  ridge: 'straight line',
  boostedTrees: 'boosted trees',
  blend: 'blend',
};

/** `78.9 %`: a tenth of a percent matters here. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** `12.4×`; null where there is no ratio. */
export function times(ratio: number | null): Cell {
  return ratio === null
    ? null
    : `${ratio < 100 ? ratio.toFixed(1) : Math.round(ratio).toLocaleString('en-US')}×`;
}

/** `1.21M`, `0.042`: three figures of any unit. */
export function compact(value: number): string {
  return value.toLocaleString('en-US', { notation: 'compact', maximumSignificantDigits: 3 });
}

function right(name: string) {
  return { ...textColumn(name), align: 'right' } as const;
}

export function methodsTable({ methods, rows, target }: Backtest): Table {
  return {
    title: `How near each method comes to ${target}, ${rows.test.toLocaleString('en-US')} test rows`,
    columns: [
      textColumn('method'),
      numberColumn('MAElog', 'weight'),
      right('median APE'),
      right('within 2×'),
      numberColumn('pinball', 'weight'),
    ],
    rows: METHODS.map((method) => {
      const { maeLog, medianApe, within2x, pinball } = methods[method];
      return [
        METHOD_NAMES[method],
        maeLog,
        medianApe === null ? null : percent(medianApe),
        percent(within2x),
        pinball,
      ];
    }),
  };
}

export function coverageTable({ interval, rows }: Backtest): Table {
  const { bySegment, coverage, low, high, medianRatio } = interval;
  return {
    title: `How often the ${percent(interval.level)} interval holds the outcome`,
    columns: [
      textColumn('segment'),
      numberColumn('test rows', 'count'),
      right('inside'),
      right('95 % binomial'),
      right('high / low'),
      numberColumn('calibration rows', 'count'),
      textColumn('calibrated'),
    ],
    rows: [
      ['all', rows.test, percent(coverage), span(low, high), times(medianRatio), rows.calibration, ''],
      ...Object.entries(bySegment).map(([name, own]) => [
        name,
        own.rows,
        percent(own.coverage),
        span(own.low, own.high),
        times(own.medianRatio),
        own.calibrationRows,
        own.calibratedAlone ? 'alone' : 'with all',
      ]),
    ],
  };
}

export function calibrationPointsTable({ calibration }: Backtest): Table {
  return {
    title: 'Of the outcomes, how many lie at or below a predicted percentile',
    columns: [
      textColumn('percentile'),
      right('outcomes at or below'),
      right('95 % binomial'),
      textColumn('percentile is'),
    ],
    rows: calibration.map(({ nominal, observed, low, high, interpolated }) => [
      percent(nominal),
      percent(observed),
      span(low, high),
      interpolated ? 'interpolated' : 'predicted',
    ]),
  };
}

export function monthsTable({ interval }: Backtest): Table {
  return {
    title: 'Coverage by month',
    columns: [
      { ...textColumn('month'), unit: 'month' },
      numberColumn('test rows', 'count'),
      right('inside'),
      right('95 % binomial'),
      right('high / low'),
    ],
    rows: interval.byMonth.map(({ month, rows, coverage, low, high, medianRatio }) => [
      month,
      rows,
      percent(coverage),
      span(low, high),
      times(medianRatio),
    ]),
  };
}

/** A row a method: by how much its mean distance differs from that of the method above. */
export function comparisonsTable({ comparisons }: Backtest): Table {
  const cellOf = (method: Method, against: Method): Cell => {
    const found = comparisons.find((each) => each.method === method && each.against === against);
    return found === undefined ? '·' : verdictWords(found);
  };
  return {
    title: 'Who beats whom: difference of the mean distances, row − column',
    columns: [textColumn('method'), ...METHODS.map((method) => right(METHOD_NAMES[method]))],
    rows: METHODS.map((method) => [
      METHOD_NAMES[method],
      ...METHODS.map((against) => cellOf(method, against)),
    ]),
  };
}

/** The blend against each other method. */
export function blendComparisonsTable({ comparisons }: Backtest): Table {
  return {
    title: 'The blend against each: difference of the mean distances',
    columns: [textColumn('against'), right('difference'), right('95 % interval'), textColumn('the blend is')],
    rows: comparisons
      .filter(({ method }) => method === 'blend')
      .map(({ against, difference, low, high, verdict }) => [
        METHOD_NAMES[against],
        signed(difference),
        Number.isFinite(low) ? `${signed(low)} to ${signed(high)}` : null,
        verdict,
      ]),
  };
}

function verdictWords({ difference, low, high, verdict }: Comparison): string {
  if (!Number.isFinite(low)) return signed(difference);
  return `${signed(difference)} (${signed(low)} to ${signed(high)}), ${verdict}`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function span(low: number, high: number): string {
  return `${(low * 100).toFixed(1)} to ${percent(high)}`;
}
