import type { TrainingRow } from '#knowledge-base/projects/training-rows-parquet.ts';
import { foretell } from './foretell.ts';
import { launchCoverage } from './launch-coverage.ts';
import { type ProjectTarget, projectTask } from './project-task.ts';
import { type BacktestOptions, runBacktest } from './run-backtest.ts';

/** {@link runBacktest} of projects; with the duration comes the launch month, for which the gap is foretold too. */
export function runProjectBacktest(
  rows: readonly TrainingRow[],
  target: ProjectTarget,
  options: BacktestOptions,
): ReturnType<typeof runBacktest> {
  const run = runBacktest(projectTask(rows, target), options);
  if (target !== 'duration') return run;
  const { onProgress = () => {}, seed } = options;
  onProgress('the gap, for the launch month …');
  const launchMonth = launchCoverage(foretell(projectTask(rows, 'gap'), { seed, onProgress }).rows, run.rows);
  return launchMonth === undefined ? run : { ...run, backtest: { ...run.backtest, launchMonth } };
}
