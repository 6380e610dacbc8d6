import type { TokenRange } from '../facts/fact.ts';
import { isName, technologyAt } from '../facts/name-run.ts';
import { sliceSource, spanOf, type Token, tokenize } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { RETURNS, TURNS } from './openers.ts';
import { type Known, type Referred, resolveReference } from './references.ts';
import { closed, isDefiniteDeal, isPronoun, isWish } from './requests.ts';
import type { SetRequest } from './talk.ts';
import { core, DEAL_NOUNS, foldsOf } from './words.ts';

/** `back to Acme`, `the second one`, `what about the bank`; a name nobody knows here is looked up. */
export function readSwitch(
  understanding: Understanding,
  range: TokenRange,
  set: Known,
  mayBeBare: boolean,
): SetRequest | null {
  const { tokens, source } = understanding;
  const { from, to } = core(tokens, range);
  if (to <= from) return null;
  if (GOES_BACK.test(foldsOf(tokens, { from, to }).join(' ')))
    return closed(resolveWords('previous', set), { kind: 'switch' });
  const returns = RETURNS(tokens, from) ?? afterVerb(tokens, from, to);
  const opened = returns ?? TURNS(tokens, from);
  if (opened === null && !mayBeBare) return null;
  const rest = core(tokens, { from: opened?.next ?? from, to });
  if (rest.to <= rest.from) return null;
  const found = resolveReference(tokens, rest, set);
  // `take that`, `show it`: of what is at hand, and no switch. A bare name may be an answer to something else.
  if (isPronoun(found) && returns === null) return null;
  if (isWish(found) && !foldsOf(tokens, rest).some((word) => DEAL_NOUNS.has(word)) && returns === null)
    return null;
  // `back to the last one`, said while it is the current one, is the one before.
  const isHere = found.kind === 'one' && found.opportunity.analysisId === set.analysisId;
  if (isHere && found.by === 'position' && set.known.length > 1 && returns !== null)
    return closed(resolveWords('previous', set), { kind: 'switch' });
  if (found.kind !== 'none') return closed(found, { kind: 'switch' });
  if (returns === null) return null;
  if (!isUnknownName(tokens, rest))
    return isDefiniteDeal(tokens, rest)
      ? { kind: 'unknown', said: sliceSource(source, spanOf(tokens, rest.from, rest.to)) }
      : null;
  const name = { from: withoutThe(tokens, rest), to: rest.to };
  while (name.to > name.from + 1 && DEAL_NOUNS.has(tokens[name.to - 1]?.fold ?? '')) name.to -= 1;
  return { kind: 'look-up', name: sliceSource(source, spanOf(tokens, name.from, name.to)) };
}

/** `hop back to Acme`, `can you swing back to …`: a verb that stands in no list. */
function afterVerb(tokens: readonly Token[], from: number, to: number): ReturnType<typeof RETURNS> {
  for (let at = from + 1; at < Math.min(from + 4, to); at += 1)
    if (tokens[at]?.fold === 'back' && tokens[at + 1]?.fold === 'to') return { value: true, next: at + 2 };
  return null;
}

/** Back, and no word of where to: to the one before. */
const GOES_BACK = /^(?:(?:go|switch|jump|step|take me|move|get) )?back(?: one)?$/;

function resolveWords(text: string, set: Known): Referred {
  const tokens = tokenize(text);
  return resolveReference(tokens, { from: 0, to: tokens.length }, set);
}

function isUnknownName(tokens: readonly Token[], range: TokenRange): boolean {
  return (
    range.to - range.from <= 8 &&
    technologyAt(tokens, range.from) === null &&
    isName(tokens, { from: withoutThe(tokens, range), to: range.to }) &&
    /\p{Lu}/u.test(
      tokens
        .slice(range.from, range.to)
        .map(({ text }) => text)
        .join(' '),
    )
  );
}

function withoutThe(tokens: readonly Token[], { from, to }: TokenRange): number {
  return from + 1 < to && ['the', 'that'].includes(tokens[from]?.fold ?? '') ? from + 1 : from;
}
