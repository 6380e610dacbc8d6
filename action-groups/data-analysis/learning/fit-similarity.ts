import { pinball } from './blend.ts';
import { createCosines } from './cosines.ts';
import type { Encoded, Encoder } from './encoder.ts';
import type { Quantiles } from './learners.ts';
import { type Similarity, widened } from './neighbours.ts';

type Width = Pick<Similarity, 'halving' | 'halfLifeDays' | 'leastInEffect'>;

/**
 * How many are to count in effect, and by how much of its loss fewer have to foretell better: much before one or two
 * are enough, as where the same comes again and again.
 */
const LEASTS_IN_EFFECT = [
  { leastInEffect: 12, gain: 0 },
  { leastInEffect: 6, gain: 0.02 },
  { leastInEffect: 1, gain: 0.2 },
] as const;

/** Rows foretold, and rows they are foretold from, that learn the similarity: more change it little. */
const MOST_QUERIES = 150;
const MOST_ROWS = 4_000;

const WEIGHTS = [0, 0.1, 0.2, 0.4, 0.7, 1.2, 2] as const;
const HALVINGS = [0.04, 0.08, 0.15, 0.25, 0.4, 0.7] as const;
const HALF_LIVES = [180, 365, 730, 1460, null] as const;
const ROUNDS = 2;

/** Learns what makes examples alike: one weight after the other, by how well earlier rows foretell the latest. */
export function fitSimilarity(
  encoder: Encoder,
  rows: readonly Encoded[],
  outcomes: ArrayLike<number>,
): Similarity {
  const levels = encoder.levels.length;
  let weights = new Array<number>(levels + encoder.numberScales.length).fill(0.2);
  let width: Width = { halving: 0.15, halfLifeDays: null, leastInEffect: 1 };
  const trial = createTrial(rows, outcomes, levels, weights);
  if (trial !== null) {
    let bestLoss = trial.loss(width);
    const tryWidth = (candidate: Width) => {
      const loss = trial.loss(candidate);
      if (loss < bestLoss) [bestLoss, width] = [loss, candidate];
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const halving of HALVINGS) tryWidth({ ...width, halving });
      for (const at of weights.keys())
        for (const weight of WEIGHTS) {
          const before = weights[at] ?? 0;
          trial.move(at, weight - before);
          const loss = trial.loss(width);
          if (loss < bestLoss) [bestLoss, weights] = [loss, weights.with(at, weight)];
          else trial.move(at, before - weight);
        }
      for (const halfLifeDays of HALF_LIVES) tryWidth({ ...width, halfLifeDays });
    }
    width = widest(width, trial.loss);
  }
  return { levelWeights: weights.slice(0, levels), numberWeights: weights.slice(levels), ...width };
}

function widest(width: Width, lossOf: (width: Width) => number): Width {
  let [best, bestLoss] = [width, Number.POSITIVE_INFINITY];
  for (const { leastInEffect, gain } of LEASTS_IN_EFFECT) {
    const candidate = { ...width, leastInEffect };
    const loss = lossOf(candidate);
    if (loss < bestLoss * (1 - gain)) [best, bestLoss] = [candidate, loss];
  }
  return best;
}

