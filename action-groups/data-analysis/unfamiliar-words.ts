import { STOP_WORDS, searchWords } from '#knowledge-base/projects/search-text.ts';
import { stem } from '../query-generation/stem.ts';
import { wordsOf } from './learning/encoder.ts';

/** The telling words of a description, and those of them that the data does not know. */
export interface UnfamiliarWords {
  readonly all: number;
  readonly unknown: readonly string[];
}

/** Words that are in none of the texts that `known` was made of; numbers tell nothing. */
export function unfamiliarWords(description: string, known: ReadonlySet<string>): UnfamiliarWords {
  const words = [...new Set(searchWords(description))].filter(
    (word) => word.length > 2 && !STOP_WORDS.has(word) && !/\d/.test(word),
  );
  return { all: words.length, unknown: words.filter((word) => !known.has(stem(word))) };
}

/** The stems of texts. */
export function stemsOf(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap(wordsOf));
}
