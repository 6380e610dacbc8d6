import type { Token } from '../text/tokens.ts';
import {
  belongsToName,
  CLAUSE_ENDS,
  type CustomerMention,
  type CustomerSurroundings,
  isCapital,
  isNamelike,
  MOST_LEAD_TOKENS,
} from './customer-mention.ts';
import type { TokenRange } from './fact.ts';
import { isGreeting } from './greetings.ts';
import { nameRun, technologyAt } from './name-run.ts';
import { LEAD_WORDS, WANT_TAIL, WANT_VERBS, WORK_VERB } from './name-words.ts';
import { isRoleOfOwner } from './roles.ts';

/** `Acme in the US wants …`: what stands before a verb of wanting, without what only describes it. */
export function subjectAt(
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
  const tied = isNamelike(tokens, name) && !COPULAS.has(tokens[verb]?.fold ?? '');
  return { name, uses: { from: start, to: wishAt }, wishAt, score: 7, surety: tied ? 'tied' : 'guessed' };
}

/** Verbs that anything can be the subject of: `the price is …`. */
const COPULAS: ReadonlySet<string> = new Set(
  'is are was were has have had might could should must will would'.split(' '),
);

/** Past greetings, articles and descriptions; `startup called` leads to the name that follows it. */
export function skipLead(
  tokens: readonly Token[],
  start: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): number | null {
  let at = start;
  while (at < Math.min(zone.to, start + LONGEST_LEAD)) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'line') return null;
    const described = around.describes(at);
    if (described !== null && !belongsToName(tokens, at, described, start, around)) {
      at = described;
      continue;
    }
    if (tokens[at + 1]?.fold === '.' && tokens[at + 1]?.glued === true && token.text.length === 1) return at;
    if (isGreeting(tokens, at)) {
      at += 1;
      continue;
    }
    if (!LEAD_WORDS.has(token.fold) && ![',', ':', '-', '"', '(', '*', '>', '!'].includes(token.fold))
      return at;
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

/** Talk and descriptions before a name. */
const LONGEST_LEAD = 48;

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
      ) &&
      // `Pennine Building Society`
      !(isCapital(token) && isCapital(tokens[at + 1]))
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
    if (['-', '/', '|', ';', '•'].includes(token.fold) && !token.glued) return false;
    if (
      token.kind === 'mark' ||
      around.taken(at) ||
      LEAD_WORDS.has(token.fold) ||
      SUBJECT_JOINTS.has(token.fold) ||
      isRoleOfOwner(tokens, at)
    )
      continue;
    unknown += 1;
    if (!comma || unknown > MOST_UNKNOWN || technologyAt(tokens, at) !== null) return false;
  }
  return true;
}

const SUBJECT_JOINTS: ReadonlySet<string> = new Set(
  'in based out of who which that headquartered located also currently near told tells says said mentioned confirmed uh um erm basically really'.split(
    ' ',
  ),
);

/** Verbs that can only introduce a wish. */
const PLAIN_WANTS: ReadonlySet<string> = new Set(
  'wanna wnats watns wnat neds nedes needds want wants need needs would wish wishes require requires plan plans looking intends seeks'.split(
    ' ',
  ),
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
