import { effectiveSample } from '../weighted-quantile.ts';
import { pinball } from './blend.ts';
import type { Encoded, Encoder } from './encoder.ts';
import type { Quantiles } from './learners.ts';

/** What makes two examples alike, learned from a history; plain data. */
export interface Similarity {
  /** What the same level of a category counts, beside 1 for the same words. */
  readonly levelWeights: readonly number[];
  /** What equal numbers count; it falls with their distance in deviations. */
  readonly numberWeights: readonly number[];
  /** So much less alike than the most alike, and an example weighs half. */
  readonly halving: number;
  /** So many days older, and an example weighs half; null when age does not matter. */
  readonly halfLifeDays: number | null;
  /** Where fewer than this count in effect, it is looked more widely ({@link WIDENINGS}). */
  readonly leastInEffect: number;
}

type Width = Pick<Similarity, 'halving' | 'halfLifeDays' | 'leastInEffect'>;

export const MOST_NEIGHBOURS = 200;

/** How alike two examples are: the cosine of their words, and what they share otherwise. */
export function likeness(similarity: Similarity, a: Encoded, b: Encoded): number {
  return cosine(a, b) + shared(similarity, a, b);
}

function cosine(a: Encoded, b: Encoded): number {
  let sum = 0;
  let at = 0;
  for (let place = 0; place < a.words.length; place += 1) {
    const word = a.words[place] ?? 0;
    while (at < b.words.length && (b.words[at] ?? 0) < word) at += 1;
    if (at < b.words.length && b.words[at] === word) sum += (a.weights[place] ?? 0) * (b.weights[at] ?? 0);
  }
  return sum;
}

function shared({ levelWeights, numberWeights }: Similarity, a: Encoded, b: Encoded): number {
  let sum = 0;
  for (let at = 0; at < levelWeights.length; at += 1)
    if (a.levels[at] !== 0 && a.levels[at] === b.levels[at]) sum += levelWeights[at] ?? 0;
  for (let at = 0; at < numberWeights.length; at += 1) {
    const distance = Math.abs((a.numbers[at] ?? Number.NaN) - (b.numbers[at] ?? Number.NaN));
    if (!Number.isNaN(distance)) sum += (numberWeights[at] ?? 0) * Math.exp(-2 * distance);
  }
  return sum;
}

export interface Neighbour {
  /** Its place in the history. */
  readonly at: number;
  /** Of 1 together. */
  readonly weight: number;
}

/** The most alike examples with their weights, most alike first; ties fall to the later example. */
export function neighboursAmong(
  similarity: Similarity,
  example: Encoded,
  history: readonly Encoded[],
  candidates: Iterable<number>,
  most: number = MOST_NEIGHBOURS,
): readonly Neighbour[] {
  const found: { at: number; alike: number }[] = [];
  for (const at of candidates) {
    const other = history[at];
    if (other !== undefined) found.push({ at, alike: likeness(similarity, example, other) });
  }
  found.sort(mostAlikeFirst);
  return weighed(similarity, example, history, found.slice(0, most));
}

function mostAlikeFirst(a: { at: number; alike: number }, b: { at: number; alike: number }): number {
  return b.alike - a.alike || b.at - a.at;
}

function weighed(
  { halving, halfLifeDays, leastInEffect }: Similarity,
  example: Encoded,
  history: readonly Encoded[],
  found: readonly { readonly at: number; readonly alike: number }[],
): readonly Neighbour[] {
  const best = found[0]?.alike ?? 0;
  const { raw } = widened(leastInEffect, (wider) => {
    const weights = found.map(({ at, alike }) => {
      const age =
        halfLifeDays === null ? 0 : Math.max(0, example.day - (history[at]?.day ?? 0)) / halfLifeDays;
      return 2 ** ((alike - best) / (halving * wider) - age);
    });
    return { raw: weights, inEffect: effectiveSample(weights) };
  });
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return found.map(({ at }, place) => ({
    at,
    weight: total > 0 ? (raw[place] ?? 0) / total : 1 / found.length,
  }));
}

/** Where only few are so alike that they count, it is looked so many times as widely, until enough count in effect. */
export const WIDENINGS = [1, 2, 4, 8] as const;

/** The narrowest look at which as many as asked count in effect, or the widest. */
function widened<Look extends { readonly inEffect: number }>(
  leastInEffect: number,
  look: (wider: number) => Look,
): Look {
  let found = look(WIDENINGS[0]);
  for (const wider of WIDENINGS.slice(1)) {
    if (found.inEffect >= leastInEffect) break;
    found = look(wider);
  }
  return found;
}

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
  const move = (at: number, by: number) => {
    if (by === 0) return;
    for (const { row, scores } of tables)
      for (let place = 0; place < scores.length; place += 1)
        scores[place] =
          (scores[place] as number) + by * sharedPart(row, history[place] as Encoded, at, levels);
  };
  for (const [at, weight] of weights.entries()) move(at, weight);
  const outcomeOf = (at: number) => outcomes[from + at] ?? 0;
  return {
    move,
    loss({ halving, halfLifeDays, leastInEffect }: Width): number {
      let loss = 0;
      for (const [place, { row, scores }] of tables.entries()) {
        const said = widened(leastInEffect, (wider) =>
          weightedRange(row, history, scores, halving * wider, halfLifeDays, outcomeOf),
        );
        loss += pinball(said.range, outcomes[queries[place]?.at ?? 0] ?? 0);
      }
      return loss / tables.length;
    },
  };
}

