import { INDEX_SETTINGS } from './index-settings.ts';
import type { Postings } from './search-index.ts';

/** Counts how often each term stands in title and text of each document, and turns the counts into postings. */
export interface FieldCounts {
  /** The terms of one document; documents come in the order of their ordinals. A term is a whole number from 0. */
  add(title: readonly number[], text: readonly number[]): void;
  /** BM25F impacts, each times `weight`, for terms 0 to `termCount - 1`. */
  postings(termCount: number, options: { readonly titleWeight: number; readonly weight: number }): Postings;
}

export function createFieldCounts(): FieldCounts {
  const entries = { term: new GrowingUint32(), ordinal: new GrowingUint32() };
  const times = { title: new GrowingUint32(), text: new GrowingUint32() };
  const lengths = { title: new GrowingUint32(), text: new GrowingUint32() };
  const places = new Map<number, number>();
  const placeOf = (term: number): number => {
    const known = places.get(term);
    if (known !== undefined) return known;
    const place = entries.term.push(term);
    entries.ordinal.push(lengths.title.length);
    times.title.push(0);
    times.text.push(0);
    places.set(term, place);
    return place;
  };
  return {
    add(title, text) {
      places.clear();
      for (const term of title) times.title.increase(placeOf(term));
      for (const term of text) times.text.increase(placeOf(term));
      lengths.title.push(title.length);
      lengths.text.push(text.length);
    },
    postings(termCount, { titleWeight, weight }) {
      const { k1, titleLength, textLength } = INDEX_SETTINGS;
      const documents = lengths.title.length;
      const titleNorms = norms(lengths.title, titleLength);
      const textNorms = norms(lengths.text, textLength);
      const starts = new Uint32Array(termCount + 1);
      for (let entry = 0; entry < entries.term.length; entry += 1) {
        const after = entries.term.at(entry) + 1;
        starts[after] = (starts[after] ?? 0) + 1;
      }
      for (let term = 1; term <= termCount; term += 1)
        starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0);
      const next = starts.slice(0, termCount);
      const ordinals = new Uint32Array(entries.term.length);
      const impacts = new Float32Array(entries.term.length);
      for (let entry = 0; entry < entries.term.length; entry += 1) {
        const [term, ordinal] = [entries.term.at(entry), entries.ordinal.at(entry)];
        const place = next[term] ?? 0;
        next[term] = place + 1;
        const occurrences =
          (titleWeight * times.title.at(entry)) / (titleNorms[ordinal] ?? 1) +
          times.text.at(entry) / (textNorms[ordinal] ?? 1);
        const having = (starts[term + 1] ?? 0) - (starts[term] ?? 0);
        ordinals[place] = ordinal;
        impacts[place] = weight * rarity(documents, having) * (occurrences / (k1 + occurrences));
      }
      return { starts, ordinals, impacts };
    },
  };
}

/** The inverse document frequency as Lucene has it: never negative, also of a term in every document. */
export function rarity(documents: number, having: number): number {
  return Math.log(1 + (documents - having + 0.5) / (having + 0.5));
}

/** By what occurrences in a document's field are divided; the average is over the documents that have the field. */
function norms(lengths: GrowingUint32, b: number): Float64Array {
  let [sum, filled] = [0, 0];
  for (let at = 0; at < lengths.length; at += 1) {
    sum += lengths.at(at);
    if (lengths.at(at) > 0) filled += 1;
  }
  const average = filled === 0 ? 1 : sum / filled;
  return Float64Array.from({ length: lengths.length }, (_, at) => 1 - b + (b * lengths.at(at)) / average);
}

/** A list of whole numbers without the eight bytes and more that an array takes for each. */
class GrowingUint32 {
  #items = new Uint32Array(1024);
  length = 0;

  /** The place of the new item. */
  push(item: number): number {
    if (this.length === this.#items.length) {
      const larger = new Uint32Array(this.#items.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.length] = item;
    this.length += 1;
    return this.length - 1;
  }

  at(place: number): number {
    return this.#items[place] ?? 0;
  }

  increase(place: number): void {
    this.#items[place] = this.at(place) + 1;
  }
}
