import { EVERYTHING } from '#action-groups/data-analysis/find-in-session.ts';
import { searchFirst } from '../documents/search-first.ts';
import type { Fact } from '../facts/fact.ts';
import { countsSomething } from '../insight/decide-insight.ts';
import { readIntents } from '../intents/intents.ts';
import { type Lookup, readLookup } from '../lookup/read-lookup.ts';
import { decideRequests, decideSame } from '../requests/decide-requests.ts';
import { understand } from '../understand.ts';
import { decideSession } from '../working-set/decide-session.ts';
import { readOwnReference } from '../working-set/own-references.ts';
import { onSupposed } from '../working-set/supposed-case.ts';
import { supposes, withoutLeads } from '../working-set/supposing.ts';
import { begin, chooseDeal } from './begin.ts';
import { nextDeal } from './choice.ts';
import { decideMessage } from './decide-message.ts';
import type { ConversationState, Decision, Plan } from './plan.ts';
import { readRecall } from './recall.ts';
import { announcesDeal, startsOpportunity } from './starts.ts';
import { withTalk } from './talk-after.ts';

/** What one message means where the conversation stands: pure, the same each time it is asked. */
export function decide(before: ConversationState, text: string, today: string): Decision {
  const decision = withRequests(withInsight(decideWhole(before, text, today)));
  return searchFirst(before, () => understand(text, { today }), decision);
}

/** An opportunity that is talked about stands before the last question about the portfolio. */
function withInsight(decision: Decision): Decision {
  const { insight } = decision.state;
  return insight?.isLatest === true && OPPORTUNITY_PLANS.has(decision.plan.kind)
    ? { ...decision, state: { ...decision.state, insight: { ...insight, isLatest: false } } }
    : decision;
}

/** What waited for an opportunity is done with its analysis; talk about anything else ends the waiting. */
function withRequests(decision: Decision): Decision {
  const { plan, state } = decision;
  const { requests } = state;
  if (plan.kind === 'requests' || plan.kind === 'session') return decision;
  if (plan.kind === 'analyze' && requests.waiting.length > 0)
    return {
      ...decision,
      plan: { ...plan, after: requests.waiting },
      state: { ...state, requests: { ...requests, waiting: [], isLatest: false } },
    };
  const keeps = plan.kind === 'say' || plan.kind === 'recall';
  const waits = plan.kind === 'ask' || keeps;
  return {
    ...decision,
    state: {
      ...state,
      requests: { ...requests, isLatest: keeps && requests.isLatest, waiting: waits ? requests.waiting : [] },
    },
  };
}

const OPPORTUNITY_PLANS: ReadonlySet<Plan['kind']> = new Set([
  'requests',
  'analyze',
  'sections',
  'ask',
  'refuse-values',
  'what-if',
]);

function decideWhole(given: ConversationState, text: string, today: string): Decision {
  if (!/[\p{L}\p{N}]/u.test(text))
    return { plan: { kind: 'say', what: THUMBS_UP.test(text) ? 'thanks' : 'empty' }, state: given };
  const { isLookingUp = false, lookedUp, ...before } = given;
  const read = understand(text, { today });
  const lookup = readLookup(read, {
    customerName: customerOf(before),
    today,
    isFollowing: isLookingUp,
    lookedUp,
    isAsked: before.asked.length > 0,
    intents: readIntents(read.tokens),
  });
  const looksUp = lookup !== null && readRecall(read) === null && !announcesDeal(read);
  // After a lookup `and Acme?` goes on with it; else what the session holds comes first.
  if (looksUp && (isLookingUp || lookup.about !== undefined)) return find(before, lookup);
  const next = nextDeal(before.waiting ?? [], read);
  if (next !== null) return chooseDeal(before, before.waiting ?? [], next);
  const rest = (state: ConversationState, part: string) => decide(state, part, today);
  const same = decideSame(before, read, today);
  if (same !== null) return same;
  const ofSession = decideSession(before, read, today, rest);
  if (ofSession !== null) return ofSession;
  const asked = decideRequests(before, read, { today, rest });
  if (asked !== null) return asked;
  if (looksUp && !countsSomething(read, today)) return find(before, lookup);
  const isSupposing = before.analysisId !== null && supposes(read);
  const understanding = isSupposing ? understand(withoutLeads(text), { today }) : read;
  const set = { known: before.known, analysisId: before.analysisId, today, listed: before.talk.listed };
  const own = readOwnReference(understanding, set);
  const decision =
    own.another !== null && startsOpportunity(before, own.another)
      ? begin(before, own.another)
      : decideMessage(before, { ...own, text, today, isSupposing });
  return withTalk({ ...decision, plan: onSupposed(decision.plan, decision.state, read.tokens) });
}

/** Nothing but signs of approval. */
const THUMBS_UP = /^[\s!.]*(?:(?:👍|🙏|👏|🙌|👌|❤|💯|🎉|😊|✅)(?:\p{Emoji_Modifier}|\uFE0F)*[\s!.]*)+$/u;

function customerOf({ draft }: ConversationState): string | undefined {
  const name = draft.values.customerName?.value;
  return name === undefined ? undefined : String(name);
}

/** Asking what is known of somebody leaves the opportunity at hand as it is. */
function find(state: ConversationState, lookup: Lookup): Decision {
  const { name, span } = lookup;
  const taken: readonly Fact[] =
    span === null ? [] : [{ field: 'customerName', value: name, text: name, span, by: 'prose' }];
  return {
    plan: { kind: 'find', lookup },
    state: { ...state, isLookingUp: true, ...(name === EVERYTHING ? {} : { lookedUp: name }) },
    taken,
  };
}
