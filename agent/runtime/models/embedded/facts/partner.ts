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
    const delivers = deliversAt(tokens, at, zone, around);
    if (delivers !== null) {
      found.push(delivers);
      at = delivers.uses.to - 1;
      continue;
    }
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

/** `Harbor Digital would deliver`, `with Harbor Digital as partner`: the name is the subject of the delivery. */
function deliversAt(
  tokens: readonly Token[],
  at: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): PartnerMention | null {
  const before = tokens[at - 1];
  if (!isCapital(tokens[at]) || (at > zone.from && isCapital(before))) return null;
  if (around.ends(at) || technologyAt(tokens, at) !== null) return null;
  const name = nameRun(tokens, at, zone.to, around.ends);
  if (name === null || name.from !== at || !isName(tokens, name)) return null;
  const to = delivery(tokens, name.to) ?? asPartner(tokens, name.to);
  if (to === null) return null;
  let first = at;
  while (first > zone.from && LEADING.has(tokens[first - 1]?.fold ?? '')) first -= 1;
  return { name, uses: { from: first, to } };
}

const DELIVERS = /^(?:deliver|implement|execut)(?:s|ed|ing|e|es)?$/;

/** `would deliver`, `will implement it`, `delivers`: the work as the object, or none. */
function delivery(tokens: readonly Token[], at: number): number | null {
  let to = at;
  while (to - at < 3 && WILL.has(tokens[to]?.fold ?? '')) to += 1;
  if (!DELIVERS.test(tokens[to]?.fold ?? '')) return null;
  to += 1;
  while (THE_WORK.has(tokens[to]?.fold ?? '')) to += 1;
  const next = tokens[to];
  return next === undefined || next.kind !== 'word' || ['and', 'with', 'for'].includes(next.fold) ? to : null;
}

/** `as partner`, `as our delivery partner`, `is the partner`. */
function asPartner(tokens: readonly Token[], at: number): number | null {
  if (!['as', 'is'].includes(tokens[at]?.fold ?? '')) return null;
  let to = at + 1;
  while (OF_PARTNER.has(tokens[to]?.fold ?? '')) to += 1;
  return /^(?:partner|integrator|si)$/.test(tokens[to]?.fold ?? '') ? to + 1 : null;
}

const WILL: ReadonlySet<string> = new Set('would will can could is to going should'.split(' '));
const THE_WORK: ReadonlySet<string> = new Set(
  'it this that the work project all with us for them'.split(' '),
);
const OF_PARTNER: ReadonlySet<string> = new Set('the our a delivery implementation si si'.split(' '));

const LEADING: ReadonlySet<string> = new Set(
  'through via with by using together along our the their my a and jointly is be being to will'.split(' '),
);
