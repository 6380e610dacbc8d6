import type { LastCall } from '#action-groups/kernel/working-set.ts';
import type { Fact, FactField, Problem } from '../facts/fact.ts';
import type { InsightPlan, LastInsight } from '../insight/decide-insight.ts';
import type { InsightPart } from '../insight/reading.ts';
import type { SectionWish } from '../intents/section-intents.ts';
import type { Lookup } from '../lookup/read-lookup.ts';
import type { Request } from '../requests/request.ts';
import { NO_REQUESTS, type RequestTalk } from '../requests/talked-about.ts';
import type { Understanding } from '../understand.ts';
import { NO_TALK, type SetRequest, type SetTalk, type Supposed } from '../working-set/talk.ts';
import { type Draft, EMPTY_DRAFT, type NeededField } from './draft.ts';
import type { Recalled } from './recall.ts';
import type { Analysed } from './return-to.ts';

/** What is to be done about one message. */
export type Plan =
  | {
      readonly kind: 'analyze';
      readonly changed: readonly FactField[];
      /** What was asked for with it, done with the analysis. */
      readonly after?: readonly Request[];
    }
  | { readonly kind: 'sections'; readonly analysisId: string; readonly wishes: readonly SectionWish[] }
  | { readonly kind: 'ask'; readonly fields: readonly NeededField[] }
  /** `isUnread`: no question was found in it, so that it may be about anything. */
  | { readonly kind: 'decline'; readonly reason: string; readonly isUnread?: true }
  | {
      readonly kind: 'say';
      readonly what:
        | 'empty'
        | 'help'
        | 'greeting'
        | 'thanks'
        | 'goodbye'
        | 'restart'
        | 'needs-opportunity'
        | 'needs-customer'
        | 'unclear';
    }
  /** Of the opportunities of this session; `also` is what else is asked of the one turned to. */
  | { readonly kind: 'session'; readonly request: SetRequest; readonly also: Plan | null }
  /** What would be if. */
  | { readonly kind: 'what-if'; readonly supposed: Supposed }
  /** Asks what is known of somebody. */
  | { readonly kind: 'find'; readonly lookup: Lookup }
  | InsightPlan
  /** Money, a return, what comes next, a plan, a document; `wishes` are parts of the analysis asked for with it. */
  | {
      readonly kind: 'requests';
      readonly requests: readonly Request[];
      readonly about: { readonly analysisId?: string; readonly customerName?: string };
      readonly wishes: readonly SectionWish[];
    }
  /** Says facts back. */
  | { readonly kind: 'recall'; readonly wanted: Recalled }
  /** Says which values cannot be taken; nothing else was said. */
  | { readonly kind: 'refuse-values'; readonly problems: readonly Problem[] };

/** What the messages so far amount to: all of it can be read from them again. */
export interface ConversationState {
  readonly draft: Draft;
  /** Of the opportunity in `draft`; null until it was analysed. */
  readonly analysisId: string | null;
  /** What the assistant asked for and has not been told. */
  readonly asked: readonly NeededField[];
  /** What was analysed in this session, latest used first. */
  readonly known: readonly Analysed[];
  /** True when the message before asked what is known of somebody; left out otherwise. */
  readonly isLookingUp?: true;
  /** Who was looked up in it. */
  readonly lookedUp?: string;
  /** Deals of one message of which the seller was asked to choose; left out when there are none. */
  readonly deals?: readonly Understanding[];
  /** Deals of that message that were not chosen yet; left out when there are none. */
  readonly waiting?: readonly Understanding[];
  readonly talk: SetTalk;
  /** The last question about the portfolio. */
  readonly insight: LastInsight | null;
  readonly requests: RequestTalk;
  /** Last calls of operations about no opportunity, as the working set has them. */
  readonly callsOfNone?: Readonly<Record<string, LastCall>>;
}

export const EMPTY_STATE: ConversationState = {
  draft: EMPTY_DRAFT,
  analysisId: null,
  asked: [],
  known: [],
  talk: NO_TALK,
  insight: null,
  requests: NO_REQUESTS,
};

export interface Decision {
  readonly plan: Plan;
  readonly state: ConversationState;
  /** What of the message was taken, each value with where it stands; left out when nothing was. */
  readonly taken?: readonly Fact[];
  /** What of the message cannot be used as it stands. */
  readonly doubts?: readonly Problem[];
  /** What a question about the portfolio was read as. */
  readonly parts?: readonly InsightPart[];
  /** The plan is a search made in doubt; this is decided where the documents do not answer. */
  readonly unlessFound?: Decision;
}
