/**
 * The embedded index over documents: the types that building, searching and keeping share.
 *
 * `buildIndex` (build-index.ts), `search` (search.ts), `encodeIndex` and `decodeIndex` (index-file.ts), `openIndex`
 * (open-index.ts), which reads the file and builds anew when it cannot.
 */

/** One thing to be found: a chunk or a whole document. Its place in the list that was indexed is its ordinal. */
export interface IndexedDocument {
  /** A document's title, or a chunk's heading path; may be empty. */
  readonly title: string;
  /** May be empty. */
  readonly text: string;
  /** Short ways to ask for it that its text does not have; a field of its own. */
  readonly askedAs?: readonly string[];
}

export interface IndexOptions {
  /** How often a word of the title counts: 4 for whole documents (the default), less where the text repeats it. */
  readonly titleWeight?: number;
}

/** Which documents are parts of one whole, such as the chunks of a document. */
export interface Wholes {
  /** The number of each document's whole, by its ordinal: whole numbers from 0. */
  readonly of: Uint32Array;
  /** How much of a score is that of its whole, which is the mean of its three best parts, 0 to 1. */
  readonly weight: number;
}

/** One found document. */
export interface Hit {
  /** The document's place in the list that was indexed, from 0. */
  readonly ordinal: number;
  /** Above 0; comparable within one search only. */
  readonly score: number;
}

export interface SearchOptions {
  /** At most so many hits, at least 1. */
  readonly limit: number;
  /** Only documents for which this is true are hits; the others take no place of `limit`. */
  readonly accept?: (ordinal: number) => boolean;
  /** Whether words that no document has are taken for misspelt ones (true). */
  readonly spelling?: boolean;
  /** Short names and what they stand for; none by default. */
  readonly glossary?: readonly GlossaryEntry[];
  /** Where documents are parts: a part is found by its whole as well. */
  readonly wholes?: Wholes;
}

/** A short name and the words it stands for. Only used where the documents have those words in this order. */
export interface GlossaryEntry {
  /** `MAP` */
  readonly short: string;
  /** `Migration Acceleration Program` */
  readonly long: string;
  /** Only where the question writes it like this: in small letters it is another word, as `am` is. */
  readonly asWritten?: boolean;
}

/** Terms by number, each with the documents that have it and what one occurrence in the question adds to them. */
export interface Postings {
  /** `starts[term]` to `starts[term + 1]`, exclusive, are a term's places in `ordinals` and `impacts`. */
  readonly starts: Uint32Array;
  /** Ascending within a term. */
  readonly ordinals: Uint32Array;
  /** The share of the score, weights included. */
  readonly impacts: Float32Array;
}

/** Built once, never changed. */
export interface SearchIndex {
  /** Of the documents and settings it was built from; 64 hexadecimal digits. */
  readonly fingerprint: string;
  readonly documentCount: number;
  /** Words as they are written, and their numbers, which are 0, 1, 2 … in the order of the map. */
  readonly surfaces: ReadonlyMap<string, number>;
  readonly stems: ReadonlyMap<string, number>;
  readonly surfacePostings: Postings;
  readonly stemPostings: Postings;
  /** Ascending: two stems that stand side by side, as `bigramKey` makes them of their numbers. */
  readonly bigramKeys: Float64Array;
  readonly bigramPostings: Postings;
  readonly speller: Speller;
}

/** Finds the word of a vocabulary that was meant. */
export interface Speller {
  /** The known word nearest to one that is not known; undefined when none is near enough. */
  correct(word: string): Correction | undefined;
}

export interface Correction {
  readonly word: string;
  /** Letters put in, left out, replaced, or exchanged with their neighbour. */
  readonly distance: number;
}
