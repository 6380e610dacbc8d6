import type { TokenRange } from '../facts/fact.ts';
import { isName, technologyAt } from '../facts/name-run.ts';
import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { FORGETS, FROM_LIST, INTO, RENAMES, RETURNS, TURNS } from './openers.ts';
import { type Known, type Referred, resolveReference } from './references.ts';
import type { OpenRequest, SetRequest } from './talk.ts';
import { core, DEAL_NOUNS, foldsOf } from './words.ts';

/** `forget the bank`, `drop the second one`, `forget everything`; null when it names no opportunity. */
export function readForget({ tokens }: Understanding, range: TokenRange, set: Known): SetRequest | null {
  const { from, to } = core(tokens, range);
  const opened = FORGETS(tokens, from);
  if (opened === null) return null;
  const rest = core(tokens, { from: opened.next, to: beforeTail(tokens, opened.next, to) });
  const words = foldsOf(tokens, rest);
  if (words.length > 0 && words.every((word) => ALL.has(word)) && words.some((word) => WHOLE.has(word)))
    return { kind: 'forget', targets: set.known };
  const found = resolveReference(tokens, rest, set);
  // `forget it` and `scrap that` wave something aside; `drop the SAP part` is of the wish.
  if (isPronoun(found) && !words.some((word) => DEAL_NOUNS.has(word))) return null;
  if (isWish(found) && !words.some((word) => DEAL_NOUNS.has(word))) return null;
  return closed(found, { kind: 'forget' });
}

const WHOLE: ReadonlySet<string> = new Set(['everything', 'all', 'lot', 'both', 'list']);
const ALL: ReadonlySet<string> = new Set(
  'everything all of them it the lot both whole list deals opportunities opps customers these those my our we have discussed so far'.split(
    ' ',
  ),
);

function beforeTail(tokens: readonly Token[], from: number, to: number): number {
  const trimmed = core(tokens, { from, to }).to;
  for (let at = from + 1; at < trimmed; at += 1) {
    if (FROM_LIST(tokens, at)?.next === trimmed) return at;
  }
  return trimmed;
}

/** `call it Phoenix`, `rename the bank deal to Orion`: the name as written. */
export function readRenaming(understanding: Understanding, range: TokenRange, set: Known): SetRequest | null {
  const { tokens } = understanding;
  const { from, to } = core(tokens, range);
  const opened = RENAMES(tokens, from);
  if (opened === null || to - from > LONGEST_RENAMING) return null;
  const end = withoutFromNowOn(tokens, opened.next, to);
  const divided = divide(tokens, { from: opened.next, to: end }, set);
  if (divided === null) return null;
  const name = sliceSource(understanding.source, spanOf(tokens, divided.nameAt, end))
    .replace(/^["'“‘«]+|["'”’»]+$/g, '')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(name) || name.length > LONGEST_NAME) return null;
  return closed(divided.found, { kind: 'rename', to: name });
}

const LONGEST_RENAMING = 24;
const LONGEST_NAME = 60;

/** What is renamed and where its new name begins: at a `to`, after a pronoun, else after the longest reference. */
function divide(
  tokens: readonly Token[],
  { from, to }: TokenRange,
  set: Known,
): { readonly found: Referred; readonly nameAt: number } | null {
  for (let at = from; at < to; at += 1) {
    const into = INTO(tokens, at);
    if (into === null || into.next >= to) continue;
    const found = at === from ? pointedAt(set) : resolveReference(tokens, { from, to: at }, set);
    if (found.kind !== 'none') return { found, nameAt: into.next };
  }
  const pronoun = ['it', 'this', 'that'].includes(tokens[from]?.fold ?? '')
    ? from + 1 + (DEAL_NOUNS.has(tokens[from + 1]?.fold ?? '') ? 1 : 0)
    : from;
  if (pronoun > from && pronoun < to) {
    const found = resolveReference(tokens, { from, to: pronoun }, set);
    return found.kind === 'none' ? null : { found, nameAt: pronoun };
  }
  for (let at = to - 1; at > from; at -= 1) {
    const found = resolveReference(tokens, { from, to: at }, set);
    if (found.kind !== 'none') return { found, nameAt: at };
  }
  return null;
}

function pointedAt(set: Known): Referred {
  const current = set.known.find(({ analysisId }) => analysisId === set.analysisId);
  return current === undefined ? { kind: 'none' } : { kind: 'one', opportunity: current, by: 'pronoun' };
}

/** `from now on`, `from here on`, `going forward`. */
function withoutFromNowOn(tokens: readonly Token[], from: number, to: number): number {
  for (let at = from + 1; at < to; at += 1) {
    const rest = foldsOf(tokens, { from: at, to }).join(' ');
    if (
      /^(?:from (?:now|here|today)(?: on)?(?:wards?)?|going forward|in future|in the future|ok|for short)$/.test(
        rest,
      )
    )
      return core(tokens, { from, to: at }).to;
  }
  return to;
}

/** `back to Acme`, `the second one`, `what about the bank`; a name nobody knows here is looked up. */
export function readSwitch(
  understanding: Understanding,
  range: TokenRange,
  set: Known,
  mayBeBare: boolean,
): SetRequest | null {
  const { tokens, source } = understanding;
  const { from, to } = core(tokens, range);
  if (to <= from) return null;
  const returns = RETURNS(tokens, from);
  const opened = returns ?? TURNS(tokens, from);
  if (opened === null && !mayBeBare) return null;
  const rest = core(tokens, { from: opened?.next ?? from, to });
  if (rest.to <= rest.from) return null;
  const found = resolveReference(tokens, rest, set);
  // `take that`, `show it`: of what is at hand, and no switch. A bare name may be an answer to something else.
  if (isPronoun(found) && returns === null) return null;
  if (isWish(found) && !foldsOf(tokens, rest).some((word) => DEAL_NOUNS.has(word)) && returns === null)
    return null;
  if (found.kind !== 'none') return closed(found, { kind: 'switch' });
  if (returns === null || !isUnknownName(tokens, rest)) return null;
  return { kind: 'look-up', name: sliceSource(source, spanOf(tokens, withoutThe(tokens, rest), rest.to)) };
}

function isUnknownName(tokens: readonly Token[], range: TokenRange): boolean {
  return (
    range.to - range.from <= 8 &&
    technologyAt(tokens, range.from) === null &&
    isName(tokens, { from: withoutThe(tokens, range), to: range.to }) &&
    /\p{Lu}/u.test(
      tokens
        .slice(range.from, range.to)
        .map(({ text }) => text)
        .join(' '),
    )
  );
}

function withoutThe(tokens: readonly Token[], { from, to }: TokenRange): number {
  return from + 1 < to && ['the', 'that'].includes(tokens[from]?.fold ?? '') ? from + 1 : from;
}

function isPronoun(found: Referred): boolean {
  return found.kind !== 'none' && found.by === 'pronoun';
}

/** Named by words of the wish alone. */
function isWish(found: Referred): boolean {
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
