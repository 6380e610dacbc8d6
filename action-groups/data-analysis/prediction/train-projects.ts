import { dateOfDay, dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import type { TrainingRow } from '#knowledge-base/projects/training-rows-parquet.ts';
import { quantileOf } from '../learning/boosted-trees.ts';
import type { Example, History } from '../learning/example.ts';
import { trainPredictor } from '../learning/predictor.ts';
import { addMonths } from '../predict-metrics.ts';
import { DEAL_FEATURES, dealExample, GROUP_FEATURE } from './project-example.ts';
import {
  type Closings,
  type GroupMedian,
  type GroupMedians,
  learnedScale,
  PREDICTOR_FORMAT,
  type StoredPredictor,
  TARGETS,
  type Target,
} from './stored-predictor.ts';

/** Fewer projects teach nothing. */
export const LEAST_TRAINING_ROWS = 60;

/** The later part of the history, by which blend and calibration are learned: this share, at most so many. */
const CALIBRATION_SHARE = 0.2;
const MOST_CALIBRATION_ROWS = 3_000;

export interface TrainProjectsOptions {
  /** In any order: they are put in order of close date and id. */
  readonly rows: readonly TrainingRow[];
  readonly dataVersion: string;
  readonly seed: number;
  readonly learnedFrom?: StoredPredictor['learnedFrom'];
  readonly onProgress?: (done: string) => void;
}

/** Learns all quantities from past projects; undefined when there are too few. */
export function trainProjects(options: TrainProjectsOptions): StoredPredictor | undefined {
  const { dataVersion, seed, onProgress, learnedFrom = 'organisation' } = options;
  const rows = [...options.rows].sort(byCloseDate);
  if (rows.length < LEAST_TRAINING_ROWS) return undefined;
  const history = historyOf(rows);
  const cut = rows.length - Math.min(MOST_CALIBRATION_ROWS, Math.floor(rows.length * CALIBRATION_SHARE));
  const { predictor } = trainPredictor(history, cut, {
    ...PROJECT_TRAINING,
    seed,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return {
    format: PREDICTOR_FORMAT,
    dataVersion,
    learnedFrom,
    rows: rows.length,
    throughDate: rows.at(-1)?.closeDate ?? '',
    seed,
    predictor,
    closings: closingsOf(rows),
    medians: Object.fromEntries(TARGETS.map((target) => [target, mediansOf(rows, target)])) as Record<
      Target,
      GroupMedians
    >,
  };
}

function closingsOf(rows: readonly TrainingRow[]): Closings {
  const counts = new Map<string, number>();
  for (const { closeDate } of rows)
    counts.set(closeDate.slice(0, 7), (counts.get(closeDate.slice(0, 7)) ?? 0) + 1);
  const last = rows.at(-1)?.closeDate.slice(0, 7) ?? '';
  const closings: Record<string, number> = {};
  let month = rows[0]?.closeDate.slice(0, 7) ?? '';
  while (month <= last) {
    closings[month] = counts.get(month) ?? 0;
    month = dateOfDay(addMonths(dayNumber(`${month}-01`), 1)).slice(0, 7);
  }
  return closings;
}

function byCloseDate(a: TrainingRow, b: TrainingRow): number {
  if (a.closeDate !== b.closeDate) return a.closeDate < b.closeDate ? -1 : 1;
  return a.opportunityId < b.opportunityId ? -1 : 1;
}

/** Projects as examples with their outcomes, in order of close date. */
export function historyOf(rows: readonly TrainingRow[]): History {
  return {
    features: DEAL_FEATURES,
    examples: rows.map((row) => dealExample({ ...row, id: row.opportunityId })),
    outcomes: Object.fromEntries(
      TARGETS.map((target) => [
        target,
        Float64Array.from(rows, (row) => {
          const value = row[target];
          return value === null ? Number.NaN : learnedScale(value);
        }),
      ]),
    ),
  };
}

const GROUP_AT = DEAL_FEATURES.categories.indexOf(GROUP_FEATURE);

/** Examples whose size is not known are a group of their own: their ranges are wider. */
export const UNKNOWN_GROUP = 'not known';

export function groupOf({ categories }: Example): string {
  return categories[GROUP_AT] ?? UNKNOWN_GROUP;
}

/** What training on projects always is. */
export const PROJECT_TRAINING = {
  primary: 'arrUsd',
  groupOf,
  hiddenShare: 0.15,
  /** A seller often does not say how large the customer is. */
  alsoAs: (example: Example): readonly Example[] =>
    example.categories[GROUP_AT] === null || example.day % 3 !== 0
      ? []
      : [{ ...example, categories: example.categories.with(GROUP_AT, null) }],
} as const;

function mediansOf(rows: readonly TrainingRow[], target: Target): GroupMedians {
  const values = new Map<string, number[]>();
  const all: number[] = [];
  for (const row of rows) {
    const value = row[target];
    if (value === null) continue;
    all.push(value);
    const group = row.customerSegment ?? UNKNOWN_GROUP;
    const own = values.get(group);
    if (own === undefined) values.set(group, [value]);
    else own.push(value);
  }
  return {
    all: medianOf(all),
    groups: Object.fromEntries([...values].map(([group, own]) => [group, medianOf(own)])),
  };
}

function medianOf(values: readonly number[]): GroupMedian {
  return { median: quantileOf(Float64Array.from(values), 0.5), projects: values.length };
}
