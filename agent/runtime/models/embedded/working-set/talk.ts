import type { Draft } from '../conversation/draft.ts';
import type { Plan } from '../conversation/plan.ts';
import type { Analysed } from '../conversation/return-to.ts';
import type { FactField } from '../facts/fact.ts';

/** What a message asks of the opportunities of the session; targets are resolved. */
export type SetRequest =
  | { readonly kind: 'list' }
  | { readonly kind: 'switch'; readonly target: Analysed }
  /** A name that the session does not know: it may be in the history. */
  | { readonly kind: 'look-up'; readonly name: string }
  /** Words that name no opportunity of the session, where one is to be changed. */
  | { readonly kind: 'unknown'; readonly said: string }
  | { readonly kind: 'compare'; readonly targets: readonly Analysed[]; readonly by: Criterion | null }
  | { readonly kind: 'rename'; readonly target: Analysed; readonly to: string }
  | { readonly kind: 'forget'; readonly targets: readonly Analysed[] }
  /** Several are meant as well: which one is asked, and `open` is done with the answer. */
  | { readonly kind: 'which'; readonly among: readonly Analysed[]; readonly open: OpenRequest }
  /** Keeps what was supposed, or leaves things as they were. */
  | { readonly kind: 'keep' }
  | { readonly kind: 'leave' };

/** A request of which one target is still to be named. */
export type OpenRequest =
  /** `also` is what was asked of it. */
  | { readonly kind: 'switch'; readonly also?: Plan }
  | { readonly kind: 'rename'; readonly to: string }
  | { readonly kind: 'forget' }
  | { readonly kind: 'compare'; readonly others: readonly Analysed[]; readonly by: Criterion | null };

/** What opportunities are ranked by. */
export type Criterion = 'arr' | 'close' | 'launch' | 'duration' | 'confidence';

/** An opportunity as it would be, and the analysis that it varies. */
export interface Supposed {
  readonly of: string;
  readonly draft: Draft;
  readonly changed: readonly FactField[];
  /** Of the what-if; null until it was answered. */
  readonly analysisId: string | null;
}

/** What the conversation is about beside the current opportunity. */
export interface SetTalk {
  readonly supposed: Supposed | null;
  /** Asked in the turn before. */
  readonly pending: Extract<SetRequest, { kind: 'which' }> | null;
  /** What the turn before listed: `the second one` is one of them. */
  readonly listed: 'deals' | 'projects' | null;
}

export const NO_TALK: SetTalk = { supposed: null, pending: null, listed: null };
