/**
 * Two terms side by side as one number: exact, since both are below 2^26 and their key below 2^52. Keys of the same
 * first term lie together.
 */
export function bigramKey(first: number, second: number): number {
  return first * MOST_TERMS + second;
}

/** An index of more different stems than this cannot be built. */
const MOST_TERMS = 2 ** 26;

/** The keys of all neighbours in a row of terms. */
export function keysOf(terms: readonly number[]): number[] {
  return terms.slice(1).map((term, at) => bigramKey(terms[at] ?? 0, term));
}
