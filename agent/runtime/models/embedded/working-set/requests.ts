import type { TokenRange } from '../facts/fact.ts';
import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { FORGETS, FROM_LIST } from './openers.ts';
import { type Known, type Referred, resolveReference } from './references.ts';
import type { OpenRequest, SetRequest } from './talk.ts';
import { core, DEAL_NOUNS, foldsOf } from './words.ts';

/** `forget the bank`, `drop the second one`, `forget everything`; null when it names no opportunity. */
export function readForget(
  { tokens, source }: Understanding,
  range: TokenRange,
  set: Known,
): SetRequest | null {
  const { from, to } = core(tokens, range);
  const opened = FORGETS(tokens, from);
  if (opened === null) return null;
  const told = beforeReason(tokens, opened.next, to);
  const end = beforeTail(tokens, opened.next, beforeAgain(tokens, opened.next, told));
  const rest = core(tokens, { from: opened.next, to: end });
  const words = foldsOf(tokens, rest);
  if (words.length > 0 && words.every((word) => ALL.has(word)) && words.some((word) => WHOLE.has(word)))
    return { kind: 'forget', targets: set.known };
  const found = resolveReference(tokens, rest, set);
  // `forget it` and `scrap that` wave something aside; `drop the SAP part` is of the wish.
  if (isPronoun(found) && !words.some((word) => DEAL_NOUNS.has(word))) return null;
  if (isWish(found) && !words.some((word) => DEAL_NOUNS.has(word))) return null;
  if (found.kind === 'none' && isDefiniteDeal(tokens, rest))
    return { kind: 'unknown', said: sliceSource(source, spanOf(tokens, rest.from, rest.to)) };
  return closed(found, { kind: 'forget' });
}

/** `the SAP deal`: surely meant as an opportunity, whether there is one or not. */
export function isDefiniteDeal(tokens: readonly Token[], { from, to }: TokenRange): boolean {
  const last = tokens[to - 1]?.fold ?? '';
  return (
    to - from > 2 &&
    to - from <= 8 &&
    ['the', 'that', 'our', 'my'].includes(tokens[from]?.fold ?? '') &&
    DEAL_NOUNS.has(last)
  );
}

const WHOLE: ReadonlySet<string> = new Set(['everything', 'all', 'lot', 'both', 'list', 'session']);
const ALL: ReadonlySet<string> = new Set(
  'everything session all of them it the lot both whole list deals opportunities opps customers these those my our we have discussed so far'.split(
    ' ',
  ),
);

/** `forget the marina, they went with someone else`: why it goes is no part of what it is called. */
function beforeReason(tokens: readonly Token[], from: number, to: number): number {
  for (let at = from + 1; at < to; at += 1) {
    const fold = tokens[at]?.fold ?? '';
    if (fold === 'because' || fold === 'since' || fold === 'cause' || fold === 'cos') return at;
    if (/^[-,;.(–—]$/.test(fold) && REASONS.has(tokens[at + 1]?.fold ?? '')) return at;
  }
  return to;
}

const REASONS: ReadonlySet<string> = new Set(
  'they theyve we weve it its he she that thats as lost dead gone cancelled canceled went no not deal customer'.split(
    ' ',
  ),
);

/** `…, drop it`: the same wish said again in a clause of its own. */
function beforeAgain(tokens: readonly Token[], from: number, to: number): number {
  const mark = tokens.findIndex(
    ({ kind, fold }, at) => at > from && at < to && kind === 'mark' && /^[,;.-]$/.test(fold),
  );
  const again = mark < 0 ? null : FORGETS(tokens, mark + 1);
  const after = again === null ? [] : foldsOf(tokens, { from: again.next, to });
  return again !== null && after.every((word) => ALL.has(word) || word === 'please') ? mark : to;
}

function beforeTail(tokens: readonly Token[], from: number, to: number): number {
  const trimmed = core(tokens, { from, to }).to;
  for (let at = from + 1; at < trimmed; at += 1) {
    if (FROM_LIST(tokens, at)?.next === trimmed) return at;
  }
  return trimmed;
}

/** `it`, `that one`. */
export function isPronoun(found: Referred): boolean {
  return found.kind !== 'none' && found.by === 'pronoun';
}

/** Named by words of the wish alone. */
export function isWish(found: Referred): boolean {
  return found.kind !== 'none' && found.by === 'description';
}

/** The request with its target, or with the question which one it is. */
export function closed(found: Referred, open: OpenRequest): SetRequest | null {
  if (found.kind === 'none') return null;
  if (found.kind === 'several') return { kind: 'which', among: found.opportunities, open };
  return fulfilled(open, found.opportunity);
}

/** An open request, done with the opportunity that was missing. */
export function fulfilled(open: OpenRequest, target: SetRequestTarget): SetRequest {
  switch (open.kind) {
    case 'switch':
      return { kind: 'switch', target };
    case 'rename':
      return { kind: 'rename', target, to: open.to };
    case 'forget':
      return { kind: 'forget', targets: [target] };
    case 'compare':
      return { kind: 'compare', targets: [...open.others, target], by: open.by };
  }
}

type SetRequestTarget = Extract<SetRequest, { kind: 'switch' }>['target'];
