import type { Analysed } from '../conversation/return-to.ts';
import type { TokenRange } from '../facts/fact.ts';
import type { Token } from '../text/tokens.ts';
import { ORDINAL_WORDS } from '../values/date-words.ts';
import { fits } from './fits.ts';
import { DEAL_NOUNS, DETERMINERS, foldsOf, JOINTS, PRONOUNS } from './words.ts';

/** What a few words stand for among the opportunities of the session. */
export type Referred =
  | { readonly kind: 'one'; readonly opportunity: Analysed; readonly by: ReferredBy }
  | { readonly kind: 'several'; readonly opportunities: readonly Analysed[]; readonly by: ReferredBy }
  | { readonly kind: 'none' };

/** How it was named; `description` is the weakest, since the words may be meant as a part of the wish. */
export type ReferredBy = 'pronoun' | 'position' | 'size' | 'name' | 'attribute' | 'description';

export interface Known {
  /** Latest used first. */
  readonly known: readonly Analysed[];
  readonly analysisId: string | null;
  readonly today: string;
  /** What was listed last: places in an order are of that. */
  readonly listed: 'deals' | 'projects' | null;
}

const NONE: Referred = { kind: 'none' };
/** Longer than any way of naming a deal. */
const MOST_WORDS = 14;

/**
 * The opportunity that words name: by pronoun, by its place in the order they came up or were used, by size, by a
 * part of its name, or by what is known of it (industry, size, place, close, what it is about). Every word must
 * say something of it. Without an article or a noun (`the bank`, `SAP deal`) only names count.
 */
export function resolveReference(
  tokens: readonly Token[],
  range: TokenRange,
  set: Known,
  options: { readonly isDefinite?: boolean } = {},
): Referred {
  const words = foldsOf(tokens, range);
  if (words.length === 0 || words.length > MOST_WORDS || set.known.length === 0) return NONE;
  const named = fits(tokens, range, set, 'name');
  if (named.length > 0 && isWhole(named, words)) return among(named, 'name');
  const { from, to } = bare(tokens, range);
  const rest = foldsOf(tokens, { from, to });
  if (rest.every((word) => PRONOUNS.has(word) || DEAL_NOUNS.has(word) || DETERMINERS.has(word))) {
    const points = words.some((word) => PRONOUNS.has(word) || DEAL_NOUNS.has(word));
    return points && !isPlural(words) ? pointed(set) : NONE;
  }
  const isProject = set.listed === 'projects' && !words.some((word) => OF_DEALS.has(word));
  const placed =
    (isProject ? null : byPosition(tokens.slice(range.from, to), rest, set)) ?? bySize(rest, set);
  if (placed !== null) return placed;
  const isDefinite = options.isDefinite === true || words.length > rest.length;
  for (const by of isDefinite ? (['name', 'attribute', 'description'] as const) : (['name'] as const)) {
    const found = fits(tokens, { from, to }, set, by);
    if (found.length > 0) return among(found, by);
  }
  return NONE;
}

/** `Acme (SAP)` said in full is that one, whatever else begins so. */
function isWhole(found: readonly Analysed[], words: readonly string[]): boolean {
  return found.length === 1 && words.length > 1;
}

function among(found: readonly Analysed[], by: ReferredBy): Referred {
  const [only] = found;
  if (only === undefined) return NONE;
  return found.length === 1
    ? { kind: 'one', opportunity: only, by }
    : { kind: 'several', opportunities: found, by };
}

/** Without article and noun: `the bank deal` is `bank`. */
function bare(tokens: readonly Token[], range: TokenRange): TokenRange {
  let { from, to } = range;
  while (from < to && (DETERMINERS.has(tokens[from]?.fold ?? '') || tokens[from]?.kind === 'mark')) from += 1;
  while (to > from && (DEAL_NOUNS.has(tokens[to - 1]?.fold ?? '') || tokens[to - 1]?.kind === 'mark'))
    to -= 1;
  return { from, to };
}

function isPlural(words: readonly string[]): boolean {
  return words.some((word) => ['them', 'those', 'these', 'deals', 'ones'].includes(word));
}

/** What `it` stands for: the current one, or the only one. */
function pointed({ known, analysisId }: Known): Referred {
  const current = known.find((each) => each.analysisId === analysisId);
  if (current !== undefined) return { kind: 'one', opportunity: current, by: 'pronoun' };
  return among(known, 'pronoun');
}

/** Nouns that no similar project is called by. */
const OF_DEALS: ReadonlySet<string> = new Set(
  'deal opportunity opp oppty customer client account prospect lead'.split(' '),
);
const PREVIOUS: ReadonlySet<string> = new Set(['previous', 'prior', 'earlier', 'before', 'preceding']);
const LATEST: ReadonlySet<string> = new Set(['last', 'latest', 'newest', 'recent']);
const OTHER: ReadonlySet<string> = new Set(['other', 'others', 'rest']);
const MOST: ReadonlySet<string> = new Set(['most', 'very', 'number', 'no', 'nr']);

function byPosition(
  tokens: readonly Token[],
  rest: readonly string[],
  { known, analysisId }: Known,
): Referred | null {
  const words = rest.filter((word) => !MOST.has(word) && !JOINTS.has(word) && !DEAL_NOUNS.has(word));
  const [word = '', ending = ''] = words;
  const others = known.filter((each) => each.analysisId !== analysisId);
  const ordered = [...known].sort((a, b) => a.since - b.since);
  if (words.length > 2 || (words.length === 2 && !/^(?:st|nd|rd|th)$/.test(ending))) return null;
  if (OTHER.has(word)) return among(others, 'position');
  if (PREVIOUS.has(word)) return among(others.slice(0, 1), 'position');
  if (LATEST.has(word)) return among(ordered.slice(-1), 'position');
  const isCounted =
    tokens.some(({ fold }) => fold === '#') ||
    rest.some((each) => MOST.has(each)) ||
    DEAL_NOUNS.has(rest[0] ?? '') ||
    ending !== '';
  const place = ORDINAL_WORDS.get(word) ?? (isCounted && /^\d$/.test(word) ? Number(word) : undefined);
  if (place === undefined) return null;
  const chosen = ordered[place - 1];
  return chosen === undefined ? NONE : among([chosen], 'position');
}

const LARGEST = /^(?:big|bigg|larg|high|great)/;
const SMALLEST = /^(?:small|low|tini|littl)/;

function bySize(rest: readonly string[], { known }: Known): Referred | null {
  const words = rest.filter((word) => !JOINTS.has(word));
  const [word = ''] = words;
  const sign = LARGEST.test(word) ? -1 : SMALLEST.test(word) ? 1 : 0;
  if (sign === 0 || words.length !== 1 || !/e(?:r|st)$/.test(word)) return null;
  const sized = known.filter(({ headline }) => (headline?.arrUsd ?? null) !== null);
  const [first] = [...sized].sort(
    (a, b) => sign * ((a.headline?.arrUsd?.median ?? 0) - (b.headline?.arrUsd?.median ?? 0)),
  );
  return among(first === undefined ? [] : [first], 'size');
}
