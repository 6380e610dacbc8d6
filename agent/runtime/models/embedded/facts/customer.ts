import { phrases } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import type { TokenRange } from './fact.ts';
import { isName, nameRun, technologyAt } from './name-run.ts';
import { LEAD_WORDS, NO_NAMES, STRONG_CUES, WANT_TAIL, WANT_VERBS, WORK_VERB } from './name-words.ts';

export interface CustomerMention {
  readonly name: TokenRange;
  /** What the mention uses up: the name with the words that lead to it and those that follow it. */
  readonly uses: TokenRange;
  /** The token at which the wish begins, when a verb such as `wants` ties the two. */
  readonly wishAt: number | null;
  /** Higher is surer; at or above `SURE_NAME` two different names contradict each other. */
  readonly score: number;
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

const strongCue = phrases(STRONG_CUES.map((cue): [string, true] => [cue, true]));
const CLAUSE_ENDS = new Set(['.', '!', '?', ';', ':']);

/** Every way a message can name its customer, surest first. */
export function readCustomer(
  tokens: readonly Token[],
  zone: TokenRange,
  around: CustomerSurroundings,
): readonly CustomerMention[] {
  const found: CustomerMention[] = [];
  // Who writes some words with capitals writes names with them: the others are less likely one.
  const capitals = tokens.slice(zone.from, zone.to).filter(isCapital).length;
  for (let at = zone.from; at < zone.to; at += 1) {
    if (isClauseStart(tokens, at, zone)) {
      const subject = subjectAt(tokens, at, zone, around);
      if (subject !== null) found.push(subject);
    }
    const cued = cuedAt(tokens, at, zone, around);
    if (cued !== null) found.push(cued);
    const standing = standingAt(tokens, at, zone, around);
    if (standing !== null) found.push(standing);
  }
  for (const start of openings(tokens, zone)) {
    const opening = openingOf(tokens, { from: start, to: zone.to }, around);
    if (opening !== null) found.push(opening);
  }
  const mixed =
    capitals >= 4 || found.some(({ name }) => tokens.slice(name.from, name.to).filter(isCapital).length >= 2);
  return found
    .filter(
      ({ name }) =>
        isName(tokens, name) && (!around.ends(name.from) || beginsName(tokens, name.from, around)),
    )
    .map((mention) => ({
      ...mention,
      score: mention.score - (mixed && !isNamelike(tokens, mention.name) ? 3 : 0),
    }))
    .sort((a, b) => b.score - a.score || a.name.from - b.name.from);
}

/** The beginning, and what follows a colon soon after it: `I have a renewal: Acme, …`. */
function openings(tokens: readonly Token[], zone: TokenRange): readonly number[] {
  const colon = tokens.slice(zone.from, zone.from + 8).findIndex(({ fold }) => fold === ':');
  return colon < 0 ? [zone.from] : [zone.from, zone.from + colon + 1];
}

function isNamelike(tokens: readonly Token[], name: TokenRange): boolean {
  return tokens.slice(name.from, name.to).some((token) => isCapital(token) || token.kind === 'number');
}

function isClauseStart(tokens: readonly Token[], at: number, zone: TokenRange): boolean {
  const [token, before] = [tokens[at], tokens[at - 1]];
  if (
    token === undefined ||
    token.kind === 'line' ||
    (token.kind === 'mark' && token.fold !== '"' && token.fold !== '“')
  )
    return false;
  if (at === zone.from || before === undefined || before.kind === 'line') return true;
  if (['-', '*', '•', ','].includes(before.fold)) return before.fold === ',' ? at - zone.from <= 8 : true;
  return CLAUSE_ENDS.has(before.fold) && !(before.fold === '.' && (tokens[at - 2]?.text.length ?? 9) <= 2);
}

/** `Acme in the US wants …`: what stands before a verb of wanting, without what only describes it. */
function subjectAt(
  tokens: readonly Token[],
  start: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): CustomerMention | null {
  const from = skipLead(tokens, start, zone, around);
  if (from === null) return null;
  const verb = wantVerb(tokens, from, zone);
  if (verb === null || verb === from) return null;
  const name = nameRun(tokens, from, verb, around.ends);
  if (name === null || !fillsSubject(tokens, name.to, verb, around)) return null;
  const wishAt = skipTail(tokens, verb);
  return { name, uses: { from: start, to: wishAt }, wishAt, score: 7 };
}

/** Past greetings, articles and descriptions; `startup called` leads to the name that follows it. */
function skipLead(
  tokens: readonly Token[],
  start: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): number | null {
  let at = start;
  while (at < zone.to) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'line') return null;
    const described = around.describes(at);
    if (described !== null && !belongsToName(tokens, at, described, start, around)) {
      at = described;
      continue;
    }
    if (tokens[at + 1]?.fold === '.' && tokens[at + 1]?.glued === true && token.text.length === 1) return at;
    if (!LEAD_WORDS.has(token.fold) && ![',', ':', '-', '"', '(', '*', '>'].includes(token.fold)) return at;
    if (
      isCapital(token) &&
      isCapital(tokens[at + 1]) &&
      at > start &&
      !LEAD_WORDS.has(tokens[at + 1]?.fold ?? '')
    )
      return at;
    if (['"', '“'].includes(token.text)) return at;
    at += 1;
  }
  return null;
}

