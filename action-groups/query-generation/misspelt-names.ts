import { withinDistance } from '#action-groups/kernel/edit-distance.ts';
import { TERM_KINDS } from './known-terms.ts';

/** Shorter names are too easily another word. */
const SHORTEST = 6;
/** From here two letters may be wrong. */
const LONG = 9;

/** Words that are written right, though one letter from a product. */
const RIGHT_WORDS: ReadonlySet<string> = new Set(
  'athens citric citrus window docket dockers connected connects contact oracles aurorae glacial shielded windowed exchanged personal translates tableaux kinetic sparking'.split(
    ' ',
  ),
);

const NAMES_BY_INITIAL: ReadonlyMap<string, readonly string[]> = (() => {
  const names = new Map<string, string[]>();
  for (const [word, kind] of TERM_KINDS) {
    if ((kind !== 'technology' && kind !== 'service') || word.length < SHORTEST) continue;
    const initial = word.charAt(0);
    names.set(initial, [...(names.get(initial) ?? []), word]);
  }
  return names;
})();

/**
 * The product that an unknown word is a misspelling of: `bedrok`, `kuberntes`, `redshfit`. One letter wrong, two
 * from nine letters on, the first one right; null when it is near to none.
 */
export function misspeltName(word: string): string | null {
  if (word.length < SHORTEST || TERM_KINDS.has(word) || RIGHT_WORDS.has(word)) return null;
  const most = word.length >= LONG ? 2 : 1;
  const names = NAMES_BY_INITIAL.get(word.charAt(0)) ?? [];
  return (
    names.find((name) => withinDistance(word, name, 1)) ??
    (most === 2 ? names.find((name) => name.length >= LONG && withinDistance(word, name, 2)) : undefined) ??
    null
  );
}
