import type { TrainingRow } from '#knowledge-base/projects/training-rows-parquet.ts';
import type { History } from '../learning/example.ts';
import { DEAL_FEATURES, GROUP_FEATURE } from '../prediction/project-example.ts';
import type { Target } from '../prediction/stored-predictor.ts';
import { historyOf, PROJECT_TRAINING, UNKNOWN_GROUP } from '../prediction/train-projects.ts';
import type { BacktestTask } from './backtest-task.ts';
import { refuseLaterColumns } from './known-later.ts';

/** What can be foretold of projects, as the command names it. */
export const PROJECT_TARGETS = {
  arr: 'arrUsd',
  mrr: 'mrrUsd',
  gap: 'gapDays',
  duration: 'durationMonths',
} as const satisfies Readonly<Record<string, Target>>;
export type ProjectTarget = keyof typeof PROJECT_TARGETS;

/** Won projects, in order of close date, as training sees them. @throws {BacktestError} */
export function projectTask(rows: readonly TrainingRow[], target: ProjectTarget): BacktestTask {
  refuseLaterColumns(DEAL_FEATURES);
  const outcome = PROJECT_TARGETS[target];
  const known = rows.filter((row) => row[outcome] !== null);
  return {
    target,
    outcome,
    history: only(historyOf(known), [outcome, PROJECT_TRAINING.primary]),
    scale: 'ln(1 + x)',
    training: PROJECT_TRAINING,
    groupColumn: GROUP_FEATURE,
    notes: [
      ...(known.length === rows.length
        ? []
        : [
            `${rows.length - known.length} of ${rows.length} won projects left out: ${outcome} is not known.`,
          ]),
      `Calibration rows of "${UNKNOWN_GROUP}" are mostly projects of known size taken as if it were not.`,
    ],
  };
}

/** Quantities learned apart: what is left out changes nothing of the rest. */
function only({ outcomes, ...history }: History, names: readonly string[]): History {
  return {
    ...history,
    outcomes: Object.fromEntries(Object.entries(outcomes).filter(([name]) => names.includes(name))),
  };
}
