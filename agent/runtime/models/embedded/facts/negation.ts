import type { Token } from '../text/tokens.ts';
import type { TakenBack } from '../understanding.ts';
import { readAttributes } from '../values/attributes.ts';
import { readPlaces, statedPlace } from '../values/places.ts';
import type { TokenRange } from './fact.ts';

/** `not Germany`, `instead of June`, `rather than 40k`: a value that is taken back where it is named. */
export function isTakenBack(tokens: readonly Token[], { from }: TokenRange): boolean {
  let at = from - 1;
  while (at > from - 4 && SMALL.has(tokens[at]?.fold ?? '')) at -= 1;
  const [word, before] = [tokens[at]?.fold, tokens[at - 1]?.fold];
  return (
    NEGATIONS.has(word ?? '') ||
    (word === 'of' && before === 'instead') ||
    (word === 'than' && before === 'rather')
  );
}

/** A value that is taken back, with the words that do so. */
export function takenBackRange(tokens: readonly Token[], mention: TokenRange): TokenRange | null {
  if (!isTakenBack(tokens, mention)) return null;
  let from = mention.from - 1;
  while (from > mention.from - 4 && SMALL.has(tokens[from]?.fold ?? '')) from -= 1;
  if (tokens[from - 1]?.fold === 'instead' || tokens[from - 1]?.fold === 'rather') from -= 1;
  return { from, to: mention.to };
}

/** Words that take back what follows them. */
export const NEGATIONS: ReadonlySet<string> = new Set(['not', 'isnt', 'arent', 'wasnt', 'werent']);

const SMALL: ReadonlySet<string> = new Set(['in', 'the', 'a', 'an', 'on', 'by', 'from', '$', 'end']);

/** The places and attributes that a message takes back, with their fields. */
export function readTakenBack(tokens: readonly Token[]): readonly TakenBack[] {
  if (!tokens.some(({ fold }) => NEGATIONS.has(fold) || fold === 'instead' || fold === 'rather')) return [];
  const places = readPlaces(tokens).flatMap((mention) => {
    const stated = statedPlace(mention.place);
    return stated === null ? [] : [{ ...stated, from: mention.from, to: mention.to, span: mention.span }];
  });
  return [...places, ...readAttributes(tokens)]
    .filter((mention) => isTakenBack(tokens, mention))
    .map(({ field, value, span }) => ({ field, value, span }));
}