/** What a category (or, behind them, a number) gives of 1 when two examples are alike in it. */
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
  row: Encoded,
  history: readonly Encoded[],
  scores: Float64Array,
  halving: number,
  halfLifeDays: number | null,
  outcomeOf: (at: number) => number,
): { readonly range: Quantiles; readonly inEffect: number } {
  let best = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > best) best = score;
  // A thousandth of the best weight changes nothing.
  const least = best - 10 * halving;
  let sum = 0;
  let squares = 0;
  let total = 0;
  let totalSquares = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] as number;
    if (score < least) continue;
    const age = halfLifeDays === null ? 0 : (row.day - (history[at]?.day ?? 0)) / halfLifeDays;
    const weight = 2 ** ((score - best) / halving - age);
    const outcome = outcomeOf(at);
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

/** Adds the cosines of an example with all rows before `end`, by lists of the rows that have each word. */
function createCosines(rows: readonly Encoded[]) {
  const lists = new Map<number, { readonly places: number[]; readonly weights: number[] }>();
  for (const [place, { words, weights }] of rows.entries())
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at] as number;
      const list = lists.get(word) ?? { places: [], weights: [] };
      lists.set(word, list);
      list.places.push(place);
      list.weights.push(weights[at] as number);
    }
  return (example: Encoded, scores: Float64Array, end: number = scores.length) => {
    for (let at = 0; at < example.words.length; at += 1) {
      const list = lists.get(example.words[at] as number);
      if (list === undefined) continue;
      const weight = example.weights[at] as number;
      const { places, weights } = list;
      for (let index = 0; index < places.length; index += 1) {
        const place = places[index] as number;
        if (place >= end) break;
        scores[place] = (scores[place] as number) + weight * (weights[index] as number);
      }
    }
  };
}

/** Finds the examples that are most alike among many. */
export interface NeighbourIndex {
  /** The neighbours of an example among the rows before place `end`, most alike first. */
  neighbours(example: Encoded, end: number): readonly Neighbour[];
}

export function createNeighbourIndex(
  similarity: Similarity,
  history: readonly Encoded[],
  most: number = MOST_NEIGHBOURS,
): NeighbourIndex {
  const addCosines = createCosines(history);
  const levels = similarity.levelWeights.map((_, at) =>
    Int32Array.from(history, (row) => row.levels[at] as number),
  );
  const numbers = similarity.numberWeights.map((_, at) =>
    Float64Array.from(history, (row) => row.numbers[at] as number),
  );
  const scores = new Float64Array(history.length);
  return {
    neighbours(example, end) {
      scores.fill(0, 0, end);
      addCosines(example, scores, end);
      for (const [at, weight] of similarity.levelWeights.entries()) {
        const column = levels[at] as Int32Array;
        const own = example.levels[at];
        if (weight === 0 || own === 0) continue;
        for (let place = 0; place < end; place += 1)
          if (column[place] === own) scores[place] = (scores[place] as number) + weight;
      }
      for (const [at, weight] of similarity.numberWeights.entries()) {
        const column = numbers[at] as Float64Array;
        const own = example.numbers[at] ?? Number.NaN;
        if (weight === 0 || Number.isNaN(own)) continue;
        for (let place = 0; place < end; place += 1) {
          const distance = Math.abs(own - (column[place] as number));
          if (!Number.isNaN(distance))
            scores[place] = (scores[place] as number) + weight * Math.exp(-2 * distance);
        }
      }
      const found = bestPlaces(scores, end, most).map((at) => ({ at, alike: scores[at] as number }));
      found.sort(mostAlikeFirst);
      return weighed(similarity, example, history, found.slice(0, most));
    },
  };
}

const BUCKETS = 1_024;

/** The places of at least the `most` greatest scores, found by counting in buckets instead of sorting all. */
function bestPlaces(scores: Float64Array, end: number, most: number): number[] {
  let best = 0;
  for (let at = 0; at < end; at += 1) if ((scores[at] as number) > best) best = scores[at] as number;
  const perScore = (BUCKETS - 1) / (best || 1);
  const buckets = new Uint16Array(end);
  const counts = new Int32Array(BUCKETS);
  for (let at = 0; at < end; at += 1) {
    const bucket = ((scores[at] as number) * perScore) | 0;
    buckets[at] = bucket;
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  let least = BUCKETS - 1;
  for (let above = counts[least] as number; above < most && least > 0; above += counts[least] as number)
    least -= 1;
  const places: number[] = [];
  // What shares nothing is no better than anything else that shares nothing: the latest stand for all.
  for (let at = end - 1; at >= 0 && (least > 0 || places.length < 4 * most); at -= 1)
    if ((buckets[at] as number) >= least) places.push(at);
  return places;
}
