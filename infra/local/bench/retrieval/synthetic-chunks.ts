import type { IndexedDocument } from '#knowledge-base/documents/index/search-index.ts';
import { STOP_WORDS } from '#knowledge-base/documents/index/stop-words.ts';
import { createRandom, type SeededRandom } from '#knowledge-base/projects/sample/seeded-random.ts';

export interface SyntheticChunks {
  readonly documents: readonly IndexedDocument[];
  readonly queries: readonly SyntheticQuery[];
}

export interface SyntheticQuery {
  readonly text: string;
  /** The same with a letter wrong in a word, so that no document has the word. */
  readonly misspelt: string;
}

const VOCABULARY = 40_000;
const QUERIES = 400;

/** As in English prose, about. */
const STOP_WORD_SHARE = 0.35;
/** How often a word is followed by the one that usually follows it. */
const PHRASE_SHARE = 0.3;

/**
 * Made texts of the size of our chunks, 100 to 300 words each, with words as frequent as in a language: the word of
 * rank r comes as often as 1 / r, stop words stand between, and some words go together. For time and size only: what
 * fits a question is left to chance.
 */
export function syntheticChunks(chunks: number, seed = 7): SyntheticChunks {
  const random = createRandom(seed, 0);
  const words = makeWords(random);
  const stopWords = [...STOP_WORDS];
  let rank = 0;
  const word = () => {
    if (random.chance(STOP_WORD_SHARE)) return random.pick(stopWords);
    rank = random.chance(PHRASE_SHARE)
      ? (rank * 31 + 17) % VOCABULARY
      : Math.floor(VOCABULARY ** random.next()) - 1;
    return words[rank] ?? '';
  };
  const row = (length: number) => Array.from({ length }, word).join(' ');
  const documents = Array.from({ length: chunks }, () => ({
    title: row(random.int(3, 8)),
    text: row(random.int(100, 300)),
  }));
  const queries = Array.from({ length: QUERIES }, () => {
    const own = random
      .pick(documents)
      .text.split(' ')
      .filter(({ length }) => length > 4);
    const chosen = Array.from({ length: random.int(4, 10) }, () => random.pick(own));
    const [first = '', ...rest] = chosen;
    return {
      text: chosen.join(' '),
      misspelt: [`${first.slice(0, 2)}q${first.slice(2)}`, ...rest].join(' '),
    };
  });
  return { documents, queries };
}

const CONSONANTS = [...'bcdfghklmnprstvz'];
const VOWELS = [...'aeiou'];
const ENDINGS = ['', '', 's', 'n', 'r', 'l'];

/** Words of two to four syllables, so that some are near one another. */
function makeWords(random: SeededRandom): readonly string[] {
  const words = new Set<string>();
  while (words.size < VOCABULARY) {
    const syllables = Array.from(
      { length: random.int(2, 4) },
      () => random.pick(CONSONANTS) + random.pick(VOWELS),
    );
    words.add(syllables.join('') + random.pick(ENDINGS));
  }
  return [...words];
}
