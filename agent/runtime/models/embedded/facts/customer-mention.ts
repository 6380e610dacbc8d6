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
