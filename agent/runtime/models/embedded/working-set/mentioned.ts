import type { Analysed } from '../conversation/return-to.ts';
import { technologyAt } from '../facts/name-run.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { readAttributes } from '../values/attributes.ts';
import { readPlaces } from '../values/places.ts';
import { type Known, resolveReference } from './references.ts';
import { foldsOf } from './words.ts';

/** An opportunity that a message names, and the words that do. */
export interface Mentioned {
  readonly opportunity: Analysed;
  readonly words: string;
}

/** The opportunity that a question or change names in passing (`what could go wrong at the bank?`); null when none. */
export function mentionedIn(understanding: Understanding, set: Known): Mentioned | null {
  const { tokens } = understanding;
  const called = calledByFirstWord(tokens, set);
  if (called !== null) return { opportunity: called, words: called.name };
  for (let from = 0; from < tokens.length; from += 1) {
    if (
      !['the', 'that', 'this', 'our', 'my', 'for', 'at', 'of', 'about', 'with'].includes(
        tokens[from]?.fold ?? '',
      )
    )
      continue;
    for (let to = Math.min(tokens.length, from + LONGEST_MENTION); to > from + 1; to -= 1) {
      const found = resolveReference(tokens, { from, to }, set);
      if (found.kind !== 'one' || found.by === 'pronoun') continue;
      const words = foldsOf(tokens, { from, to });
      // In passing, words of the wish and places in an order are too easily meant otherwise.
      if (found.by === 'description' && !endsWithDeal(words)) continue;
      if (found.by === 'position' && !endsWithDeal(words)) continue;
      if (found.by === 'size') continue;
      return { opportunity: found.opportunity, words: words.join(' ') };
    }
  }
  return null;
}

/** `which services does Kauri need`: the first word of one name alone, when it is no word of the trade. */
function calledByFirstWord(tokens: readonly Token[], { known }: Known): Analysed | null {
  for (const [at, { fold, kind }] of tokens.entries()) {
    if (kind !== 'word' || fold.length < 4 || technologyAt(tokens, at) !== null) continue;
    const called = known.filter(({ name }) => tokenize(name)[0]?.fold === fold);
    const [only] = called;
    const isPlain =
      readAttributes([tokens[at] as Token]).length === 0 && readPlaces([tokens[at] as Token]).length === 0;
    if (only !== undefined && called.length === 1 && isPlain) return only;
  }
  return null;
}

const LONGEST_MENTION = 7;

function endsWithDeal(words: readonly string[]): boolean {
  return /^(?:deal|one|opportunity|opp|customer|client|account)$/.test(words.at(-1) ?? '');
}
