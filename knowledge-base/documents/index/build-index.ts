import { ascendingBigrams, keysOf } from './bigrams.ts';
import { createFieldCounts } from './field-counts.ts';
import { fingerprintOf } from './fingerprint.ts';
import { INDEX_SETTINGS } from './index-settings.ts';
import { porterStem } from './porter-stem.ts';
import type { IndexedDocument, IndexOptions, SearchIndex } from './search-index.ts';
import { createSpeller } from './speller.ts';
import { STOP_WORDS } from './stop-words.ts';
import { tokenize } from './tokenize.ts';

/** Builds the index over documents; the same documents and options give the same index, to the bit. */
export function buildIndex(documents: readonly IndexedDocument[], options: IndexOptions = {}): SearchIndex {
  const [surfaces, stems] = [createNumbers<string>(), createNumbers<string>()];
  const stemOfSurface: number[] = [];
  const [surfaceCounts, stemCounts, bigramCounts] = [
    createFieldCounts(),
    createFieldCounts(),
    createFieldCounts(),
  ];
  const bigrams = createNumbers<number>();
  const read = (text: string) => {
    const words = tokenize(text).filter((word) => !STOP_WORDS.has(word));
    const surfaceTerms = words.map((word) => surfaces.of(word));
    const stemTerms = surfaceTerms.map((surface, at) => {
      stemOfSurface[surface] ??= stems.of(porterStem(words[at] ?? ''));
      return stemOfSurface[surface] ?? 0;
    });
    return { surfaceTerms, stemTerms, bigramTerms: keysOf(stemTerms).map((key) => bigrams.of(key)) };
  };
  for (const document of documents) {
    const [title, text] = [read(document.title), read(document.text)];
    surfaceCounts.add(title.surfaceTerms, text.surfaceTerms);
    stemCounts.add(title.stemTerms, text.stemTerms);
    bigramCounts.add(title.bigramTerms, text.bigramTerms);
  }
  const { titleWeight = INDEX_SETTINGS.titleWeight } = options;
  const postings = (counts: typeof stemCounts, terms: number, weight: number) =>
    counts.postings(terms, { titleWeight, weight });
  const surfacePostings = postings(surfaceCounts, surfaces.numbers.size, INDEX_SETTINGS.surfaceWeight);
  return {
    fingerprint: fingerprintOf(documents, options),
    documentCount: documents.length,
    surfaces: surfaces.numbers,
    stems: stems.numbers,
    surfacePostings,
    stemPostings: postings(stemCounts, stems.numbers.size, INDEX_SETTINGS.stemWeight),
    ...ascendingBigrams(
      [...bigrams.numbers.keys()],
      postings(bigramCounts, bigrams.numbers.size, INDEX_SETTINGS.bigramWeight),
    ),
    speller: createSpeller(surfaces.numbers, surfacePostings),
  };
}

/** Gives each different item a number, in the order of their first coming. */
function createNumbers<Item>() {
  const numbers = new Map<Item, number>();
  return {
    of(item: Item): number {
      const known = numbers.get(item);
      if (known !== undefined) return known;
      numbers.set(item, numbers.size);
      return numbers.size - 1;
    },
    numbers: numbers as ReadonlyMap<Item, number>,
  };
}
