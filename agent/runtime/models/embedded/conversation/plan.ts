import type { FactField } from '../facts/fact.ts';
import type { SectionWish } from '../intents/section-intents.ts';
import { type Draft, EMPTY_DRAFT, type NeededField } from './draft.ts';

/** What is to be done about one message. */
export type Plan =
  | { readonly kind: 'analyze'; readonly changed: readonly FactField[] }
  | { readonly kind: 'sections'; readonly analysisId: string; readonly wishes: readonly SectionWish[] }
  | { readonly kind: 'ask'; readonly fields: readonly NeededField[] }
  | { readonly kind: 'decline'; readonly reason: string }
  | {
      readonly kind: 'say';
      readonly what: 'empty' | 'help' | 'greeting' | 'thanks' | 'needs-opportunity' | 'unclear';
    };

/** What the messages so far amount to: all of it can be read from them again. */
export interface ConversationState {
  readonly draft: Draft;
  /** Of the opportunity in `draft`; null until it was analysed. */
  readonly analysisId: string | null;
  /** What the assistant asked for and has not been told. */
  readonly asked: readonly NeededField[];
}

export const EMPTY_STATE: ConversationState = { draft: EMPTY_DRAFT, analysisId: null, asked: [] };

export interface Decision {
  readonly plan: Plan;
  readonly state: ConversationState;
}
