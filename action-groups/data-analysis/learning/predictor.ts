import { type BlendWeights, blended, fitBlend } from './blend.ts';
import type { Calibration } from './conformal.ts';
import { createEncode, type Encoded } from './encoder.ts';
import { type Example, type History, partOf } from './example.ts';
import {
  createGroupCalibration,
  type GroupCalibration,
  type GroupOf,
  type StoredCalibration,
} from './group-calibration.ts';
import {
  type FitOptions,
  fitLearners,
  type LearnerQuantiles,
  type Learners,
  learnerQuantiles,
} from './learners.ts';
import { createNeighbourIndex, type Neighbour } from './neighbours.ts';

/** Everything that foretells the quantities of a kind of example; plain data. */
export interface Predictor {
  readonly learners: Learners;
  /** By quantity. */
  readonly weights: Readonly<Record<string, BlendWeights>>;
  readonly calibration: Readonly<Record<string, StoredCalibration>>;
}

/** What is said of one example before calibration, by quantity. */
export interface Said {
  readonly neighbours: readonly Neighbour[];
  readonly targets: Readonly<Record<string, LearnerQuantiles>>;
}

/** Learners with their history at hand: says of any example what the days before it tell. */
export type Oracle = (example: Example) => Said;

export function createOracle(
  learners: Learners,
  { examples, outcomes }: Pick<History, 'examples' | 'outcomes'>,
): Oracle {
  const encode = createEncode(learners.encoder);
  const rows = examples.map(encode);
  const index = createNeighbourIndex(learners.similarity, rows);
  return (example) => {
    const encoded = encode(example);
    const end = firstFrom(rows, example.day);
    const neighbours = index.neighbours(encoded, end);
    const targets = Object.entries(outcomes).map(([name, values]) => [
      name,
      learnerQuantiles(learners, name, encoded, neighbours, (at) => values[at] ?? Number.NaN),
    ]);
    return { neighbours, targets: Object.fromEntries(targets) };
  };
}

/** The first row of `day` or later. */
function firstFrom(rows: readonly Encoded[], day: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.day ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface TrainOptions extends FitOptions {
  /** Which examples are calibrated together. */
  readonly groupOf: GroupOf;
  /** Examples as they would be with something not known, that calibrate such examples too. */
  readonly alsoAs?: (example: Example) => readonly Example[];
  readonly onProgress?: (done: string) => void;
}

/**
 * Fits on the earlier part of a history, learns the blend and the calibration from how the later part, from place
 * `cut` on, was foretold, and fits again on all with the choices made.
 */
export function trainPredictor(
  history: History,
  cut: number,
  options: TrainOptions,
): { readonly predictor: Predictor; readonly calibration: Readonly<Record<string, GroupCalibration>> } {
  const { onProgress = () => {} } = options;
  const earlier = fitLearners(partOf(history, 0, cut), options);
  onProgress('fitted on the earlier part');
  const oracle = createOracle(earlier, history);
  const foretold = history.examples.slice(cut).map((example, place) => ({
    example,
    at: cut + place,
    said: oracle(example),
    also: (options.alsoAs?.(example) ?? []).map((as) => ({ example: as, said: oracle(as) })),
  }));
  onProgress('foretold the later part');
  const weights: Record<string, BlendWeights> = {};
  const calibration: Record<string, GroupCalibration> = {};
  for (const [name, outcomes] of Object.entries(history.outcomes)) {
    const known = foretold.filter(({ at }) => !Number.isNaN(outcomes[at]));
    const saidOf = (said: Said) => said.targets[name] as LearnerQuantiles;
    const blend = fitBlend(
      known.map(({ said }) => saidOf(said)),
      known.map(({ at }) => outcomes[at] ?? 0),
    );
    const own = createGroupCalibration(options.groupOf);
    for (const { example, at, said, also } of known) {
      const outcome = outcomes[at] ?? 0;
      own.observe(example, blended(saidOf(said), blend), outcome);
      for (const as of also) own.observeInGroup(as.example, blended(saidOf(as.said), blend), outcome);
    }
    weights[name] = blend;
    calibration[name] = own;
  }
  const learners = fitLearners(history, { ...options, like: earlier });
  onProgress('fitted on all');
  const stored = Object.entries(calibration).map(([name, own]) => [name, own.last()]);
  return { predictor: { learners, weights, calibration: Object.fromEntries(stored) }, calibration };
}

export type { Calibration };
