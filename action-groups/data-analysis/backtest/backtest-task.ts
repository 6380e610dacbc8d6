import type { History } from '../learning/example.ts';
import type { TrainOptions } from '../learning/predictor.ts';
import type { Scale } from './backtest.ts';

/** What is to be foretold from what. */
export interface BacktestTask {
  /** As it is asked for. */
  readonly target: string;
  /** Its name among the history's outcomes. */
  readonly outcome: string;
  readonly history: History;
  readonly scale: Scale;
  readonly training: Omit<TrainOptions, 'seed' | 'onProgress'>;
  /** The category that the group median goes by; null when there is none. */
  readonly groupColumn: string | null;
  readonly notes: readonly string[];
}
