import type { Analysed } from '../conversation/return-to.ts';
import { describesWish } from '../conversation/starts.ts';
import type { Fact } from '../facts/fact.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import type { Mentioned } from './mentioned.ts';
import { type Known, resolveReference } from './references.ts';
import { DEAL_NOUNS, DETERMINERS, foldsOf } from './words.ts';

/** A message, and what its customer is in this session. */
export interface OwnReference {
  /** Without a customer that only says which opportunity is meant. */
  readonly understanding: Understanding;
  readonly named: Mentioned | null;
  /** The message as that of another opportunity of a known customer; null when it describes none. */
  readonly another: Understanding | null;
}

/** A note is about one deal; longer text describes its own. */
const LONGEST = 60;

/**
 * Tells a customer that is a new one from one that is only a way of naming an opportunity of the session: `for
 * the timber one, close is 15 May`, or by a part of its name, `Kauri is mid-market`. With a wish of its own the
 * message describes another opportunity of that customer: `also for Kauri: an SAP migration, closing in June`.
 */
export function readOwnReference(understanding: Understanding, set: Known): OwnReference {
  const { facts, tokens } = understanding;
  const plain = { understanding, named: null, another: null };
  const customer = facts.find(({ field, by }) => field === 'customerName' && by === 'prose');
  if (customer === undefined || tokens.length > LONGEST) return plain;
  const named = referenceIn(understanding, customer.span, set) ?? partOfName(customer, set);
  if (named === null) return plain;
  const without = {
    ...understanding,
    facts: facts.filter((fact) => fact !== customer),
    customerScore: 0,
  };
  const full = named.opportunity.draft.values.customerName?.value;
  const another =
    full === undefined || !describesWish(understanding)
      ? null
      : {
          ...understanding,
          facts: facts.map((fact) => (fact === customer ? { ...fact, value: full } : fact)),
        };
  return { understanding: without, named, another };
}

function referenceIn(
  { tokens }: Understanding,
  span: { readonly start: number; readonly end: number },
  set: Known,
): Mentioned | null {
  const from = tokens.findIndex(({ start }) => start >= span.start);
  const to = tokens.findLastIndex(({ end }) => end <= span.end) + 1;
  if (from < 0 || to <= from) return null;
  const isDefinite = [tokens[from - 1], tokens[from]].some((token) => DETERMINERS.has(token?.fold ?? ''));
  const isDeal = foldsOf(tokens, { from, to }).some((word) => DEAL_NOUNS.has(word));
  if (!isDeal && !(isDefinite && isSmall(tokens.slice(from, to)))) return null;
  const found = resolveReference(tokens, { from, to }, set, { isDefinite: true });
  return found.kind === 'one' && found.by !== 'pronoun'
    ? { opportunity: found.opportunity, words: foldsOf(tokens, { from, to }).join(' ') }
    : null;
}

function isSmall(tokens: readonly Token[]): boolean {
  return tokens.every(({ text, fold, kind }) => kind !== 'word' || text === fold);
}

/** The opportunity whose customer's name begins with these words and goes on; where it is named explicitly it is a new name. */
function partOfName({ value, surety }: Fact, { known, analysisId }: Known): Mentioned | null {
  if (surety === 'explicit') return null;
  const words = tokenize(String(value)).map(({ fold }) => fold);
  const called = known.filter(({ draft }) => {
    const name = tokenize(String(draft.values.customerName?.value ?? '')).map(({ fold }) => fold);
    return words.length <= name.length && words.every((word, index) => word === name[index]);
  });
  const customers = new Set(
    called.map(({ draft }) => String(draft.values.customerName?.value).toLowerCase()),
  );
  const chosen = called.find((each: Analysed) => each.analysisId === analysisId) ?? called[0];
  const isWhole = chosen?.draft.values.customerName?.value === value;
  return chosen === undefined || customers.size > 1 || isWhole
    ? null
    : { opportunity: chosen, words: words.join(' ') };
}
