import { dateOfDay } from '#knowledge-base/projects/calendar-date.ts';
import { ROLLING } from '../learning/conformal.ts';
import { type Backtest, type Foretold, METHODS, type Method, type Scale, type Scores } from './backtest.ts';
import type { BacktestTask } from './backtest-task.ts';
import { calibrationTable } from './calibration-table.ts';
import { compareMethods } from './compare-methods.ts';
import { type ForetoldRows, foretell } from './foretell.ts';
import { groupBy } from './group-by.ts';
import { coverageOf, medianRatioOf, monthCoverage, scoresOf } from './measure.ts';
import { LEAST_GROUP_ROWS } from './medians.ts';

export interface BacktestOptions {
  readonly seed: number;
  readonly onProgress?: (done: string) => void;
}

/** How well the past would have been foretold, and the rows that say so. @throws {BacktestError} */
export function runBacktest(
  task: BacktestTask,
  { seed, onProgress = () => {} }: BacktestOptions,
): { readonly backtest: Backtest; readonly rows: readonly Foretold[] } {
  const foretold = foretell(task, { seed, onProgress });
  return { backtest: measured(task, foretold, seed), rows: foretold.rows };
}

function measured(task: BacktestTask, foretold: ForetoldRows, seed: number): Backtest {
  const { history, scale } = task;
  const { rows, cuts, weights } = foretold;
  const dateAt = (at: number) => dateOfDay(history.examples[at]?.day ?? 0);
  const { coverage, low, high } = coverageOf(rows);
  return {
    target: task.target,
    rows: { train: cuts.calibration, calibration: cuts.test - cuts.calibration, test: rows.length },
    methods: Object.fromEntries(
      METHODS.map((method) => [
        method,
        scoresOf(
          rows.map(({ said, outcome }) => ({ quantiles: said[method], outcome })),
          scale,
        ),
      ]),
    ) as Record<Method, Scores>,
    interval: {
      level: ROLLING.level,
      coverage,
      medianRatio: medianRatioOf(rows, scale),
      bySegment: segments(foretold, scale),
      low,
      high,
      pinball: scoresOf(
        rows.map(({ said, range, outcome }) => ({
          quantiles: [range.low, said.blend[1], range.high],
          outcome,
        })),
        scale,
      ).pinball,
      byMonth: monthCoverage(rows, scale),
    },
    calibration: calibrationTable(rows),
    comparisons: compareMethods(rows),
    scale,
    seed,
    period: {
      trainFrom: dateAt(0),
      calibrationFrom: dateAt(cuts.calibration),
      testFrom: dateAt(cuts.test),
      testTo: dateAt(history.examples.length - 1),
    },
    group: { column: task.groupColumn ?? 'none', leastRows: LEAST_GROUP_ROWS },
    weights,
    features: history.features,
    notes: [...task.notes, ...notesOn(task, foretold)],
  };
}

function segments(
  { rows, calibrationRows, calibratedAlone }: ForetoldRows,
  scale: Scale,
): Backtest['interval']['bySegment'] {
  const byName = [...groupBy(rows, ({ segment }) => segment)].sort(
    ([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1),
  );
  return Object.fromEntries(
    byName.map(([name, own]) => [
      name,
      {
        ...coverageOf(own),
        calibrationRows: calibrationRows[name] ?? 0,
        medianRatio: medianRatioOf(own, scale),
        calibratedAlone: calibratedAlone.has(name),
      },
    ]),
  );
}

function notesOn({ history }: BacktestTask, { cuts }: ForetoldRows): readonly string[] {
  const isCut = (at: number) => history.examples[at - 1]?.day === history.examples[at]?.day;
  return isCut(cuts.test)
    ? [
        `The test rows begin within a day (${dateOfDay(history.examples[cuts.test]?.day ?? 0)}): rows of that day are also among those learned from.`,
      ]
    : [];
}
