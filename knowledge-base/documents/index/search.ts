import { readQuestion } from './read-question.ts';
import type { Hit, Postings, SearchIndex, SearchOptions, Wholes } from './search-index.ts';

/**
 * The documents that fit a question best, best first; of equal scores the one that was indexed first. Empty when no
 * document has a word of the question. Any text is a question: none makes this fail.
 * @throws {RangeError} when `limit` is no whole number of at least 1
 */
export function search(index: SearchIndex, text: string, options: SearchOptions): readonly Hit[] {
  const { limit, accept = () => true, wholes } = options;
  if (!Number.isInteger(limit) || limit < 1)
    throw new RangeError(`limit ${limit}: a whole number of at least 1`);
  const terms = readQuestion(index, text, options);
  const scores = new Float64Array(index.documentCount);
  addScores(scores, index.stemPostings, terms.stems);
  addScores(scores, index.surfacePostings, terms.surfaces);
  addScores(scores, index.bigramPostings, terms.bigrams);
  if (wholes !== undefined) addWholes(scores, wholes);
  return best(scores, limit, accept);
}

function addScores(
  scores: Float64Array,
  { starts, ordinals, impacts }: Postings,
  terms: ReadonlyMap<number, number>,
): void {
  for (const [term, weight] of terms) {
    const end = starts[term + 1] ?? 0;
    for (let at = starts[term] ?? 0; at < end; at += 1) {
      const ordinal = ordinals[at] ?? 0;
      scores[ordinal] = (scores[ordinal] ?? 0) + weight * (impacts[at] ?? 0);
    }
  }
}

/** A score becomes a mean of itself and of its whole's. What has no word of the question stays at 0. */
function addWholes(scores: Float64Array, { of, weight }: Wholes): void {
  const wholes = wholeScores(scores, of);
  scores.forEach((score, ordinal) => {
    if (score > 0) scores[ordinal] = (1 - weight) * score + weight * (wholes[of[ordinal] ?? 0] ?? 0);
  });
}

/** The mean of the three best parts of each whole, or of all where there are less. */
function wholeScores(scores: Float64Array, of: Uint32Array): number[] {
  const parts: number[][] = [];
  scores.forEach((score, ordinal) => {
    const whole = of[ordinal] ?? 0;
    const best = parts[whole] ?? [];
    parts[whole] = best;
    if (best.length < BEST_PARTS) best.push(score);
    else {
      const worst = best.indexOf(Math.min(...best));
      if (score > (best[worst] ?? 0)) best[worst] = score;
    }
  });
  return parts.map((best) => best.reduce((sum, score) => sum + score, 0) / best.length);
}

/** One part can have the words by chance; where several have them, the whole is about it. */
const BEST_PARTS = 3;

/** Keeps the best in their order while it goes through all: most are refused by one comparison. */
function best(scores: Float64Array, limit: number, accept: (ordinal: number) => boolean): Hit[] {
  const hits: Hit[] = [];
  for (let ordinal = 0; ordinal < scores.length; ordinal += 1) {
    const score = scores[ordinal] ?? 0;
    const worst = hits.length < limit ? 0 : (hits[limit - 1]?.score ?? 0);
    if (score <= worst || !accept(ordinal)) continue;
    hits.splice(placeOf(hits, score), 0, { ordinal, score });
    if (hits.length > limit) hits.pop();
  }
  return hits;
}

/** After all hits of at least this score. */
function placeOf(hits: readonly Hit[], score: number): number {
  let [low, high] = [0, hits.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hits[middle]?.score ?? 0) >= score) low = middle + 1;
    else high = middle;
  }
  return low;
}
