import type { Token } from '../text/tokens.ts';
import {
  beginsName,
  type CustomerMention,
  type CustomerSurroundings,
  isCapital,
} from './customer-mention.ts';
import type { TokenRange } from './fact.ts';
import { nameRun, technologyAt } from './name-run.ts';
import { NO_NAMES, WANT_VERBS } from './name-words.ts';

/** `…, Customer Foo Ltd, APJ`: a label that lost its colon. The name may hold any marks when a place ends it. */
export function announcedAt(
  tokens: readonly Token[],
  at: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): CustomerMention | null {
  if (!ANNOUNCING.has(tokens[at]?.fold ?? '')) return null;
  const from = tokens[at + 1]?.fold === 'name' ? at + 2 : at + 1;
  const first = tokens[from];
  if (first === undefined || from >= zone.to || first.kind === 'line' || first.glued) return null;
  // `Customer Care GmbH`: the two words are one thing.
  if (OF_CUSTOMERS.has(first.fold)) return null;
  const name = plainName(tokens, from, zone, around) ?? anyRun(tokens, from, zone, around);
  if (name === null) return null;
  // A deal has a name as well.
  const isAny = tokens[at]?.fold === 'name';
  return {
    name,
    uses: { from: at, to: name.to },
    wishAt: null,
    score: isAny ? 6 : 8,
    surety: isAny ? 'tied' : 'explicit',
  };
}

const OF_CUSTOMERS: ReadonlySet<string> = new Set(
  'care service services support success experience relations data portal management'.split(' '),
);

const ANNOUNCING: ReadonlySet<string> = new Set([
  'customer',
  'client',
  'account',
  'prospect',
  'cust',
  'name',
]);

function plainName(
  tokens: readonly Token[],
  from: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): TokenRange | null {
  if (!isCapital(tokens[from]) || NO_NAMES.has(tokens[from]?.fold ?? '')) return null;
  if (around.ends(from) && !beginsName(tokens, from, around)) return null;
  const name = nameRun(tokens, from, zone.to, around.ends);
  if (name === null || technologyAt(tokens, from) === name.to) return null;
  const next = tokens[name.to];
  const ended =
    next === undefined ||
    next.kind === 'line' ||
    [',', ';', '(', '|', '.', '/', 'in', 'from', 'based'].includes(next.fold);
  return ended ? name : null;
}

const MOST_RUN_TOKENS = 24;

/** Pasted text of any marks, up to `, <place>`, ` in <place>`, a `;` that parts fields, or the line's end. */
function anyRun(
  tokens: readonly Token[],
  from: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): TokenRange | null {
  let hostile = false;
  let to = from;
  for (; to < zone.to && tokens[to]?.kind !== 'line'; to += 1) {
    const [token, next] = [tokens[to], tokens[to + 1]];
    if (token === undefined || to - from > MOST_RUN_TOKENS) return null;
    const leadsToPlace = around.places(to + 1) || (next?.fold === 'the' && around.places(to + 2));
    if ((token.fold === ',' || token.fold === 'in' || token.fold === '(') && leadsToPlace) break;
    if (token.fold === ';' && next?.glued === false && !isCapital(next)) break;
    if (WANT_VERBS.has(token.fold)) return null;
    hostile ||= HOSTILE.test(token.text);
  }
  return hostile && to > from ? { from, to } : null;
}

/** Marks that no sentence about a customer has. */
const HOSTILE = /^[<>{}[\]\\`;|$%^*=_~]$/;
