import { porterStem } from '../porter-stem.ts';
import type { Hit, IndexedDocument } from '../search-index.ts';
import { STOP_WORDS } from '../stop-words.ts';
import { tokenize } from '../tokenize.ts';

/**
 * The score by its formula, without an index: every number is counted again from the texts for every word of the
 * question. What the fast index has to equal.
 */
export function slowSearch(documents: readonly IndexedDocument[], question: string, titleWeight = 4): Hit[] {
  return documents
    .map((_, ordinal) => ({
      ordinal,
      score:
        0.5 * bm25f(documents, question, ordinal, titleWeight, stemsOf) +
        0.5 * bm25f(documents, question, ordinal, titleWeight, wordsOf) +
        0.1 * bm25f(documents, question, ordinal, titleWeight, pairsOf),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.ordinal - b.ordinal);
}

type Reading = (text: string) => string[];

const wordsOf: Reading = (text) => tokenize(text).filter((word) => !STOP_WORDS.has(word));
const stemsOf: Reading = (text) => wordsOf(text).map(porterStem);
const pairsOf: Reading = (text) => {
  const stems = stemsOf(text);
  return stems.flatMap((stem, at) => (at === 0 ? [] : [`${stems[at - 1]} ${stem}`]));
};

function bm25f(
  documents: readonly IndexedDocument[],
  question: string,
  ordinal: number,
  titleWeight: number,
  reading: Reading,
): number {
  const titles = documents.map(({ title }) => reading(title));
  const texts = documents.map(({ text }) => reading(text));
  const asked = documents.map(({ askedAs = [] }) => askedAs.flatMap(reading));
  const field = (fields: readonly string[][], term: string, b: number) => {
    const filled = fields.filter(({ length }) => length > 0);
    const average = filled.reduce((sum, { length }) => sum + length, 0) / filled.length;
    const own = fields[ordinal] ?? [];
    const times = own.filter((word) => word === term).length;
    return times === 0 ? 0 : times / (1 - b + (b * own.length) / average);
  };
  let score = 0;
  for (const term of reading(question)) {
    const having = documents.filter((_, at) =>
      [titles, texts, asked].some((fields) => fields[at]?.includes(term)),
    ).length;
    const times =
      titleWeight * field(titles, term, 0.525) + field(texts, term, 0.75) + 2 * field(asked, term, 0.5);
    const idf = Math.log((documents.length + 1) / (having + 0.5));
    score += (idf * times) / (times + 1.2);
  }
  return score;
}
