import type { TokenRange } from '../facts/fact.ts';
import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { A_NAME, FROM_NOW_ON, INTO, IS_CALLED, RENAMES } from './openers.ts';
import { type Known, type Referred, resolveReference } from './references.ts';
import { closed } from './requests.ts';
import type { SetRequest } from './talk.ts';
import { core, DEAL_NOUNS, foldsOf } from './words.ts';

/** `call it Phoenix`, `rename the bank deal to Orion`: the name as written. */
export function readRenaming(understanding: Understanding, range: TokenRange, set: Known): SetRequest | null {
  const { tokens } = understanding;
  const { from, to } = core(tokens, range);
  if (to - from > LONGEST_RENAMING) return null;
  const end = withoutFromNowOn(tokens, from, to);
  const reason = RENAMES(tokens, from) === null ? afterReason(tokens, from, end) : null;
  if (reason !== null) return readRenaming(understanding, { from: reason, to }, set);
  const opened = RENAMES(tokens, from);
  const divided =
    opened === null
      ? isCalled(tokens, { from, to: end }, set, end < to)
      : divide(tokens, { from: opened.next, to: end }, set);
  if (divided === null || divided.nameAt >= end) return null;
  const name = sliceSource(understanding.source, spanOf(tokens, divided.nameAt, end))
    .replace(/^["'“‘«]+|["'”’»]+$/g, '')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(name) || name.length > LONGEST_NAME || IDIOMS.test(name)) return null;
  return closed(divided.found, { kind: 'rename', to: name });
}

/** `call it a day` names nothing. */
const IDIOMS = /^(?:a day|quits|off|even|a night|done)$/i;
const LONGEST_RENAMING = 24;
const LONGEST_NAME = 60;

/** `too long, call this one UZG`: a short clause says why, and the next one names. */
function afterReason(tokens: readonly Token[], from: number, to: number): number | null {
  for (let at = from + 1; at < Math.min(to, from + MOST_REASON); at += 1)
    if (/^[,;:.-]$/.test(tokens[at]?.fold ?? '') && RENAMES(tokens, at + 1) !== null)
      return POINTING.has(tokens[at + 2]?.fold ?? '') ? at + 1 : null;
  return null;
}

const MOST_REASON = 10;
const POINTING: ReadonlySet<string> = new Set(['it', 'this', 'that', 'the']);

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

/**
 * `from now on Acme is called Phoenix`, `give the bank the nickname Orion`: without a word that it is to be so
 * from now on, what somebody is called is the customer's name.
 */
function isCalled(
  tokens: readonly Token[],
  { from, to }: TokenRange,
  set: Known,
  isFromNowOn: boolean,
): { readonly found: Referred; readonly nameAt: number } | null {
  const start = FROM_NOW_ON(tokens, from)?.next ?? from;
  const gives = tokens[start]?.fold === 'give';
  for (let at = start + 1; at < to; at += 1) {
    const called = (gives ? A_NAME : IS_CALLED)(tokens, at);
    if (called === null || called.next >= to) continue;
    const isMeant =
      gives || isFromNowOn || start > from || /^(?:should|shall|will|can)$/.test(tokens[at]?.fold ?? '');
    const found = resolveReference(tokens, { from: start + (gives ? 1 : 0), to: at }, set);
    return isMeant && found.kind !== 'none' ? { found, nameAt: called.next } : null;
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
