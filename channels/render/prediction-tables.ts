import type { LearnedQuantity, PredictionModel } from '#action-groups/data-analysis/analysis.ts';
import { METRICS } from './quantity-words.ts';
import { type Cell, cellText, numberColumn, type Table, textColumn } from './table.ts';

const LEARNERS = {
  neighbours: 'Similar projects',
  ridge: 'Ridge regression',
  boostedTrees: 'Boosted trees',
} as const satisfies Record<keyof LearnedQuantity['learners'], string>;
const NAMES = ['neighbours', 'ridge', 'boostedTrees'] as const;

/** What each learner says of each quantity, and what it counts in the blend. */
export function learnersTable(prediction: PredictionModel): Table {
  return {
    title: 'Learners and their weights',
    columns: [
      textColumn('Measure'),
      textColumn('Learner'),
      numberColumn('Weight', 'share'),
      ...['Low', 'Middle', 'High'].map((name) => numberColumn(name, 'text')),
    ],
    rows: quantities(prediction).flatMap(({ name, learned, unit }) =>
      NAMES.map((learner): Cell[] => [
        name,
        LEARNERS[learner],
        learned.weights[learner],
        ...learned.learners[learner].map((value) => cellText(value, unit)),
      ]),
    ),
  };
}

/** By what the ends were moved, so that past ranges would have held what they say. */
export function calibrationTable(prediction: PredictionModel): Table {
  return {
    title: 'Calibration on past outcomes',
    columns: [
      textColumn('Measure'),
      numberColumn('Low end times', 'weight'),
      numberColumn('High end times', 'weight'),
      numberColumn('Outcomes', 'count'),
      textColumn('Of'),
    ],
    rows: quantities(prediction).map(({ name, learned: { calibration } }) => [
      name,
      calibration.lowFactor,
      calibration.highFactor,
      calibration.outcomes,
      calibration.group,
    ]),
  };
}

function quantities({ targets }: PredictionModel) {
  return METRICS.flatMap(({ key, name, unit }) =>
    key === 'launchMonth' ? [] : [{ name, unit, learned: targets[key] }],
  );
}
