import type { HomeView, ModalView } from '@slack/types';
import type { HistoryEntry } from '#knowledge-base/artifacts/analysis-history.ts';
import type { FeedbackReference } from '../blocks/actions.ts';

/** What a person has put into a view, as Slack sends it back: by block, then by action. */
export type ViewValues = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A form that was read: a question in words, or messages by block id. */
export type ReadForm =
  | { readonly status: 'question'; readonly text: string }
  | { readonly status: 'faults'; readonly errors: Readonly<Record<string, string>> };

/** What is known of a seller for their Home tab. */
export interface HomeContents {
  /** Left out for somebody who is not served; `refusal` says why. */
  readonly sellerName?: string;
  readonly refusal?: string;
  /** The latest first. */
  readonly recent: readonly HistoryEntry[];
  /** The data that answers come from, when it can be told. */
  readonly dataVersion?: string;
  /** Which release of the agent answers. */
  readonly agentAlias?: string;
}

/** The views of the app: pure functions, each within Slack's limits. */
export interface SlackViews {
  /** The form of an opportunity, with a description to begin with. */
  opportunityForm(description: string): ModalView;
  readOpportunityForm(values: ViewValues): ReadForm;
  /** Asks for a reason; what was thought of which answer travels in its private metadata. */
  feedbackForm(about: FeedbackPlace): ModalView;
  /** The reason, which may be empty; undefined for a view that is no such form. */
  readFeedbackForm(view: {
    readonly private_metadata?: string;
    readonly state: { readonly values: ViewValues };
  }): { readonly about: FeedbackPlace; readonly reason: string } | undefined;
  /** A window with a few words, such as that something is on its way. */
  notice(title: string, words: string): ModalView;
  home(contents: HomeContents): HomeView;
}

/** Which answer somebody thinks something of. */
export interface FeedbackPlace extends FeedbackReference {
  readonly channelId: string;
  /** The message under which the answer stands. */
  readonly threadTs: string;
}
