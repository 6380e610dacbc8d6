import { effectiveSample } from '../weighted-quantile.ts';
import { createCosines } from './cosines.ts';
import type { Encoded } from './encoder.ts';

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
export function widened<Look extends { readonly inEffect: number }>(
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
