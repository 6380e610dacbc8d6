import { ownText } from './normalise-text.ts';

/**
 * The words of a text as {@link searchText} holds them: lower case, no accents, letters and digits only.
 * What asks for a word folds it by this too.
 */
export function searchWords(text: string): readonly string[] {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const lower = NON_ASCII.test(text) ? text.normalize('NFKD').replace(/\p{M}+/gu, '') : text;
  const words = lower.toLowerCase().match(WORDS) ?? [];
  if (text.length <= LONGEST_REMEMBERED && remembered.size < MOST_REMEMBERED)
    remembered.set(ownText(text), words.map(ownText));
  return words;
}

/** Names of services, industries and kinds of project come again and again. */
const remembered = new Map<string, readonly string[]>();
const LONGEST_REMEMBERED = 48;
const MOST_REMEMBERED = 5_000;

/** Texts of which some words say something else than what was done. */
export interface ToldTexts {
  readonly texts: readonly (string | null)[];
  readonly exceptWords: ReadonlySet<string>;
}

/**
 * One text to search by `LIKE '% aurora %'`: the distinct words of all texts, of what is told first, in order of
 * first occurrence, a space before and after each. Words that carry no meaning alone are left out to keep it short.
 */
export function searchText(texts: readonly (string | null)[], told: ToldTexts = NOTHING_TOLD): string {
  const words = new Set<string>();
  let joined = ' ';
  const add = (word: string) => {
    const before = words.size;
    // One look-up tells whether it is new.
    if (words.add(word).size !== before) joined += `${word} `;
  };
  for (const text of told.texts)
    if (text !== null) for (const word of tellingWords(text)) if (!told.exceptWords.has(word)) add(word);
  for (const text of texts) if (text !== null) for (const word of tellingWords(text)) add(word);
  return joined;
}

/** The words of a text without stop words. */
function tellingWords(text: string): readonly string[] {
  const known = rememberedTelling.get(text);
  if (known !== undefined) return known;
  const words = searchWords(text);
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  if (text.length <= LONGEST_REMEMBERED && rememberedTelling.size < MOST_REMEMBERED)
    rememberedTelling.set(ownText(text), telling.map(ownText));
  return telling;
}

const rememberedTelling = new Map<string, readonly string[]>();

const NOTHING_TOLD: ToldTexts = { texts: [], exceptWords: new Set() };

/** English words that say nothing about a project; never a term, so never searched for. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about after all an and are as at be because been before both but by can could did do does each for from had
  has have if in into is it its more most no not of off on onto or other our out over so some such than that the
  their them then there these they this those through to under until up was we were what when where which while
  who will with within without would your`.split(/\s+/),
);

const NON_ASCII = /[^\p{ASCII}]/u;
const WORDS = /[\p{L}\p{N}]+/gu;
