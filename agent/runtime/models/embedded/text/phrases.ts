import { withinDistance } from '#action-groups/kernel/edit-distance.ts';
import type { Parser } from './grammar.ts';
import { foldPhrase } from './tokens.ts';

/** Shorter words are too easily another word. */
const SHORTEST_MISSPELT = 6;

/** Words that are written right, though one letter from a word of a list. */
const RIGHT_WORDS: ReadonlySet<string> = new Set(
  'colleague colleagues instance instances country counties closing location locations details region regions industry segment customer customers partner partners client clients account accounts amount amounts deadline estate estates states stated statement design designed decision decisions database databases server servers service services serving banking backing booking hosting posting testing mining timing trading training insurance assurance manager managers factor factors retail retails detail consumer consumers consume sector sectors vector vectors charity clarity payment payments broken brokers carries carried carrying release releases shipping stripping skipping hospice hostel hostels models travels trails public farming framing warming energy synergy medium federal feral project projects product products median medians'.split(
    ' ',
  ),
);

/**
 * A word list as a parser: the longest phrase that begins here. Single long words are also found when
 * misspelt, alone and in a phrase: one edit from six letters, two from nine, the first letter always right.
 */
export function phrases<Value>(
  entries: Iterable<readonly [string, Value]>,
  options: {
    readonly misspelt?: (value: Value) => boolean;
    /** The most edits, 2 when left out. */
    readonly most?: 1 | 2;
  } = {},
): Parser<Value> {
  const byPhrase = new Map<string, Value>();
  const longestByFirst = new Map<string, number>();
  const severalByFirst = new Map<string, { readonly words: readonly string[]; readonly value: Value }[]>();
  const fuzzy = new Map<string, { readonly word: string; readonly value: Value }[]>();
  for (const [phrase, value] of entries) {
    const key = foldPhrase(phrase);
    const words = key.split(' ');
    const first = words[0] ?? '';
    if (!byPhrase.has(key)) byPhrase.set(key, value);
    longestByFirst.set(first, Math.max(longestByFirst.get(first) ?? 0, words.length));
    if (words.length === 1 && key.length >= SHORTEST_MISSPELT && options.misspelt?.(value) === true) {
      const initial = key.charAt(0);
      fuzzy.set(initial, [...(fuzzy.get(initial) ?? []), { word: key, value }]);
    }
    if (words.length > 1 && options.misspelt?.(value) === true) {
      const rows = severalByFirst.get(first) ?? [];
      rows.push({ words, value });
      severalByFirst.set(first, rows);
    }
  }
  const longFirsts = [...severalByFirst.keys()].filter((word) => word.length >= SHORTEST_MISSPELT);
  const nearestFirst = (fold: string) =>
    fold.length < SHORTEST_MISSPELT ? undefined : longFirsts.find((word) => isNear(fold, word));
  return (tokens, at) => {
    const first = tokens[at]?.fold ?? '';
    for (let length = longestByFirst.get(first) ?? 0; length > 0; length -= 1) {
      const key = length === 1 ? first : joinFolds(tokens, at, length);
      const value = key === undefined ? undefined : byPhrase.get(key);
      if (value !== undefined) return { value, next: at + length };
    }
    if (options.misspelt === undefined || tokens[at]?.kind !== 'word') return null;
    const rows = severalByFirst.get(first) ?? severalByFirst.get(nearestFirst(first) ?? '');
    const several = rows?.find(({ words }) =>
      words.every((word, index) => isNear(tokens[at + index]?.fold ?? '', word)),
    );
    if (several !== undefined) return { value: several.value, next: at + several.words.length };
    if (first.length < SHORTEST_MISSPELT || RIGHT_WORDS.has(first)) return null;
    const most = first.length >= 9 ? (options.most ?? 2) : 1;
    const near = fuzzy.get(first.charAt(0))?.find(({ word }) => withinDistance(first, word, most));
    return near === undefined ? null : { value: near.value, next: at + 1 };
  };
}

/** A word of a phrase as it is written, or misspelt when it is long and no other word. */
function isNear(fold: string, word: string): boolean {
  if (fold === word) return true;
  if (fold.length < SHORTEST_MISSPELT || word.length < SHORTEST_MISSPELT || fold[0] !== word[0]) return false;
  return !RIGHT_WORDS.has(fold) && withinDistance(fold, word, word.length >= 9 ? 2 : 1);
}

function joinFolds(
  tokens: readonly { readonly fold: string }[],
  at: number,
  length: number,
): string | undefined {
  if (at + length > tokens.length) return undefined;
  let joined = tokens[at]?.fold ?? '';
  for (let index = at + 1; index < at + length; index += 1) joined += ` ${tokens[index]?.fold ?? ''}`;
  return joined;
}
