import type { Postings } from './search-index.ts';

/**
 * Two terms side by side as one number: exact, since both are below 2^26 and their key below 2^52. Keys of the same
 * first term lie together.
 */
export function bigramKey(first: number, second: number): number {
  return first * MOST_TERMS + second;
}

/** An index of more different stems than this cannot be built. */
export const MOST_TERMS = 2 ** 26;

/** A key's place in ascending keys, or -1. */
export function findKey(keys: Float64Array, key: number): number {
  let [low, high] = [0, keys.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = keys[middle] ?? 0;
    if (found === key) return middle;
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The keys of all neighbours in a row of terms. */
export function keysOf(terms: readonly number[]): number[] {
  return terms.slice(1).map((term, at) => bigramKey(terms[at] ?? 0, term));
}

/** Puts terms in the order of their keys, so that `findKey` finds them. */
export function ascendingBigrams(
  keys: readonly number[],
  postings: Postings,
): { readonly bigramKeys: Float64Array; readonly bigramPostings: Postings } {
  const bigramKeys = Float64Array.from(keys).sort();
  const placeOf = new Map(keys.map((key, place) => [key, place]));
  const starts = new Uint32Array(keys.length + 1);
  const ordinals = new Uint32Array(postings.ordinals.length);
  const impacts = new Float32Array(postings.impacts.length);
  let next = 0;
  bigramKeys.forEach((key, at) => {
    const place = placeOf.get(key) ?? 0;
    const [from, to] = [postings.starts[place] ?? 0, postings.starts[place + 1] ?? 0];
    ordinals.set(postings.ordinals.subarray(from, to), next);
    impacts.set(postings.impacts.subarray(from, to), next);
    next += to - from;
    starts[at + 1] = next;
  });
  return { bigramKeys, bigramPostings: { starts, ordinals, impacts } };
}
