import type { Understanding } from '../understand.ts';
import type { Mentioned } from './mentioned.ts';
import { type Known, resolveReference } from './references.ts';
import { DEAL_NOUNS, DETERMINERS, foldsOf } from './words.ts';

/**
 * The message without a customer that is only a way of naming an opportunity of the session (`for the timber
 * one, close is 15 May`), and that opportunity. What is written as a name stays one.
 */
export function readOwnReference(
  understanding: Understanding,
  set: Known,
): { readonly understanding: Understanding; readonly named: Mentioned | null } {
  const { facts, tokens } = understanding;
  const customer = facts.find(({ field, by }) => field === 'customerName' && by === 'prose');
  const found = customer === undefined ? null : referenceIn(understanding, customer.span, set);
  if (customer === undefined || found === null || tokens.length > LONGEST)
    return { understanding, named: null };
  return {
    understanding: {
      ...understanding,
      facts: facts.filter((fact) => fact !== customer),
      customerScore: 0,
    },
    named: found,
  };
}

const LONGEST = 30;

function referenceIn(
  { tokens }: Understanding,
  span: { readonly start: number; readonly end: number },
  set: Known,
): Mentioned | null {
  const from = tokens.findIndex(({ start }) => start >= span.start);
  const to = tokens.findLastIndex(({ end }) => end <= span.end) + 1;
  if (from < 0 || to <= from) return null;
  const isDefinite =
    DETERMINERS.has(tokens[from - 1]?.fold ?? '') || DETERMINERS.has(tokens[from]?.fold ?? '');
  const isDeal = foldsOf(tokens, { from, to }).some((word) => DEAL_NOUNS.has(word));
  const isSmall = tokens.slice(from, to).every(({ text, fold, kind }) => kind !== 'word' || text === fold);
  if (!isDeal && !(isDefinite && isSmall)) return null;
  const found = resolveReference(tokens, { from, to }, set, { isDefinite: true });
  return found.kind === 'one' && found.by !== 'pronoun'
    ? { opportunity: found.opportunity, words: foldsOf(tokens, { from, to }).join(' ') }
    : null;
}
