import { type ConversationState, type Decision, EMPTY_STATE, type Plan } from '../conversation/plan.ts';
import { type Analysed, returnTo } from '../conversation/return-to.ts';
import type { TokenRange } from '../facts/fact.ts';
import type { SectionWish } from '../intents/section-intents.ts';
import type { Understanding } from '../understand.ts';
import { inOrder, readComparison } from './comparing.ts';
import { asksForList } from './listing.ts';
import { type Known, resolveReference } from './references.ts';
import { readRenaming } from './renaming.ts';
import { fulfilled, readForget } from './requests.ts';
import { readKeeping } from './supposing.ts';
import { readSwitch } from './switching.ts';
import { NO_TALK, type SetRequest, type SetTalk } from './talk.ts';
import { core } from './words.ts';

/** Requests of the session are short. */
const MOST_TOKENS = 40;

/**
 * What a message asks of the opportunities of this session: list, switch, compare, rename, forget, keep what was
 * supposed; null when it asks for none of it. `decideRest` decides on what stands behind a switch
 * (`back to Acme: what are the risks?`).
 */
export function decideSession(
  state: ConversationState,
  understanding: Understanding,
  today: string,
  decideRest: (state: ConversationState, text: string) => Decision,
): Decision | null {
  const { tokens } = understanding;
  if (tokens.length > MOST_TOKENS || understanding.deals.length + (state.deals ?? []).length > 0) return null;
  const whole = { from: 0, to: tokens.length };
  const { supposed, pending } = state.talk;
  const kept = supposed === null ? null : readKeeping(understanding, supposed);
  if (kept !== null && supposed !== null) {
    if (kept === 'leave') return done({ ...state, talk: NO_TALK }, { kind: 'leave' });
    const next = { ...state, draft: supposed.draft, talk: NO_TALK };
    return { plan: { kind: 'analyze', changed: supposed.changed }, state: next };
  }
  const set: Known = { known: state.known, analysisId: state.analysisId, today, listed: state.talk.listed };
  const answered = pending === null ? null : answerTo(pending, understanding, set);
  if (answered !== null) return follow(state, answered, alsoOf(pending, answered));
  const lists = asksForList(understanding, whole);
  if (state.known.length === 0)
    return lists && Object.keys(state.draft.values).length === 0
      ? { plan: { kind: 'say', what: 'needs-opportunity' }, state }
      : null;
  if (lists) return follow(state, { kind: 'list' }, null);
  const request = readOne(understanding, whole, set, state.asked.length === 0);
  // `back to baltica, it's 120 VMs`: what is not known as a whole may be a switch with a change behind it.
  const isUnknown = request?.kind === 'look-up';
  const more = isUnknown ? switchAndMore(state, understanding, set, decideRest) : null;
  if (more !== null) return more;
  if (request !== null) return follow(state, request, null);
  return switchAndMore(state, understanding, set, decideRest);
}

function readOne(
  understanding: Understanding,
  range: TokenRange,
  set: Known,
  mayBeBare: boolean,
): SetRequest | null {
  return (
    readForget(understanding, range, set) ??
    readRenaming(understanding, range, set) ??
    readComparison(understanding, range, set) ??
    readSwitch(understanding, range, set, mayBeBare)
  );
}

/** The answer to `which one?`, in whatever words tell one of them from the others. */
function answerTo(
  { among, open }: Extract<SetRequest, { kind: 'which' }>,
  { tokens }: Understanding,
  set: Known,
): SetRequest | null {
  const range = core(tokens, { from: 0, to: tokens.length });
  const asDeals = { ...set, known: among, listed: 'deals' } as const;
  const found = resolveReference(tokens, range, asDeals, { isDefinite: true });
  return found.kind === 'one' && found.by !== 'pronoun' ? fulfilled(open, found.opportunity) : null;
}

/** What was asked of the one that is now chosen. */
function alsoOf(pending: SetTalk['pending'], answered: SetRequest): Plan | null {
  const also = pending?.open.kind === 'switch' ? (pending.open.also ?? null) : null;
  if (answered.kind !== 'switch') return null;
  const { analysisId } = answered.target;
  if (also?.kind === 'sections') return { ...also, analysisId };
  return also?.kind === 'requests' ? { ...also, about: { analysisId } } : null;
}

