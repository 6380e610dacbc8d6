import { foldText, isBlank, type ReadCell, UNREADABLE } from './normalise-text.ts';

/** Reads a cell as one value of a closed list. */
export type VocabularyReader<V extends string> = (cell: unknown) => ReadCell<V>;

/**
 * A reader of one closed list: case, spaces, accents and punctuation do not matter (`mid market`, `MidMarket`);
 * `aliases` are further spellings of a value. Anything else is unreadable.
 */
export function createVocabularyReader<V extends string>(
  values: readonly V[],
  aliases: Readonly<Record<string, V>> = {},
): VocabularyReader<V> {
  // A value that reads as a blank (NA is Namibia's code and "not available") is a blank: nothing is guessed.
  const exact = new Map<unknown, V>(values.filter((value) => !isBlank(value)).map((value) => [value, value]));
  const folded = new Map(values.map((value) => [foldText(value), value]));
  for (const [alias, value] of Object.entries(aliases)) folded.set(foldText(alias), value);
  return (cell) => {
    const same = exact.get(cell);
    if (same !== undefined) return same;
    if (isBlank(cell)) return null;
    return (typeof cell === 'string' ? folded.get(foldText(cell)) : undefined) ?? UNREADABLE;
  };
}
