import { findKey } from './find-key.ts';
import { GrowingList } from './growing-list.ts';
import { INDEX_SETTINGS } from './index-settings.ts';
import type { Postings } from './search-index.ts';

/** A part of a document that is counted by itself, such as its title. */
export interface Field {
  /** What one occurrence in it counts. */
  readonly weight: number;
  /** How much its length counts, 0 to 1. */
  readonly length: number;
}

/**
 * Counts how often each key stands in each field of each document, and turns the counts into postings. A key is any
 * whole number of at least 0 that a double holds exactly.
 */
export interface FieldCounts {
  /** The keys of one document, a list for each field; documents come in the order of their ordinals. */
  add(keys: readonly (readonly number[])[]): void;
  /** All keys that came, ascending, and the postings of each: BM25F impacts, times `weight`. */
  postings(weight: number): { readonly keys: Float64Array; readonly postings: Postings };
}

export function createFieldCounts(fields: readonly Field[]): FieldCounts {
  const entries: Entries = {
    key: new GrowingList((length) => new Float64Array(length)),
    ordinal: new GrowingList((length) => new Uint32Array(length)),
    times: fields.map(() => new GrowingList((length) => new Uint32Array(length))),
  };
  const lengths = fields.map(() => [] as number[]);
  const places = new Map<number, number>();
  let documents = 0;
  const placeOf = (key: number): number => {
    const known = places.get(key);
    if (known !== undefined) return known;
    const place = entries.key.length;
    entries.key.push(key);
    entries.ordinal.push(documents);
    for (const times of entries.times) times.push(0);
    places.set(key, place);
    return place;
  };
  return {
    add(keys) {
      places.clear();
      entries.times.forEach((times, field) => {
        for (const key of keys[field] ?? []) times.increase(placeOf(key));
        lengths[field]?.push(keys[field]?.length ?? 0);
      });
      documents += 1;
    },
    postings(weight) {
      const keys = different(entries.key);
      const terms = new Uint32Array(entries.key.length);
      for (let entry = 0; entry < terms.length; entry += 1)
        terms[entry] = findKey(keys, entries.key.at(entry));
      const impactOf = impacts(entries, fields, lengths);
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
  /** A list for each field. */
  readonly times: readonly GrowingList[];
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

/** BM25F of one key in one document, when so many documents have the key. */
function impacts(
  entries: Entries,
  fields: readonly Field[],
  lengths: readonly (readonly number[])[],
): (entry: number, having: number) => number {
  const { k1 } = INDEX_SETTINGS;
  const counted = entries.times.map((times, field) => ({
    times,
    weight: fields[field]?.weight ?? 0,
    norms: norms(lengths[field] ?? [], fields[field]?.length ?? 0),
  }));
  const documents = lengths[0]?.length ?? 0;
  return (entry, having) => {
    const ordinal = entries.ordinal.at(entry);
    let all = 0;
    for (const { times, weight, norms } of counted) {
      const own = times.at(entry);
      if (own > 0) all += (weight * own) / (norms[ordinal] ?? 1);
    }
    return rarity(documents, having) * (all / (k1 + all));
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
