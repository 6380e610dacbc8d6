import { phrases } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import { type CustomerSurroundings, isCapital } from './customer-mention.ts';
import type { TokenRange } from './fact.ts';
import { isName, nameRun, technologyAt } from './name-run.ts';

const cue = phrases<true>(
  'partner|partner is|partner will be|partner called|partner named|si partner|delivery partner|delivery partner is|integrator|integrator is|delivered by|delivery by|implemented by|implementation by'
    .split('|')
    .map((words): [string, true] => [words, true]),
);

export interface PartnerMention {
  readonly name: TokenRange;
  /** The name with the words that lead to it: `through our partner …`. */
  readonly uses: TokenRange;
}

/** Who delivers the work with the seller: `our partner is Harbor Digital`, `delivered by Harbor Digital`. */
export function readPartners(
  tokens: readonly Token[],
  zone: TokenRange,
  around: CustomerSurroundings,
): readonly PartnerMention[] {
  const found: PartnerMention[] = [];
  for (let at = zone.from; at < zone.to; at += 1) {
    const from = cue(tokens, at)?.next;
    if (from === undefined || from >= zone.to) continue;
    const quoted = /^["“„«]$/.test(tokens[from]?.text ?? '');
    if (!quoted && (!isCapital(tokens[from]) || around.ends(from) || technologyAt(tokens, from) !== null))
      continue;
    const name = nameRun(tokens, from, zone.to, around.ends);
    if (name === null || !isName(tokens, name)) continue;
    // `Partner Solutions GmbH wants …`: with a capital it is a label only where the name ends its clause.
    const next = tokens[name.to];
    if (isCapital(tokens[at]) && next?.kind === 'word') continue;
    let first = at;
    while (first > zone.from && LEADING.has(tokens[first - 1]?.fold ?? '')) first -= 1;
    found.push({ name, uses: { from: first, to: quoted ? name.to + 1 : name.to } });
    at = name.to - 1;
  }
  return found;
}

const LEADING: ReadonlySet<string> = new Set(
  'through via with by using together along our the their my a and jointly is be being to will'.split(' '),
);