/** `Ministry of Health`, `university of Graz`, `Hospital Clinic`: a word that describes and begins a name. */
function belongsToName(
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

/** How far before a cue its lead words are looked for. */
const MOST_LEAD_TOKENS = 24;
const MOST_SUBJECT_TOKENS = 28;

function wantVerb(tokens: readonly Token[], from: number, zone: TokenRange): number | null {
  let depth = 0;
  for (let at = from; at < Math.min(zone.to, from + MOST_SUBJECT_TOKENS); at += 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'line') return null;
    if (token.fold === '(') depth += 1;
    if (token.fold === ')') depth -= 1;
    if (depth > 0 || token.kind !== 'word') {
      if (depth === 0 && at > from && CLAUSE_ENDS.has(token.fold) && endsClause(tokens, at)) return null;
      continue;
    }
    if (at === from) continue;
    if (WANT_VERBS.has(token.fold) && !(token.fold === 'is' && isPlaceClause(tokens, at))) return at;
    if (token.fold === 'to' && WORK_VERB.test(tokens[at + 1]?.fold ?? '')) return at;
    if (
      /^(?:moving|migrating|modernizing|modernising|replacing|building|rebuilding|consolidating|exiting|retiring)$/.test(
        token.fold,
      )
    )
      return at;
  }
  return null;
}

/** `St. Mary` and `acme.com` go on; a point before a blank is the end. */
function endsClause(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.fold !== '.') return true;
  return (
    tokens[at + 1]?.glued !== true &&
    (tokens[at - 1]?.text.length ?? 9) > 2 &&
    !/^(?:inc|ltd|corp|co)$/.test(tokens[at - 1]?.fold ?? '')
  );
}

/** `Acme is in Germany` states a place, not a wish. */
function isPlaceClause(tokens: readonly Token[], at: number): boolean {
  return ['in', 'based', 'a', 'an', 'the'].includes(tokens[at + 1]?.fold ?? '');
}

function skipTail(tokens: readonly Token[], verb: number): number {
  let at = tokens[verb]?.fold === 'to' ? verb + 1 : verb;
  if (at === verb && !WANT_VERBS.has(tokens[verb]?.fold ?? '')) return verb;
  if (at === verb) at += 1;
  while (WANT_TAIL.has(tokens[at]?.fold ?? '') && !(tokens[at]?.fold === 'us' && tokens[at]?.text === 'US'))
    at += 1;
  return at;
}

/** Words of an appositive that nothing here knows: `, the second largest insurer in Ohio,`. */
const MOST_UNKNOWN = 6;

/** Between the name and the verb only descriptions stand: places, brackets, `, a bank in Ohio,`. */
function fillsSubject(
  tokens: readonly Token[],
  from: number,
  verb: number,
  around: CustomerSurroundings,
): boolean {
  let depth = 0;
  let comma = false;
  let unknown = 0;
  for (let at = from; at < verb; at += 1) {
    const token = tokens[at];
    if (token === undefined) return false;
    if (token.fold === '(') depth += 1;
    if (token.fold === ')') depth -= 1;
    if (depth > 0) continue;
    if (token.fold === ',') comma = true;
    if (token.fold === '-' && !token.glued) return false;
    if (
      token.kind === 'mark' ||
      around.taken(at) ||
      LEAD_WORDS.has(token.fold) ||
      SUBJECT_JOINTS.has(token.fold)
    )
      continue;
    unknown += 1;
    if (!comma || unknown > MOST_UNKNOWN || technologyAt(tokens, at) !== null) return false;
  }
  return true;
}

const SUBJECT_JOINTS: ReadonlySet<string> = new Set(
  'in based out of who which that headquartered located also currently near'.split(' '),
);

