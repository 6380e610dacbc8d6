import { type LearnerName, type LearnerQuantiles, PROBABILITIES, type Quantiles } from './learners.ts';

/** What each learner counts in the blend; of 1 together. */
export type BlendWeights = Readonly<Record<LearnerName, number>>;

const STEPS = 20;

/** More rows than this change the weights little. */
const MOST_ROWS = 1_500;

/** A blend must be better than the equal one by so much of its loss to be taken: few rows say little. */
const LEAST_GAIN = 0.002;

/** The weights by which calibration rows are foretold best, by the pinball loss of the three quantiles. */
export function fitBlend(
  predictions: readonly LearnerQuantiles[],
  outcomes: ArrayLike<number>,
): BlendWeights {
  const every = Math.ceil(predictions.length / MOST_ROWS);
  const rows = predictions.flatMap((prediction, at) =>
    at % every === 0 ? [{ prediction, outcome: outcomes[at] ?? 0 }] : [],
  );
  const equal = weightsOf(1 / 3, 1 / 3);
  let best = equal;
  let bestLoss = blendLoss(rows, equal) * (1 - LEAST_GAIN);
  for (let first = 0; first <= STEPS; first += 1)
    for (let second = 0; second <= STEPS - first; second += 1) {
      const weights = weightsOf(first / STEPS, second / STEPS);
      const loss = blendLoss(rows, weights);
      if (loss >= bestLoss) continue;
      bestLoss = loss;
      best = weights;
    }
  return best;
}

export function blended(prediction: LearnerQuantiles, weights: BlendWeights): Quantiles {
  const mix = (at: 0 | 1 | 2) =>
    weights.neighbours * prediction.neighbours[at] +
    weights.ridge * prediction.ridge[at] +
    weights.boostedTrees * prediction.boostedTrees[at];
  return [mix(0), mix(1), mix(2)];
}

function blendLoss(
  rows: readonly { readonly prediction: LearnerQuantiles; readonly outcome: number }[],
  weights: BlendWeights,
): number {
  let loss = 0;
  for (const { prediction, outcome } of rows) loss += pinball(blended(prediction, weights), outcome);
  return loss;
}

/** The loss of three quantiles, averaged: 0 for a certain prediction that is right. */
export function pinball(quantiles: Quantiles, outcome: number): number {
  let loss = 0;
  for (const [at, probability] of PROBABILITIES.entries()) {
    const over = outcome - (quantiles[at] ?? 0);
    loss += over >= 0 ? probability * over : (probability - 1) * over;
  }
  return loss / PROBABILITIES.length;
}

function weightsOf(neighbours: number, ridge: number): BlendWeights {
  return { neighbours, ridge, boostedTrees: Math.max(0, 1 - neighbours - ridge) };
}
