import { type EventPublisher, eventOf } from '#action-groups/kernel/announce.ts';
import { LONGEST_REASON } from '#action-groups/kernel/events.ts';
import type { SellerDirectory } from './seller-directory.ts';
import { THREAD_NAME, type ThreadIds } from './thread-id.ts';

/** What somebody thinks of an answer. */
export interface GivenFeedback {
  /** Verified by the channel. */
  readonly sellerId: string;
  /** `cli`, `web`, `slack`. */
  readonly channel: string;
  /** The conversation, as its channel calls it. */
  readonly thread: string;
  /** Which of its answers, as the channel calls it; the one given last when left out. */
  readonly turnId?: string;
  readonly verdict: 'up' | 'down';
  /** In their own words, at most 500 characters: it goes into the event and nowhere else. */
  readonly reason?: string;
}

/** A code of `failure-wording.ts`, and what was wrong where that is not the reason itself. */
export type FeedbackOutcome =
  | { readonly taken: true }
  | { readonly taken: false; readonly code: string; readonly detail?: string };

export interface Feedback {
  /** Passes it on as `FeedbackGiven`. Never throws. */
  give(feedback: GivenFeedback): Promise<FeedbackOutcome>;
}

export interface FeedbackOptions {
  readonly sellers: SellerDirectory;
  readonly threadIds: ThreadIds;
  readonly events: EventPublisher;
  readonly clock: () => Date;
  readonly onFailure: (where: string, error: unknown) => void;
}

/** The answer given last: a channel that shows one at a time has no other name for it. */
const LATEST_TURN = 'latest';

export function createFeedback(options: FeedbackOptions): Feedback {
  const { clock, events, onFailure, sellers, threadIds } = options;
  const give = async (feedback: GivenFeedback): Promise<FeedbackOutcome> => {
    const { channel, sellerId, thread, turnId = LATEST_TURN, verdict } = feedback;
    const seller = await sellers.find(sellerId);
    if (seller === undefined) return { taken: false, code: 'unknown-seller', detail: sellerId.slice(0, 64) };
    if (!THREAD_NAME.test(thread))
      return { taken: false, code: 'invalid-session', detail: thread.slice(0, 64) };
    if (!threadIds.accepts(thread, sellerId, channel))
      return { taken: false, code: 'unknown-session', detail: thread };
    const reason = feedback.reason?.trim() ?? '';
    if (reason.length > LONGEST_REASON)
      return {
        taken: false,
        code: 'reason-too-long',
        detail: `${reason.length} characters, at most ${LONGEST_REASON}`,
      };
    const event = eventOf(
      {
        type: 'FeedbackGiven',
        sellerId,
        scope: seller.scope,
        sessionId: threadIds.sessionId(thread, sellerId, channel),
        turnId,
        verdict,
        ...(reason === '' ? {} : { reason }),
      },
      clock(),
    );
    return (await events.publish(event)) ? { taken: true } : { taken: false, code: 'feedback-not-taken' };
  };
  return {
    async give(feedback) {
      try {
        return await give(feedback);
      } catch (error) {
        onFailure('feedback', error);
        return { taken: false, code: 'feedback-not-taken' };
      }
    },
  };
}
