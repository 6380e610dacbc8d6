import type { Token } from '../text/tokens.ts';
import type { Surety, TokenRange } from './fact.ts';
import { technologyAt } from './name-run.ts';

export interface CustomerMention {
  readonly name: TokenRange;
  /** What the mention uses up: the name with the words that lead to it and those that follow it. */
  readonly uses: TokenRange;
  /** The token at which the wish begins, when a verb such as `wants` ties the two. */
  readonly wishAt: number | null;
  /** Higher is surer; at or above `SURE_NAME` two different names contradict each other. */
  readonly score: number;
  readonly surety: Surety;
}

export const SURE_NAME = 8;

export interface CustomerSurroundings {
  /** Tokens that other readers know: places, attributes, dates, money. */
  readonly taken: (at: number) => boolean;
  /** Tokens that end a name: as `taken`, without attributes, since names hold them (`St. Mary Hospital`). */
  readonly ends: (at: number) => boolean;
  /** Tokens of attributes and adjectives that may stand before a name: `German retailer Foo`. */
  readonly describes: (at: number) => number | null;
  readonly places: (at: number) => boolean;
}

/** How far before a cue its lead words are looked for. */
export const MOST_LEAD_TOKENS = 24;

export const CLAUSE_ENDS = new Set(['.', '!', '?', ';', ':']);

/** `Ministry of Health`, `university of Graz`, `Hospital Clinic`: a word that describes and begins a name. */
export function belongsToName(
  tokens: readonly Token[],
  at: number,
  described: number,
  start: number,
  around: CustomerSurroundings,
): boolean {
  if (tokens[described]?.fold === 'of' && isCapital(tokens[described + 1])) return true;
  // `minera del norte`
  if (['de', 'del', 'du', 'da', 'do', 'della', 'des'].includes(tokens[described]?.fold ?? '')) return true;
  if (!isCapital(tokens[at]) || !isCapital(tokens[described]) || technologyAt(tokens, described) !== null)
    return false;
  // `Deutsche Kornbank` begins with a place; a size or kind first in its sentence has its capital from there.
  return at > start || around.ends(at);
}

export function beginsName(tokens: readonly Token[], at: number, around: CustomerSurroundings): boolean {
  const next = around.describes(at);
  return next !== null && belongsToName(tokens, at, next, at - 1, around);
}

/** Whether a name has a name's shape: a capital, or digits that are part of it (`3M`, `1&1`). */
export function isNamelike(tokens: readonly Token[], name: TokenRange): boolean {
  return tokens.slice(name.from, name.to).some((token) => isCapital(token) || token.kind === 'number');
}

export function isCapital(token: Token | undefined): boolean {
  return token !== undefined && /^[\p{Lu}\p{Lo}]/u.test(token.text);
}

/** Placeholders and pronouns: nobody is called so, however it is written. */
const NOBODY: ReadonlySet<string> = new Set(
  `i we you they he she it us them our their my your his her this that these those who which what where why how nobody
  someone somebody everybody tbd tba unknown n a na none nothing anything something yes no not in on at for from to with
  by as based located moved still ready happy fine good great now here there the an one two and but or so`.split(
    /\s+/,
  ),
);

/**
 * `Customer is Target, Minneapolis`: a word that names things names somebody where a field says so, with a capital
 * and a mark or its place behind it, or in lower case with both.
 */
export function isCommonName(
  tokens: readonly Token[],
  at: number,
  around: Pick<CustomerSurroundings, 'places'>,
): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token?.kind !== 'word' || NOBODY.has(token.fold)) return false;
  if (!/^(?:customer|client|account|prospect|cust)$/.test(tokens[at - 2]?.fold ?? '')) return false;
  if (!/^(?:is|called|named)$/.test(tokens[at - 1]?.fold ?? '')) return false;
  const placed = /^(?:,|\(|in|from|at)$/.test(next?.fold ?? '') && around.places(at + 2);
  const ended = next === undefined || next.kind === 'line' || /^[,.;(|/!-]$/.test(next.fold);
  return placed || (isCapital(token) && ended);
}
