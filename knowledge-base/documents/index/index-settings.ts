/**
 * How scores are made: one setting for every collection.
 *
 * A document's score is the weighted sum of three BM25F scores, over stems, over words as they are written and over
 * pairs of stems side by side. Each follows Robertson and Zaragoza (The Probabilistic Relevance Framework, 2009,
 * 3.6): the occurrences in title, text and `askedAs` are weighted, each divided by how long its field is, added up, and
 * only the sum is saturated, `k1` once for all.
 */
export const INDEX_SETTINGS = {
  /** How fast more occurrences stop to count. */
  k1: 1.2,
  /** How much the length of the text counts, 0 to 1. */
  textLength: 0.75,
  titleLength: 0.525,
  /** What one occurrence in the title counts, in occurrences in the text. */
  titleWeight: 4,
  askedLength: 0.5,
  /** The same for an occurrence in a way to ask. */
  askedWeight: 2,
  stemWeight: 0.5,
  surfaceWeight: 0.5,
  bigramWeight: 0.1,
} as const;

/** Changes whenever the same documents would give another index, or another file. */
export const INDEX_VERSION = 2;
