import { STOP_WORDS, searchWords } from '#knowledge-base/projects/search-text.ts';
import { phraseAt } from './known-phrases.ts';
import { needle } from './search-terms.ts';
import { otherSpelling } from './spelling.ts';

/**
 * What to look for in a project's search text so that it is about all of a text, as the search for similar projects
 * folds words: lists of needles, of which one must be held whole. Several where a thing has several names.
 */
export function textNeedles(text: string): readonly (readonly string[])[] {
  const words = searchWords(text).map((word) => ({ word }));
  let lists: readonly (readonly string[])[] = [[]];
  for (let at = 0; at < words.length; ) {
    const phrase = phraseAt(words, at);
    const names = phrase?.names ?? namesOfWord(words[at]?.word ?? '');
    const parts = names.map((name) => name.map(needle)).filter((needles) => needles.length > 0);
    if (parts.length > 0 && lists.length * parts.length <= MOST_LISTS) {
      lists = lists.flatMap((list) => parts.map((part) => [...new Set([...list, ...part])]));
    } else if (parts[0] !== undefined) {
      const [first] = parts;
      lists = lists.map((list) => [...new Set([...list, ...first])]);
    }
    at += phrase?.words.length ?? 1;
  }
  return lists.filter((list) => list.length > 0);
}

/** Each list costs the query as much as the one before. */
const MOST_LISTS = 8;

function namesOfWord(word: string): readonly (readonly string[])[] {
  if (STOP_WORDS.has(word)) return [];
  const other = otherSpelling(word);
  return other === null ? [[word]] : [[word], [other]];
}