/** Some of the latest rows, each with its likeness to earlier ones kept at hand, so that a weight moves it at little cost. */
function createTrial(
  rows: readonly Encoded[],
  outcomes: ArrayLike<number>,
  levels: number,
  weights: readonly number[],
) {
  const cut = Math.floor(rows.length * 0.75);
  if (cut < 30) return null;
  const from = Math.max(0, cut - MOST_ROWS);
  const step = Math.max(1, Math.floor((rows.length - cut) / MOST_QUERIES));
  const history = rows.slice(from, cut);
  const queries = rows.flatMap((row, at) => (at >= cut && (at - cut) % step === 0 ? [{ row, at }] : []));
  const add = createCosines(history);
  const tables = queries.map(({ row }) => {
    const scores = new Float64Array(history.length);
    add(row, scores);
    return { row, scores };
  });
  const parts = weights.map((_, at) => queries.map(({ row }) => sharedParts(row, history, at, levels)));
  const move = (at: number, by: number) => {
    if (by === 0) return;
    for (const [query, { places, shares }] of (parts[at] ?? []).entries()) {
      const { scores } = tables[query] as (typeof tables)[number];
      for (let index = 0; index < places.length; index += 1) {
        const place = places[index] as number;
        scores[place] = (scores[place] as number) + by * (shares[index] as number);
      }
    }
  };
  for (const [at, weight] of weights.entries()) move(at, weight);
  const days = Float64Array.from(history, ({ day }) => day);
  const earlier = Float64Array.from(history, (_, at) => outcomes[from + at] ?? 0);
  return {
    move,
    loss({ halving, halfLifeDays, leastInEffect }: Width): number {
      let loss = 0;
      for (const [place, { row, scores }] of tables.entries()) {
        const said = widened(leastInEffect, (wider) =>
          weightedRange(row.day, { days, outcomes: earlier, scores }, halving * wider, halfLifeDays),
        );
        loss += pinball(said.range, outcomes[queries[place]?.at ?? 0] ?? 0);
      }
      return loss / tables.length;
    },
  };
}

/** Less than this of 1 is nothing. */
const LEAST_SHARE = 1e-3;

/** Where a category (or, behind them, a number) makes rows alike, and how much of 1 it gives them. */
function sharedParts(
  row: Encoded,
  history: readonly Encoded[],
  at: number,
  levels: number,
): { readonly places: Int32Array; readonly shares: Float64Array } {
  const places: number[] = [];
  const shares: number[] = [];
  for (const [place, other] of history.entries()) {
    const share = sharedPart(row, other, at, levels);
    if (share < LEAST_SHARE) continue;
    places.push(place);
    shares.push(share);
  }
  return { places: Int32Array.from(places), shares: Float64Array.from(shares) };
}

function sharedPart(a: Encoded, b: Encoded, at: number, levels: number): number {
  if (at < levels) return a.levels[at] !== 0 && a.levels[at] === b.levels[at] ? 1 : 0;
  const distance = Math.abs((a.numbers[at - levels] ?? Number.NaN) - (b.numbers[at - levels] ?? Number.NaN));
  return Number.isNaN(distance) ? 0 : Math.exp(-2 * distance);
}

/** How far the 90th percentile of a normal distribution is from its middle, in deviations. */
const TENTH = 1.2815515655446004;

/**
 * The weighted mean, and ends as a bell curve of the outcomes' spread has them: too few neighbours have too little
 * spread, and lose by it. Quantiles proper would need the outcomes in order.
 */
function weightedRange(
  day: number,
  { days, outcomes, scores }: Readonly<Record<'days' | 'outcomes' | 'scores', Float64Array>>,
  halving: number,
  halfLifeDays: number | null,
): { readonly range: Quantiles; readonly inEffect: number } {
  let best = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at += 1)
    if ((scores[at] as number) > best) best = scores[at] as number;
  // A thousandth of the best weight changes nothing.
  const least = best - 10 * halving;
  const perScore = Math.LN2 / halving;
  const perDay = halfLifeDays === null ? 0 : Math.LN2 / halfLifeDays;
  let sum = 0;
  let squares = 0;
  let total = 0;
  let totalSquares = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] as number;
    if (score < least) continue;
    const weight = Math.exp((score - best) * perScore - (day - (days[at] as number)) * perDay);
    const outcome = outcomes[at] as number;
    sum += weight * outcome;
    squares += weight * outcome * outcome;
    total += weight;
    totalSquares += weight * weight;
  }
  if (total <= 0) return { range: [0, 0, 0], inEffect: 0 };
  const mean = sum / total;
  const reach = TENTH * Math.sqrt(Math.max(0, squares / total - mean * mean));
  return { range: [mean - reach, mean, mean + reach], inEffect: (total * total) / totalSquares };
}