/** Asks of which opportunity a part of its analysis is wanted, where none is talked about. */
export function askOfWhich(state: ConversationState, wishes: readonly SectionWish[]): Decision {
  return askOfWhichFor(state, { kind: 'sections', analysisId: '', wishes });
}

/** Asks of which opportunity something is wanted; the only one there is, is meant. */
export function askOfWhichFor(
  state: ConversationState,
  also: Extract<Plan, { kind: 'sections' | 'requests' }>,
): Decision {
  const among = inOrder(state.known);
  const [only] = among;
  if (only !== undefined && among.length === 1)
    return { plan: planFor(also, only.analysisId), state: returnTo(state, only) };
  return follow(state, { kind: 'which', among, open: { kind: 'switch', also } }, null);
}

function planFor(plan: Extract<Plan, { kind: 'sections' | 'requests' }>, analysisId: string): Plan {
  return plan.kind === 'sections' ? { ...plan, analysisId } : { ...plan, about: { analysisId } };
}

const BREAKS: ReadonlySet<string> = new Set([
  ',',
  '.',
  ';',
  ':',
  '-',
  '–',
  '—',
  '!',
  '?',
  '\n',
  'and',
  'then',
  '&',
]);

/** A switch with a question or a change behind it; the longest clause that is a switch. */
function switchAndMore(
  state: ConversationState,
  understanding: Understanding,
  set: Known,
  decideRest: (state: ConversationState, text: string) => Decision,
): Decision | null {
  const { tokens, source } = understanding;
  for (let at = tokens.length - 2; at > 0; at -= 1) {
    const token = tokens[at];
    if (token === undefined || !BREAKS.has(token.fold)) continue;
    const from = clauseStart(understanding, at);
    const request = readSwitch(understanding, { from, to: at }, set, false);
    if (request?.kind !== 'switch') continue;
    const moved = returnTo(state, request.target);
    const rest = source.slice(token.end).trim();
    const { plan, state: next } = decideRest(moved, rest);
    if (!BEHIND.has(plan.kind)) return follow(state, request, null);
    return { plan: { kind: 'session', request, also: plan }, state: next };
  }
  return null;
}

/** What may be asked in one breath with a switch. */
const BEHIND: ReadonlySet<Plan['kind']> = new Set(['sections', 'analyze', 'what-if', 'requests']);

/** After courtesies that end with a mark: `thx. back to Cedar - …`. */
function clauseStart({ tokens }: Understanding, end: number): number {
  return core(tokens, { from: 0, to: end }).from;
}

/** Where the conversation stands after a request, and the plan for it. */
function follow(state: ConversationState, request: SetRequest, also: Plan | null): Decision {
  switch (request.kind) {
    case 'switch':
      return done(returnTo(state, request.target), request, also);
    case 'rename': {
      const known = state.known.map((each) =>
        each.analysisId === request.target.analysisId ? { ...each, name: request.to } : each,
      );
      return done({ ...state, known, talk: NO_TALK }, request);
    }
    case 'forget':
      return done(without(state, request.targets), request);
    case 'which':
      return done({ ...state, talk: { ...state.talk, pending: request } }, request);
    case 'list':
    case 'compare':
      return done({ ...state, talk: { ...state.talk, pending: null, listed: 'deals' } }, request);
    default:
      return done(state, request);
  }
}

/** Without what is forgotten; a single one that is left is what is talked about. */
function without(state: ConversationState, gone: readonly Analysed[]): ConversationState {
  const isGone = ({ analysisId }: Pick<ConversationState, 'analysisId'>) =>
    gone.some((each) => each.analysisId === analysisId);
  const known = state.known.filter((each) => !isGone(each));
  if (!isGone(state)) return { ...state, known };
  const [only] = known;
  const empty = { ...EMPTY_STATE, known, insight: state.insight };
  return only !== undefined && known.length === 1 ? returnTo(empty, only) : empty;
}

function done(state: ConversationState, request: SetRequest, also: Plan | null = null): Decision {
  return { plan: { kind: 'session', request, also }, state };
}