/** `working with Acme to …`, `deal for "Acme"`, `help Acme move`, `for Acme` at the end. */
function cuedAt(
  tokens: readonly Token[],
  at: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): CustomerMention | null {
  const cue = strongCue(tokens, at) ?? placedCue(tokens, at, around);
  const weak =
    cue === null && ['for', 'at', 'help', 'from', 'with', 'if'].includes(tokens[at]?.fold ?? '')
      ? at + 1
      : null;
  const after = cue?.next ?? weak;
  if (after === null || after >= zone.to) return null;
  let from = after;
  if (cue !== null) {
    while (from - after < MOST_LEAD_TOKENS && AFTER_CUES.has(tokens[from]?.fold ?? '')) from += 1;
    for (
      let next = around.describes(from);
      next !== null &&
      from - after < MOST_LEAD_TOKENS &&
      !belongsToName(tokens, from, next, from - 1, around);
      next = around.describes(from)
    ) {
      from = next;
      if (['called', 'named', ','].includes(tokens[from]?.fold ?? '')) from += 1;
    }
  }
  if (
    from >= zone.to ||
    (around.taken(from) && !beginsName(tokens, from, around)) ||
    technologyAt(tokens, from) !== null
  )
    return null;
  const quoted = /^["“„«]$/.test(tokens[from]?.text ?? '');
  if (!quoted && cue === null && !isCapital(tokens[from]) && !isPlacedAfter(tokens, at, from, zone, around))
    return null;
  if (!quoted && NO_NAMES.has(tokens[from]?.fold ?? '') && !isCapital(tokens[from + 1])) return null;
  const name = nameRun(tokens, from, zone.to, around.ends);
  if (name === null) return null;
  const copula =
    cue !== null &&
    /\b(?:is|be)$/.test(
      tokens
        .slice(at, cue.next)
        .map((token) => token.fold)
        .join(' '),
    );
  let to = quoted && name.from > from ? name.to + 1 : name.to;
  const wishAt = tokens[to]?.fold === 'to' && WORK_VERB.test(tokens[to + 1]?.fold ?? '') ? to + 1 : null;
  if (wishAt !== null) to = wishAt;
  const score = copula ? 9 : quoted ? 8 : cue !== null ? 7 : 5;
  return { name, uses: { from: backToClause(tokens, at, zone), to }, wishAt: null, score };
}

function beginsName(tokens: readonly Token[], at: number, around: CustomerSurroundings): boolean {
  const next = around.describes(at);
  return next !== null && belongsToName(tokens, at, next, at - 1, around);
}

/** What may stand between a cue and the name. */
const AFTER_CUES: ReadonlySet<string> = new Set(
  ': - is a an the our my customer client called named company another'.split(' '),
);

/** `We are working with …` is used up from its beginning when only lead words stand before the cue. */
function backToClause(tokens: readonly Token[], at: number, zone: TokenRange): number {
  let from = at;
  while (from > zone.from && at - from < MOST_LEAD_TOKENS && LEAD_WORDS.has(tokens[from - 1]?.fold ?? ''))
    from -= 1;
  return from;
}

/** `Acme, Germany, …`, `Acme (Norway) – …`: the message opens with the name and a mark ends it. */
function openingOf(
  tokens: readonly Token[],
  zone: TokenRange,
  around: CustomerSurroundings,
): CustomerMention | null {
  const from = skipLead(tokens, zone.from, zone, around);
  if (from === null || (around.taken(from) && !beginsName(tokens, from, around))) return null;
  const name = nameRun(tokens, from, zone.to, around.ends);
  if (name === null) return null;
  const next = tokens[name.from > from && /^["“„«]$/.test(tokens[from]?.text ?? '') ? name.to + 1 : name.to];
  const fenced =
    next === undefined || next.kind === 'line' || [',', '(', '-', ':', '|', ';', '/'].includes(next.fold);
  const placed = ['in', 'from', 'at'].includes(next?.fold ?? '') || around.taken(name.to);
  if ((!fenced && !placed) || technologyAt(tokens, from) !== null || WORK_VERB.test(tokens[from]?.fold ?? ''))
    return null;
  return {
    name,
    uses: { from: zone.from, to: name.to },
    wishAt: null,
    score: placed ? 5 : isCapital(tokens[from]) ? 6 : 4,
  };
}

/** `opportunity in Chile with …`: a place between the two words of a cue. */
function placedCue(
  tokens: readonly Token[],
  at: number,
  around: CustomerSurroundings,
): { readonly next: number } | null {
  if (!['with', 'at', 'for'].includes(tokens[at]?.fold ?? '')) return null;
  let back = at - 1;
  while (at - back <= 4 && around.places(back)) back -= 1;
  if (back === at - 1 || tokens[back]?.fold !== 'in') return null;
  return /^(?:opportunity|opp|deal|lead|project|proposal|customer|prospect)$/.test(
    tokens[back - 1]?.fold ?? '',
  )
    ? { next: at + 1 }
    : null;
}

/** `at maple trust (canada)`: typed in lower case, only a place beside it makes a name of what follows `at`. */
function isPlacedAfter(
  tokens: readonly Token[],
  cue: number,
  from: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): boolean {
  const name = nameRun(tokens, from, zone.to, around.ends);
  if (name === null || name.to - name.from < 2) return false;
  const next = tokens[name.to]?.fold;
  return (
    around.places(name.to + 1) &&
    (next === '(' || (tokens[cue]?.fold === 'at' && (next === 'in' || next === ',')))
  );
}

/**
 * A name that nothing leads to: `…, Acme Foods, Denmark, …`, `the lease of Acme Steel in Ohio ends`. Weak:
 * a place beside it says that it is somebody, else it must fill its clause.
 */
function standingAt(
  tokens: readonly Token[],
  at: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): CustomerMention | null {
  if (!isCapital(tokens[at]) || (isCapital(tokens[at - 1]) && at > zone.from)) return null;
  if (around.ends(at) || LEAD_WORDS.has(tokens[at]?.fold ?? '') || WORK_VERB.test(tokens[at]?.fold ?? ''))
    return null;
  const name = nameRun(tokens, at, zone.to, around.ends);
  if (name === null || name.to - name.from < 2) return null;
  const technology = technologyAt(tokens, name.from);
  if (technology !== null && technology >= name.to) return null;
  if (technologyAt(tokens, name.to - 1) !== null) return null;
  const uses = name;
  if (isPlaceNext(tokens, name.to, around))
    return { name, uses, wishAt: null, score: technology === null ? 4 : 3 };
  const fills = isFenceMark(tokens[at - 1]) && isFenceMark(tokens[name.to]) && technology === null;
  return fills ? { name, uses, wishAt: null, score: 2 } : null;
}

function isPlaceNext(tokens: readonly Token[], at: number, around: CustomerSurroundings): boolean {
  let next = at;
  while (next - at < 3 && ['(', ',', 'in', 'from', 'based', 'out', 'of'].includes(tokens[next]?.fold ?? ''))
    next += 1;
  return next > at && around.places(next);
}

function isFenceMark(token: Token | undefined): boolean {
  return token === undefined || token.kind === 'line' || [',', '.', ';', '|', '(', '/'].includes(token.fold);
}

function isCapital(token: Token | undefined): boolean {
  return token !== undefined && /^[\p{Lu}\p{Lo}]/u.test(token.text);
}

/** Two customers side by side: `for Acme and for Bolt`, `Acme and Bolt, both …`. */
export function readSecondCustomer(tokens: readonly Token[], first: TokenRange): TokenRange | null {
  const both = tokens.slice(first.to, first.to + 24).some(({ fold }) => fold === 'both');
  if (both) {
    const and = tokens.slice(first.from, first.to).findIndex(({ fold }) => fold === 'and' || fold === '&');
    if (and > 0) return { from: first.from + and + 1, to: first.to };
  }
  if (!['and', '&', 'plus'].includes(tokens[first.to]?.fold ?? '')) return null;
  const again = ['for', 'with', 'at', 'from'].includes(tokens[first.to + 1]?.fold ?? '');
  const from = first.to + (again ? 2 : 1);
  if (!(again || both) || !isCapital(tokens[from]) || technologyAt(tokens, from) !== null) return null;
  const name = nameRun(tokens, from, tokens.length, () => false);
  return name !== null && isName(tokens, name) ? name : null;
}

/** Verbs that can only introduce a wish. */
const PLAIN_WANTS: ReadonlySet<string> = new Set(
  'want wants need needs would wish wishes require requires plan plans looking intends seeks'.split(' '),
);

/**
 * Wishes whose subject is a pronoun, a description or already known (`they want to …`, `A German bank
 * needs …`): the words that lead to them.
 */
export function readWishLeads(
  tokens: readonly Token[],
  zone: TokenRange,
  known: (at: number) => boolean,
): readonly TokenRange[] {
  const leads: TokenRange[] = [];
  for (let at = zone.from; at < zone.to; at += 1) {
    if (!PLAIN_WANTS.has(tokens[at]?.fold ?? '')) continue;
    let from = at;
    while (
      from > zone.from &&
      at - from < MOST_LEAD_TOKENS &&
      (known(from - 1) ||
        LEAD_WORDS.has(tokens[from - 1]?.fold ?? '') ||
        ['are', 'and', 'is', 'who', 'which'].includes(tokens[from - 1]?.fold ?? ''))
    ) {
      if (tokens[from - 1]?.kind !== 'word' && tokens[from - 1]?.kind !== 'number') break;
      from -= 1;
    }
    const before = tokens[from - 1];
    if (from > zone.from && before !== undefined && before.kind === 'word') continue;
    leads.push({ from, to: skipTail(tokens, at) });
  }
  return leads;
}
