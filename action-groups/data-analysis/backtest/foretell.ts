import { dateOfDay } from '#knowledge-base/projects/calendar-date.ts';
import { type BlendWeights, blended } from '../learning/blend.ts';
import { type Example, partOf } from '../learning/example.ts';
import type { LearnerQuantiles, Quantiles } from '../learning/learners.ts';
import { createOracle, trainPredictor } from '../learning/predictor.ts';
import type { Foretold } from './backtest.ts';
import { BacktestError } from './backtest-error.ts';
import type { BacktestTask } from './backtest-task.ts';
import { groupBy } from './group-by.ts';
import { fitMedianBars } from './medians.ts';
import { leastOn } from './scale.ts';

/** Rows a backtest needs: fewer leave too little to fit, to calibrate and to test on. */
export const LEAST_ROWS = 50;

/** What examples without a group are shown as. */
export const NO_GROUP = 'not known';

export interface ForetoldRows {
  readonly rows: readonly Foretold[];
  readonly cuts: { readonly calibration: number; readonly test: number };
  readonly weights: BlendWeights;
  /** Outcomes of the calibration part, a number a segment; a row that is also taken as with less known counts there too. */
  readonly calibrationRows: Readonly<Record<string, number>>;
  readonly calibratedAlone: ReadonlySet<string>;
}

/**
 * Fits on the first 60 % of a history, learns blend and calibration from the next 20 %, fits again on the 80 %, and
 * foretells the last 20 % day by day, the calibration rolling on with the outcomes of the days before.
 * @throws {BacktestError} when there is too little to do so
 */
export function foretell(
  task: BacktestTask,
  { seed, onProgress }: { readonly seed: number; readonly onProgress: (done: string) => void },
): ForetoldRows {
  const { history, outcome: name, scale, training } = task;
  const outcomes = history.outcomes[name] ?? new Float64Array();
  const cuts = cutsOf(task, outcomes);
  const { predictor, calibration } = trainPredictor(partOf(history, 0, cuts.test), cuts.calibration, {
    ...training,
    seed,
    onProgress,
  });
  const weights = predictor.weights[name] as BlendWeights;
  const own = calibration[name] as NonNullable<(typeof calibration)[string]>;
  const groups = history.examples.map(groupNames(task));
  const bars = fitMedianBars(
    groups.slice(0, cuts.test).map((group, at) => ({ group, outcome: outcomes[at] ?? 0 })),
  );
  const oracle = createOracle(predictor.learners, history);
  const least = leastOn(scale);
  const rows: Foretold[] = [];
  for (let at = cuts.test; at < history.examples.length; at += 1) {
    const example = history.examples[at] as Example;
    const outcome = outcomes[at] ?? 0;
    const learners = oracle(example).targets[name] as LearnerQuantiles;
    const blend: Quantiles = blended(learners, weights);
    const { lower, upper } = own.at(example);
    rows.push({
      id: example.id,
      day: example.day,
      segment: training.groupOf(example) ?? NO_GROUP,
      outcome,
      said: { globalMedian: bars.all, groupMedian: bars.of(groups[at] ?? NO_GROUP), ...learners, blend },
      // As an analysis has it: an end that calibration would move past the middle stays there.
      range: {
        low: Math.min(blend[1], Math.max(least, blend[0] - lower)),
        high: Math.max(blend[1], blend[2] + upper),
      },
    });
    own.observe(example, blend, outcome);
    if (rows.length % PROGRESS_EVERY === 0)
      onProgress(`foretold ${rows.length} of ${history.examples.length - cuts.test} test rows`);
  }
  const calibrating = history.examples
    .slice(cuts.calibration, cuts.test)
    .flatMap((example) => [example, ...(training.alsoAs?.(example) ?? [])]);
  const calibrationRows = countBy(calibrating.map((each) => training.groupOf(each) ?? NO_GROUP));
  return {
    rows,
    cuts,
    weights,
    calibrationRows,
    calibratedAlone: new Set(Object.keys(predictor.calibration[name]?.groups ?? {})),
  };
}

const PROGRESS_EVERY = 1_000;

function cutsOf(
  { history: { examples }, notes }: BacktestTask,
  outcomes: Float64Array,
): ForetoldRows['cuts'] {
  const count = examples.length;
  if (count < LEAST_ROWS)
    throw new BacktestError(
      'too-few-rows',
      [`${count} rows can be used: a backtest needs at least ${LEAST_ROWS}.`, ...notes].join(' '),
    );
  const first = outcomes[0];
  if (outcomes.every((outcome) => outcome === first))
    throw new BacktestError(
      'constant-target',
      'The target is the same in every row: there is nothing to foretell.',
    );
  const cuts = { calibration: Math.floor(count * 0.6), test: Math.floor(count * 0.8) };
  const dayAt = (at: number) => examples[at]?.day ?? 0;
  if (dayAt(0) === dayAt(cuts.calibration) || dayAt(cuts.calibration) === dayAt(count - 1))
    throw new BacktestError(
      'no-order-of-time',
      `Rows have to be put in order of time, and too many have the same date (${dateOfDay(dayAt(cuts.calibration))}).`,
    );
  return cuts;
}

function groupNames({ groupColumn, history }: BacktestTask): (example: Example) => string {
  const at = groupColumn === null ? -1 : history.features.categories.indexOf(groupColumn);
  return ({ categories }) => categories[at] ?? NO_GROUP;
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...groupBy(names, (name) => name)].map(([name, own]) => [name, own.length]));
}
