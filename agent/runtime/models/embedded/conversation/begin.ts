import type { Fact, Problem } from '../facts/fact.ts';
import type { Understanding } from '../understand.ts';
import type { ChosenDeal } from './choice.ts';
import { type Draft, EMPTY_DRAFT, missingFields, withFacts } from './draft.ts';
import type { ConversationState, Decision, Plan } from './plan.ts';
import { withSameWish } from './same-wish.ts';

/** A new opportunity, of which the message is all that is known. */
export function begin(state: ConversationState, understanding: Understanding): Decision {
  const { problems } = understanding;
  const facts = withSameWish(understanding.facts, state.draft);
  const fresh: ConversationState = { ...state, analysisId: null, asked: [], deals: [] };
  return proceed(fresh, withFacts(EMPTY_DRAFT, facts, problems), facts, problems);
}

/** One of the deals of a message; the others wait. */
export function chooseDeal(
  state: ConversationState,
  among: readonly Understanding[],
  { deal, taken }: ChosenDeal,
): Decision {
  const decision = begin(state, deal);
  const waiting = among.filter((each) => each !== deal);
  return { ...decision, state: { ...decision.state, waiting }, taken };
}

/** Analyses when nothing is missing, else asks for all that is. */
export function proceed(
  state: ConversationState,
  draft: Draft,
  facts: readonly Fact[],
  problems: readonly Problem[],
): Decision {
  const missing = missingFields(draft);
  const next: ConversationState = { ...state, draft, asked: missing };
  const plan: Plan =
    missing.length > 0
      ? { kind: 'ask', fields: missing }
      : { kind: 'analyze', changed: facts.map(({ field }) => field) };
  return { plan, state: next, taken: facts, doubts: problems };
}
