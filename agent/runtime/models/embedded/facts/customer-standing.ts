import type { Token } from '../text/tokens.ts';
import {
  beginsName,
  type CustomerMention,
  type CustomerSurroundings,
  isCapital,
  isNamelike,
} from './customer-mention.ts';
import { skipLead } from './customer-subject.ts';
import type { TokenRange } from './fact.ts';
import { isName, nameRun, technologyAt } from './name-run.ts';
import { LEAD_WORDS, WORK_VERB } from './name-words.ts';
import { isRoleOfOwner } from './roles.ts';

/** `Acme, Germany, …`, `Acme (Norway) – …`: the message opens with the name and a mark ends it. */
export function openingOf(
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
  // Typed in lower case and with nothing after it, it is any word: `we are big`.
  if (next === undefined && !isNamelike(tokens, name)) return null;
  const placed =
    ['in', 'from', 'at'].includes(next?.fold ?? '') ||
    around.taken(name.to) ||
    isRoleOfOwner(tokens, name.to);
  if ((!fenced && !placed) || technologyAt(tokens, from) !== null || WORK_VERB.test(tokens[from]?.fold ?? ''))
    return null;
  return {
    name,
    uses: { from: zone.from, to: name.to },
    wishAt: null,
    surety: 'guessed',
    score: placed ? 5 : isCapital(tokens[from]) ? 6 : 4,
  };
}

/**
 * A name that nothing leads to: `…, Acme Foods, Denmark, …`, `the lease of Acme Steel in Ohio ends`. Weak:
 * a place beside it says that it is somebody, else it must fill its clause.
 */
export function standingAt(
  tokens: readonly Token[],
  at: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): CustomerMention | null {
  if (!isCapital(tokens[at]) || (isCapital(tokens[at - 1]) && at > zone.from)) return null;
  if (around.ends(at) && !beginsName(tokens, at, around)) return null;
  if (LEAD_WORDS.has(tokens[at]?.fold ?? '') || WORK_VERB.test(tokens[at]?.fold ?? '')) return null;
  const name = nameRun(tokens, at, zone.to, around.ends);
  if (name === null) return null;
  // `the Orchid Bay deal`: what is called a deal is named after its customer.
  if (tokens[at - 1]?.fold === 'the' && DEALS.has(tokens[name.to]?.fold ?? '') && !isCapital(tokens[name.to]))
    return { name, uses: { from: at - 1, to: name.to + 1 }, wishAt: null, score: 6, surety: 'guessed' };
  if (name.to - name.from < 2) return null;
  const technology = technologyAt(tokens, name.from);
  if (technology !== null && technology >= name.to) return null;
  if (technologyAt(tokens, name.to - 1) !== null) return null;
  const uses = name;
  if (
    isPlaceNext(tokens, name.to, around) ||
    // `…, Bolton Steel UK, …`
    (isFenceMark(tokens[at - 1]) && around.places(name.to))
  )
    return { name, uses, wishAt: null, score: technology === null ? 4 : 3, surety: 'guessed' };
  // `🚀 renewal!! Nordlys Telecom Oslo – …`: a clause that begins with the name and goes on with its place.
  if (around.places(name.to) && (isFenceMark(tokens[at - 1]) || tokens[at - 1]?.fold === '!'))
    return { name, uses, wishAt: null, score: technology === null ? 4 : 3, surety: 'guessed' };
  // In a line of keywords the place may stand before: `120 vms Hannover Maschinenbau Lindner`.
  if (
    around.places(at - 1) &&
    technology === null &&
    name.to - name.from === 2 &&
    !isCapital(tokens[name.to])
  )
    return { name, uses, wishAt: null, score: 2, surety: 'guessed' };
  const fills = isFenceMark(tokens[at - 1]) && isFenceMark(tokens[name.to]) && technology === null;
  return fills ? { name, uses, wishAt: null, score: 2, surety: 'guessed' } : null;
}

const DEALS: ReadonlySet<string> = new Set('deal opp opportunity account lead thing one'.split(' '));

/** `retailer "Bright & Bold", Johannesburg`: quoted, and with its kind or its place beside it. */
export function quotedAt(
  tokens: readonly Token[],
  at: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): CustomerMention | null {
  if (!/^["“„«]$/.test(tokens[at]?.text ?? '')) return null;
  const name = nameRun(tokens, at, zone.to, around.ends);
  if (name === null || name.from !== at + 1 || name.to - name.from > MOST_QUOTED) return null;
  const described = at > zone.from && around.taken(at - 1);
  if (!described && !isPlaceNext(tokens, name.to + 1, around)) return null;
  return { name, uses: { from: at, to: name.to + 1 }, wishAt: null, score: 5, surety: 'guessed' };
}

const MOST_QUOTED = 6;

/** Typed in lower case, at the head of a clause and with its place behind it: `… ok. globex foods, poland.` */
export function placedAt(
  tokens: readonly Token[],
  at: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): CustomerMention | null {
  const first = tokens[at];
  if (first?.kind !== 'word' || isCapital(first) || around.taken(at) || LEAD_WORDS.has(first.fold))
    return null;
  const name = nameRun(tokens, at, zone.to, around.ends);
  if (name === null || name.from !== at || name.to - at < 2 || name.to - at > 4) return null;
  // `financial services, Oslo` says of what kind somebody is.
  if ((around.describes(at) ?? at) >= name.to) return null;
  for (let each = at; each < name.to; each += 1)
    if (technologyAt(tokens, each) !== null || WORK_VERB.test(tokens[each]?.fold ?? '')) return null;
  const placed =
    isPlaceNext(tokens, name.to, around) ||
    // `osaka. mitsumori foods. …`
    (isFenceMark(tokens[name.to]) && isFenceMark(tokens[at - 1]) && around.places(at - 2));
  return placed ? { name, uses: name, wishAt: null, score: 4, surety: 'guessed' } : null;
}

function isPlaceNext(tokens: readonly Token[], at: number, around: CustomerSurroundings): boolean {
  let next = at;
  while (
    next - at < 3 &&
    (['(', ',', '-', 'in', 'from', 'based', 'out', 'of', 'the'].includes(tokens[next]?.fold ?? '') ||
      isRoleOfOwner(tokens, next))
  )
    next += 1;
  return next > at && around.places(next);
}

function isFenceMark(token: Token | undefined): boolean {
  return (
    token === undefined ||
    token.kind === 'line' ||
    [',', '.', ';', '|', '(', '/', '!', '?'].includes(token.fold)
  );
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
