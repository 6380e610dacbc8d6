import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import { weightedQuantiles } from '../weighted-quantile.ts';
import { type BoostedTrees, fitBoostedTrees, predictBoostedTrees, quantileOf } from './boosted-trees.ts';
import { createEncode, type Encoded, type Encoder, fitEncoder } from './encoder.ts';
import type { History } from './example.ts';
import { fitSimilarity } from './fit-similarity.ts';
import type { Neighbour, Similarity } from './neighbours.ts';
import { fitRidge, predictRidge, type Ridge } from './ridge.ts';
import { fitTreeFeatures, type TreeFeatures, treeBins } from './tree-features.ts';

/** The 10th, 50th and 90th percentile. */
export type Quantiles = readonly [low: number, median: number, high: number];
export const PROBABILITIES: Quantiles = [0.1, 0.5, 0.9];

export const LEARNER_NAMES = ['neighbours', 'ridge', 'boostedTrees'] as const;
export type LearnerName = (typeof LEARNER_NAMES)[number];

/** Two of the learners, fitted for one quantity; the third is the similarity, which is one for all of them. */
export interface TargetLearners {
  readonly ridge: Ridge;
  /** Quantiles of what the straight line missed rows by that it had not seen. */
  readonly ridgeMisses: Quantiles;
  readonly treeFeatures: TreeFeatures;
  /** One for each of {@link PROBABILITIES}. */
  readonly trees: readonly BoostedTrees[];
  /** Rows that the trees learned from: the latest where there are many. */
  readonly treeRows: number;
}

/** All learners of a history; plain data, so it can be stored. */
export interface Learners {
  readonly encoder: Encoder;
  readonly similarity: Similarity;
  readonly targets: Readonly<Record<string, TargetLearners>>;
}

export interface FitOptions {
  readonly seed: number;
  /** The quantity by which likeness is learned. */
  readonly primary: string;
  /** Choices are taken over from these learners instead of being made again. */
  readonly like?: Learners;
  /**
   * Of each category such a share is hidden from the straight line and the trees while they learn, so that they
   * know what to say where it is not known.
   */
  readonly hiddenShare?: number;
  readonly mostTreeRows?: number;
}

/** Trees learn from at most so many rows, the latest. */
export const MOST_TREE_ROWS = 8_000;

export function fitLearners(history: History, options: FitOptions): Learners {
  const { features, examples, outcomes } = history;
  const encoder = fitEncoder(examples, features);
  const rows = examples.map(createEncode(encoder));
  const known = (name: string) => knownRows(rows, outcomes[name] ?? new Float64Array());
  const primary = known(options.primary);
  const similarity = options.like?.similarity ?? fitSimilarity(encoder, primary.rows, primary.outcomes);
  const partly = hide(rows, options);
  return {
    encoder,
    similarity,
    targets: Object.fromEntries(
      Object.entries(outcomes).map(([name, values]) => {
        const of = knownRows(partly, values);
        return [name, fitTarget(encoder, of.rows, of.outcomes, options, options.like?.targets[name])];
      }),
    ),
  };
}

function knownRows(
  rows: readonly Encoded[],
  outcomes: Float64Array,
): { rows: readonly Encoded[]; outcomes: Float64Array } {
  if (!outcomes.some(Number.isNaN)) return { rows, outcomes };
  const places = rows.flatMap((_, at) => (Number.isNaN(outcomes[at]) ? [] : [at]));
  return {
    rows: places.map((at) => rows[at] as Encoded),
    outcomes: Float64Array.from(places, (at) => outcomes[at] as number),
  };
}

function hide(rows: readonly Encoded[], { hiddenShare = 0, seed }: FitOptions): readonly Encoded[] {
  if (hiddenShare === 0) return rows;
  const random = createRandom(seed, 1);
  return rows.map((row) => ({
    ...row,
    levels: row.levels.map((level) => (random.chance(hiddenShare) ? 0 : level)),
  }));
}

