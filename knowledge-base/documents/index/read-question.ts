import { bigramKey } from './bigrams.ts';
import { findKey } from './find-key.ts';
import { porterStem } from './porter-stem.ts';
import type { GlossaryEntry, SearchIndex, SearchOptions } from './search-index.ts';
import { STOP_WORDS } from './stop-words.ts';
import { tokenize } from './tokenize.ts';

/** What a question asks of each kind of posting: how much each term counts, by its number. */
export interface QuestionTerms {
  readonly surfaces: ReadonlyMap<number, number>;
  readonly stems: ReadonlyMap<number, number>;
  readonly bigrams: ReadonlyMap<number, number>;
}

/** What a word counts that the question does not have as it stands. */
export const QUESTION_SETTINGS = {
  /** A corrected word, by the letters it is apart. */
  correctedWeight: [1, 0.8, 0.6],
  /** All the words together that a short name stands for, and the short name for those words. */
  glossaryWeight: 0.5,
  /** A word that the question has as two words, both of them known. */
  joinedWeight: 0.5,
  /** So many words of a question are corrected at most. */
  mostCorrections: 8,
} as const;

interface Word {
  readonly text: string;
  readonly weight: number;
}

/** Reads a question against an index. A word that comes twice counts twice; a word that no document has, nothing. */
export function readQuestion(
  index: SearchIndex,
  text: string,
  { spelling = true, glossary = [] }: Pick<SearchOptions, 'spelling' | 'glossary'>,
): QuestionTerms {
  const plain = wordsOf(text);
  const rows = [spelling ? correctWords(index, plain) : plain.map((word) => ({ text: word, weight: 1 }))];
  rows.push(...explained(index, { text, words: rows[0]?.map((word) => word.text) ?? [] }, glossary));
  if (spelling) rows.push(...joined(index, plain));
  const terms = { surfaces: new Map(), stems: new Map(), bigrams: new Map() };
  for (const row of rows) addRow(index, row, terms);
  return terms;
}

function wordsOf(text: string): string[] {
  return tokenize(text).filter((word) => !STOP_WORDS.has(word));
}

function addRow(
  index: SearchIndex,
  row: readonly Word[],
  terms: Record<keyof QuestionTerms, Map<number, number>>,
) {
  let before: { readonly stem: number; readonly weight: number } | undefined;
  for (const { text, weight } of row) {
    const surface = index.surfaces.get(text);
    if (surface !== undefined) add(terms.surfaces, surface, weight);
    const stem = index.stems.get(porterStem(text));
    if (stem !== undefined) add(terms.stems, stem, weight);
    const pair = before && stem !== undefined ? findKey(index.bigramKeys, bigramKey(before.stem, stem)) : -1;
    if (pair >= 0) add(terms.bigrams, pair, Math.min(before?.weight ?? 0, weight));
    before = stem === undefined ? undefined : { stem, weight };
  }
}

function add(weights: Map<number, number>, term: number, weight: number): void {
  weights.set(term, (weights.get(term) ?? 0) + weight);
}

/**
 * Words that no document has, neither as they are written nor by their stem, are taken for two words written as one
 * (`costexplorer`), for one written as two (`dyna modb`), or for the nearest word.
 */
function correctWords(index: SearchIndex, words: readonly string[]): Word[] {
  const corrected: Word[] = [];
  let left: number = QUESTION_SETTINGS.mostCorrections;
  for (let at = 0; at < words.length; at += 1) {
    const [word = '', next] = [words[at], words[at + 1]];
    const isUnknown = !isKnown(index, word);
    const joined = word + (next ?? '');
    if (next !== undefined && (isUnknown || !isKnown(index, next)) && index.surfaces.has(joined)) {
      corrected.push({ text: joined, weight: 1 });
      at += 1;
    } else if (isUnknown && left > 0) {
      left -= 1;
      corrected.push(...(parted(index, word) ?? nearest(index, word)));
    } else corrected.push({ text: word, weight: 1 });
  }
  return corrected;
}

function isKnown(index: SearchIndex, word: string): boolean {
  return index.surfaces.has(word) || index.stems.has(porterStem(word));
}

/** Two known words that stand side by side in some document. */
function parted(index: SearchIndex, word: string): Word[] | undefined {
  for (let at = 2; at <= word.length - 2; at += 1) {
    const parts = [word.slice(0, at), word.slice(at)] as const;
    if (parts.every((part) => index.surfaces.has(part)) && areSideBySide(index, parts))
      return parts.map((text) => ({ text, weight: 1 }));
  }
  return undefined;
}

function nearest(index: SearchIndex, word: string): Word[] {
  const correction = index.speller.correct(word);
  if (correction === undefined) return [{ text: word, weight: 1 }];
  return [{ text: correction.word, weight: QUESTION_SETTINGS.correctedWeight[correction.distance] ?? 0 }];
}

/** The other name of what the question names: each a row of its own. */
function explained(
  index: SearchIndex,
  { text, words }: { readonly text: string; readonly words: readonly string[] },
  glossary: readonly GlossaryEntry[],
): Word[][] {
  const stems = words.map(porterStem);
  return glossary.flatMap((entry) => {
    const { short, long, longStems } = wordsOfEntry(entry);
    const hasLong = holds(stems, longStems);
    const hasShort = holds(words, short) && (entry.asWritten !== true || isWritten(text, entry.short));
    if (hasShort === hasLong) return [];
    const other = hasShort ? long : short;
    if (!areSideBySide(index, other)) return [];
    const weight = QUESTION_SETTINGS.glossaryWeight / other.length;
    return [other.map((text) => ({ text, weight }))];
  });
}

/** The same for every question, so it is read once. */
function wordsOfEntry(entry: GlossaryEntry): EntryWords {
  const known = ENTRY_WORDS.get(entry);
  if (known !== undefined) return known;
  const long = wordsOf(entry.long);
  const words = { short: wordsOf(entry.short), long, longStems: long.map(porterStem) };
  ENTRY_WORDS.set(entry, words);
  return words;
}

interface EntryWords {
  readonly short: readonly string[];
  readonly long: readonly string[];
  readonly longStems: readonly string[];
}

const ENTRY_WORDS = new WeakMap<GlossaryEntry, EntryWords>();

function isWritten(text: string, short: string): boolean {
  return text.split(/[^\p{L}\p{N}]+/u).includes(short);
}

/**
 * Words that documents have as one word and never side by side (`dead line`): that word as well, since both parts may
 * be words of their own.
 */
function joined(index: SearchIndex, words: readonly string[]): Word[][] {
  return words.slice(1).flatMap((word, at) => {
    const before = words[at] ?? '';
    const isMeant =
      index.surfaces.has(before + word) &&
      isKnown(index, before) &&
      isKnown(index, word) &&
      !areSideBySide(index, [before, word]);
    return isMeant ? [[{ text: before + word, weight: QUESTION_SETTINGS.joinedWeight }]] : [];
  });
}

function holds(row: readonly string[], part: readonly string[]): boolean {
  return part.length > 0 && row.some((_, from) => part.every((word, offset) => row[from + offset] === word));
}

/** Whether the documents have all the words, and each pair of neighbours as neighbours. */
function areSideBySide(index: SearchIndex, words: readonly string[]): boolean {
  const stems = words.map((word) => index.stems.get(porterStem(word)) ?? -1);
  return (
    stems.length > 0 &&
    stems.every((stem, at) => {
      if (stem < 0 || at === 0) return stem >= 0;
      const before = stems[at - 1] ?? -1;
      return before >= 0 && findKey(index.bigramKeys, bigramKey(before, stem)) >= 0;
    })
  );
}
