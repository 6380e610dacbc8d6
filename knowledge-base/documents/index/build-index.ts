import { keysOf } from './bigrams.ts';
import { createFieldCounts, type Field } from './field-counts.ts';
import { fingerprintOf } from './fingerprint.ts';
import { INDEX_SETTINGS } from './index-settings.ts';
import { porterStem } from './porter-stem.ts';
import type { IndexedDocument, IndexOptions, SearchIndex } from './search-index.ts';
import { createSpeller } from './speller.ts';
import { STOP_WORDS } from './stop-words.ts';
import { tokenize } from './tokenize.ts';

/**
 * Builds the index over documents; the same documents and options give the same index, to the bit.
 * @throws {RangeError} when the title's weight is no number of at least 0
 */
export function buildIndex(documents: readonly IndexedDocument[], options: IndexOptions = {}): SearchIndex {
  const { titleWeight = INDEX_SETTINGS.titleWeight } = options;
  if (!Number.isFinite(titleWeight) || titleWeight < 0)
    throw new RangeError(`titleWeight ${titleWeight}: a number of at least 0`);
  const words = createWords();
  const { titleLength, textLength, askedWeight, askedLength } = INDEX_SETTINGS;
  const fields: readonly Field[] = [
    { weight: titleWeight, length: titleLength },
    { weight: 1, length: textLength },
    { weight: askedWeight, length: askedLength },
  ];
  const surfaces = createFieldCounts(fields);
  const stems = createFieldCounts(fields);
  const bigrams = createFieldCounts(fields);
  for (const document of documents) {
    const [title, text] = [words.read(document.title), words.read(document.text)];
    // Read one by one, so that the end of one and the beginning of the next are no pair.
    const asked = (document.askedAs ?? []).map((way) => words.read(way));
    surfaces.add([title.surfaces, text.surfaces, asked.flatMap((way) => way.surfaces)]);
    stems.add([title.stems, text.stems, asked.flatMap((way) => way.stems)]);
    bigrams.add([keysOf(title.stems), keysOf(text.stems), asked.flatMap((way) => keysOf(way.stems))]);
  }
  const { surfaceWeight, stemWeight, bigramWeight } = INDEX_SETTINGS;
  // Words and stems are numbered from 0 without gaps: their keys in order are their numbers.
  const { postings: surfacePostings } = surfaces.postings(surfaceWeight);
  const { postings: stemPostings } = stems.postings(stemWeight);
  const { keys, postings } = bigrams.postings(bigramWeight);
  return {
    fingerprint: fingerprintOf(documents, options),
    documentCount: documents.length,
    surfaces: words.surfaces,
    stems: words.stems,
    surfacePostings,
    stemPostings,
    bigramKeys: keys,
    bigramPostings: postings,
    speller: createSpeller(words.surfaces, surfacePostings),
  };
}

/** Gives each different word and stem a number, in the order of their first coming. */
function createWords() {
  const [surfaces, stems] = [new Map<string, number>(), new Map<string, number>()];
  const stemOfSurface: number[] = [];
  return {
    surfaces,
    stems,
    read(text: string): { readonly surfaces: readonly number[]; readonly stems: readonly number[] } {
      const words = tokenize(text).filter((word) => !STOP_WORDS.has(word));
      const numbers = words.map((word) => {
        const surface = numberOf(surfaces, word);
        stemOfSurface[surface] ??= numberOf(stems, porterStem(word));
        return surface;
      });
      return { surfaces: numbers, stems: numbers.map((surface) => stemOfSurface[surface] ?? 0) };
    },
  };
}

function numberOf(numbers: Map<string, number>, item: string): number {
  const known = numbers.get(item);
  if (known !== undefined) return known;
  numbers.set(item, numbers.size);
  return numbers.size - 1;
}