function fitTarget(
  encoder: Encoder,
  rows: readonly Encoded[],
  outcomes: Float64Array,
  options: FitOptions,
  like: TargetLearners | undefined,
): TargetLearners {
  const ridge = fitRidge(encoder, rows, outcomes, like?.ridge.penalty);
  const unseen = unseenPredictions(encoder, rows, outcomes, ridge.penalty);
  const from = Math.max(0, rows.length - (options.mostTreeRows ?? MOST_TREE_ROWS));
  const later = outcomes.subarray(from);
  const { features, binned } = fitTreeFeatures(encoder, rows.slice(from), later, unseen.subarray(from));
  return {
    ridge,
    ridgeMisses: quantilesOf(unseen.map((predicted, at) => (outcomes[at] ?? 0) - predicted)),
    treeFeatures: features,
    trees: PROBABILITIES.map((probability, at) => {
      const trees = like?.trees[at]?.trees.length;
      return fitBoostedTrees(binned, later, probability, {
        ...BOOSTING,
        ...(trees === undefined ? {} : { trees }),
        seed: options.seed,
        leastInLeaf: Math.max(8, Math.min(40, Math.round(binned.rows / 60))),
      });
    }),
    treeRows: binned.rows,
  };
}

const BOOSTING = { mostTrees: 120, learningRate: 0.1, depth: 4, rowShare: 0.5, featureShare: 0.4 } as const;

const FOLDS = 3;

/** What the straight line says of each row when it is fitted without the row's stretch of time. */
function unseenPredictions(
  encoder: Encoder,
  rows: readonly Encoded[],
  outcomes: Float64Array,
  penalty: number,
): Float64Array {
  const predicted = new Float64Array(rows.length);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const from = Math.floor((fold * rows.length) / FOLDS);
    const to = Math.floor(((fold + 1) * rows.length) / FOLDS);
    const others = [...rows.slice(0, from), ...rows.slice(to)];
    const theirs = Float64Array.from([...outcomes.subarray(0, from), ...outcomes.subarray(to)]);
    const ridge = fitRidge(encoder, others, theirs, penalty);
    for (let row = from; row < to; row += 1)
      predicted[row] = predictRidge(encoder, ridge, rows[row] as Encoded);
  }
  return predicted;
}

function quantilesOf(values: Float64Array): Quantiles {
  return PROBABILITIES.map((probability) => quantileOf(values, probability)) as unknown as Quantiles;
}

/** What each learner says of one quantity, on the learned scale. */
export type LearnerQuantiles = Readonly<Record<LearnerName, Quantiles>>;

/**
 * What the learners of a quantity say. `outcomeOf` gives what came of a neighbour, NaN where it is not known;
 * without any that is known, the straight line stands in for the neighbours.
 */
export function learnerQuantiles(
  { encoder, targets }: Learners,
  target: string,
  example: Encoded,
  neighbours: readonly Neighbour[],
  outcomeOf: (at: number) => number,
): LearnerQuantiles {
  const fitted = targets[target];
  if (fitted === undefined) throw new RangeError(`nothing was learned of ${target}`);
  const linear = predictRidge(encoder, fitted.ridge, example);
  const bins = treeBins(fitted.treeFeatures, example, linear);
  const ridge = fitted.ridgeMisses.map((miss) => linear + miss) as unknown as Quantiles;
  const sample = neighbours
    .map(({ at, weight }) => ({ value: outcomeOf(at), weight }))
    .filter(({ value }) => !Number.isNaN(value));
  return {
    neighbours:
      sample.length === 0
        ? ridge
        : (weightedQuantiles(sample, PROBABILITIES, 'linear') as unknown as Quantiles),
    ridge,
    boostedTrees: inOrder(fitted.trees.map((trees) => predictBoostedTrees(trees, bins))),
  };
}

/** Quantiles learned apart may cross; in order they are no worse. */
function inOrder(values: readonly number[]): Quantiles {
  return [...values].sort((a, b) => a - b) as unknown as Quantiles;
}
