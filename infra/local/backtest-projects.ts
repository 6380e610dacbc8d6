import { PROJECT_TARGETS, type ProjectTarget } from '#action-groups/data-analysis/backtest/project-task.ts';
import { runProjectBacktest } from '#action-groups/data-analysis/backtest/run-project-backtest.ts';
import { createFileDataVersions } from '#knowledge-base/projects/file-data-versions.ts';
import { readTrainingRows } from '#knowledge-base/projects/training-rows-parquet.ts';
import type { BacktestRun } from './backtest-table.ts';

export interface BacktestProjectsOptions {
  readonly dataDir: string;
  readonly target: ProjectTarget;
  readonly seed: number;
  readonly onProgress: (message: string) => void;
}

/** Tries one quantity of the current projects of a data folder. */
export async function backtestProjects(options: BacktestProjectsOptions): Promise<BacktestRun> {
  const { dataDir, target, seed, onProgress } = options;
  const { dataVersion, sample } = await createFileDataVersions({ dir: dataDir }).current();
  onProgress('reading the projects …');
  const rows = await readTrainingRows({ dataDir, dataVersion });
  const source = `${sample ? 'Sample projects' : 'Projects'}, data version ${dataVersion}`;
  return { ...runProjectBacktest(rows, target, { seed, onProgress }), source };
}

/** @throws {RangeError} for what is not foretold of projects */
export function projectTarget(name: string): ProjectTarget {
  if (Object.hasOwn(PROJECT_TARGETS, name)) return name as ProjectTarget;
  throw new RangeError(`--target ${name}: ${Object.keys(PROJECT_TARGETS).join(', ')}`);
}
