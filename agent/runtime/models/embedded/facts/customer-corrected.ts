import type { Token } from '../text/tokens.ts';
import {
  type CustomerMention,
  type CustomerSurroundings,
  isCapital,
  MOST_LEAD_TOKENS,
} from './customer-mention.ts';
import type { TokenRange } from './fact.ts';
import { nameRun, technologyAt } from './name-run.ts';
import { EDGE_WORDS, LEAD_WORDS } from './name-words.ts';
import { NEGATIONS } from './negation.ts';

/** How many tokens before it the name that is taken back may begin. */
const MOST_BACK = 12;

/** `the customer isn't Kraus, it's Krausmann`, `not Kraus but Krausmann`, `it's Krausmann, not Kraus`. */
export function correctedAt(
  tokens: readonly Token[],
  at: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): CustomerMention | null {
  const from = afterCorrection(tokens, at);
  if (from === null || from >= zone.to || !isCapital(tokens[from])) return null;
  if (around.taken(from) || technologyAt(tokens, from) !== null) return null;
  const name = nameRun(tokens, from, zone.to, around.ends);
  if (name === null) return null;
  const negation = negationBefore(tokens, at, zone.from);
  const after = tokens[name.to]?.fold === ',' ? name.to + 1 : name.to;
  const takesBackAfter = tokens[after]?.fold === 'not' && isCapital(tokens[after + 1]);
  if (negation === null && !takesBackAfter) return null;
  let first = negation ?? at;
  while (first > zone.from && at - first < MOST_LEAD_TOKENS && isLead(tokens[first - 1])) first -= 1;
  const wrong = takesBackAfter ? nameRun(tokens, after + 1, zone.to, around.ends) : null;
  const called = tokens
    .slice(first, at)
    .some(({ fold }) => /^(?:customer|client|account|name|company)$/.test(fold));
  return {
    name,
    uses: { from: first, to: wrong?.to ?? name.to },
    wishAt: null,
    score: 9,
    surety: called ? 'explicit' : 'tied',
  };
}

function afterCorrection(tokens: readonly Token[], at: number): number | null {
  const token = tokens[at];
  if (token?.fold === 'it' && /['’]s$/i.test(token.text)) return at + 1;
  if ((token?.fold === 'it' || token?.fold === 'its') && tokens[at + 1]?.fold === 'is') return at + 2;
  if (token?.fold === 'its' || token?.fold === 'but' || token?.fold === 'rather') return at + 1;
  return null;
}

function negationBefore(tokens: readonly Token[], at: number, zoneFrom: number): number | null {
  for (let back = at - 1; back >= Math.max(zoneFrom, at - MOST_BACK); back -= 1) {
    const token = tokens[back];
    if (token === undefined || token.kind === 'line' || ['.', '!', '?'].includes(token.fold)) return null;
    if (NEGATIONS.has(token.fold)) return back;
  }
  return null;
}

function isLead(token: Token | undefined): boolean {
  return (
    token !== undefined && (LEAD_WORDS.has(token.fold) || EDGE_WORDS.has(token.fold) || token.fold === ',')
  );
}
