import { findKey } from './find-key.ts';
import { GrowingList } from './growing-list.ts';
import { INDEX_SETTINGS } from './index-settings.ts';
import type { Postings } from './search-index.ts';

/**
 * Counts how often each key stands in title and text of each document, and turns the counts into postings. A key is
 * any whole number of at least 0 that a double holds exactly.
 */
export interface FieldCounts {
  /** The keys of one document; documents come in the order of their ordinals. */
  add(title: readonly number[], text: readonly number[]): void;
  /** All keys that came, ascending, and the postings of each: BM25F impacts, times `weight`. */
  postings(options: { readonly titleWeight: number; readonly weight: number }): {
    readonly keys: Float64Array;
    readonly postings: Postings;
  };
}

export function createFieldCounts(): FieldCounts {
  const entries: Entries = {
    key: new GrowingList((length) => new Float64Array(length)),
    ordinal: new GrowingList((length) => new Uint32Array(length)),
    inTitle: new GrowingList((length) => new Uint32Array(length)),
    inText: new GrowingList((length) => new Uint32Array(length)),
  };
  const [titleLengths, textLengths] = [[] as number[], [] as number[]];
  const places = new Map<number, number>();
  const placeOf = (key: number): number => {
    const known = places.get(key);
    if (known !== undefined) return known;
    const place = entries.key.length;
    entries.key.push(key);
    entries.ordinal.push(titleLengths.length);
    entries.inTitle.push(0);
    entries.inText.push(0);
    places.set(key, place);
    return place;
  };
  return {
    add(title, text) {
      places.clear();
      for (const key of title) entries.inTitle.increase(placeOf(key));
      for (const key of text) entries.inText.increase(placeOf(key));
      titleLengths.push(title.length);
      textLengths.push(text.length);
    },
    postings({ titleWeight, weight }) {
      const keys = different(entries.key);
      const terms = new Uint32Array(entries.key.length);
      for (let entry = 0; entry < terms.length; entry += 1)
        terms[entry] = findKey(keys, entries.key.at(entry));
      const impactOf = impacts(entries, { titleLengths, textLengths, titleWeight });
      const starts = startsOf(terms, keys.length);
      const next = starts.slice();
      const postings = {
        starts,
        ordinals: new Uint32Array(terms.length),
        impacts: new Float32Array(terms.length),
      };
      terms.forEach((term, entry) => {
        const place = next[term] ?? 0;
        next[term] = place + 1;
        postings.ordinals[place] = entries.ordinal.at(entry);
        postings.impacts[place] = weight * impactOf(entry, (starts[term + 1] ?? 0) - (starts[term] ?? 0));
      });
      return { keys, postings };
    },
  };
}

/** One for each key of each document, by document. */
interface Entries {
  readonly key: GrowingList;
  readonly ordinal: GrowingList;
  readonly inTitle: GrowingList;
  readonly inText: GrowingList;
}

function different(list: GrowingList): Float64Array {
  const sorted = Float64Array.from(list.items()).sort();
  let count = 0;
  for (const key of sorted) {
    if (count > 0 && key === sorted[count - 1]) continue;
    sorted[count] = key;
    count += 1;
  }
  return sorted.slice(0, count);
}

/** Where each term's postings begin, and one more for where the last end. */
function startsOf(terms: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const term of terms) starts[term + 1] = (starts[term + 1] ?? 0) + 1;
  for (let term = 1; term <= count; term += 1) starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0);
  return starts;
}

interface Fields {
  readonly titleLengths: readonly number[];
  readonly textLengths: readonly number[];
  readonly titleWeight: number;
}

/** BM25F of one key in one document, when so many documents have the key. */
function impacts(entries: Entries, fields: Fields): (entry: number, having: number) => number {
  const { k1, titleLength, textLength } = INDEX_SETTINGS;
  const titleNorms = norms(fields.titleLengths, titleLength);
  const textNorms = norms(fields.textLengths, textLength);
  const documents = titleNorms.length;
  return (entry, having) => {
    const ordinal = entries.ordinal.at(entry);
    const times =
      (fields.titleWeight * entries.inTitle.at(entry)) / (titleNorms[ordinal] ?? 1) +
      entries.inText.at(entry) / (textNorms[ordinal] ?? 1);
    return rarity(documents, having) * (times / (k1 + times));
  };
}

/** The inverse document frequency as Lucene has it: never negative, also of a term in every document. */
function rarity(documents: number, having: number): number {
  return Math.log(1 + (documents - having + 0.5) / (having + 0.5));
}

/** By what occurrences in a document's field are divided; the average is over the documents that have the field. */
function norms(lengths: readonly number[], b: number): Float64Array {
  const filled = lengths.filter((length) => length > 0);
  const average = filled.length === 0 ? 1 : filled.reduce((sum, length) => sum + length, 0) / filled.length;
  return Float64Array.from(lengths, (length) => 1 - b + (b * length) / average);
}
