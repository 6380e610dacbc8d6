import { foldSpelling, otherSpelling } from './spelling.ts';

/** Endings that words of one family differ by, longest first. */
const ENDINGS =
  `izations isations ization isation ations ation ators ating izing ising ator ates ated ments ment
  ings ions izes ises ized ised ing ize ise ate ies ers ity ion ed es er al y s e`.split(/\s+/);

/** What is left must still say something. */
const SHORTEST_STEM = 5;

/** Up to this length a word is looked for as a whole: `sap` is in `disappear`. */
const SHORT_WORD = 4;

/** Up to this length a stem is looked for at the beginning of words only: `table` is in `suitable`. */
const SHORT_BEGINNING = 5;

/**
 * The beginning that a word shares with its family: `databases` and `database` give `databas`, `modernization`
 * and `modernize` give `modern`. Light on purpose: one ending, and never below five letters.
 */
export function stem(word: string): string {
  const ending = ENDINGS.find(
    (candidate) => word.endsWith(candidate) && word.length - candidate.length >= SHORTEST_STEM,
  );
  return foldSpelling(ending === undefined ? word : word.slice(0, word.length - ending.length));
}

/**
 * The text to look for in `search_text`: a short word with the spaces around it, a short stem with the space
 * before it, the rest anywhere. A leading space makes a search half as slow again, so it stands where it must.
 */
export function needleOf(word: string, options: { readonly isName: boolean }): string {
  // `centre` cut to `centr` would be in `central`: its other spelling is a term of its own.
  if (otherSpelling(word) !== null) return word;
  const shortened = options.isName ? (SHORT_FORMS[word] ?? word) : stem(word);
  if (shortened.length <= SHORT_WORD) return ` ${shortened} `;
  return shortened.length <= SHORT_BEGINNING && !options.isName ? ` ${shortened}` : shortened;
}

/** Names that are also written shorter. */
const SHORT_FORMS: Readonly<Record<string, string>> = { postgresql: 'postgres' };
