import type { WebClient } from '@slack/web-api';
import type { TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';
import type { Delivery, Handled } from '#channels/turn/queue/turn-queue.ts';
import type { Turn } from '#channels/turn/turn.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { SlackCallError, type SlackCallOptions } from '../api/slack-call.ts';
import { threadPlace } from './answer-place.ts';
import { answerQuestion } from './answer-question.ts';
import { type Attempt, beginAttempt, type Outcome } from './attempt.ts';
import type {
  SlackConversations,
  SlackPeople,
  SlackRenderer,
  SlackTurnReport,
  VisibilityGate,
} from './slack-ports.ts';
import { type SlackQuestion, turnIdOf } from './slack-question.ts';
import { SLACK_WORDS } from './turn-words.ts';

export interface SlackTurnOptions {
  readonly turn: Turn;
  readonly ledger: TurnLedger;
  /** The ledger's, when it is not the usual one. */
  readonly leaseMs?: number;
  readonly artifacts: ArtifactStore;
  readonly client: WebClient;
  readonly botUserId: string;
  readonly people: SlackPeople;
  readonly conversations: SlackConversations;
  readonly visibility: VisibilityGate;
  readonly render: SlackRenderer;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly pause: SlackCallOptions['pause'];
  /** One line a turn. */
  readonly onTurn: (report: SlackTurnReport) => void;
  readonly onFailure: (where: string, error: unknown) => void;
}

/** A delivery of the queue as far as the turn needs it; the first one when it does not say. */
export type SlackDelivery = Pick<Delivery, 'signal'> & Partial<Pick<Delivery, 'attempt'>>;

export interface SlackTurn {
  /** Answers a question once, whoever else is at it and however often it is delivered. */
  handle(question: SlackQuestion, delivery: SlackDelivery): Promise<Handled>;
  /** Tells the asker of a question that the queue gave up. */
  giveUp(question: SlackQuestion, delivery: SlackDelivery): Promise<Handled>;
}

/** A question that somebody else has in hand is looked at again after this long, then after twice as long, … */
const BUSY_WAIT_MS = 15_000;
/** What broke is tried again after this long, then after twice as long, …: a queue gives up after so many tries. */
const RETRY_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 120_000;
/** An answer that is there is shown even after the queue gave the question up, unless that broke so often too. */
const MOST_SHOWINGS = 5;
/** How long giving a turn back may take, for a worker that ends. */
const RELEASE_TIMEOUT_MS = 5_000;

export function createSlackTurn(options: SlackTurnOptions): SlackTurn {
  const { ledger, newId, onFailure } = options;

  async function work(
    question: SlackQuestion,
    { attempt: tries = 1, signal }: SlackDelivery,
    answer: (attempt: Attempt) => Promise<Outcome>,
  ): Promise<Handled> {
    const held = { turnId: turnIdOf(question), holder: newId() };
    const taken = await ledger.take(held, { signal });
    if (taken.status === 'ended') return { outcome: 'done' };
    // Once the lease has ended there is nobody to wait for.
    if (taken.status === 'busy') return again(Math.min(taken.leaseLeftMs, growing(BUSY_WAIT_MS, tries)));
    const attempt = beginAttempt(options, question, held, taken.entry, signal);
    try {
      const outcome = await answer(attempt);
      await attempt.hold.end();
      await ledger.ended(held, 'done', { signal });
      attempt.report(outcome);
      return { outcome: 'done' };
    } catch (error) {
      await attempt.hold.end();
      onFailure('slack turn', error);
      return await afterFailure(attempt, error, { attempt: tries, signal });
    }
  }

  async function afterFailure(
    { held, report, signal: holding }: Attempt,
    error: unknown,
    { attempt: tries = 1, signal }: SlackDelivery,
  ): Promise<Handled> {
    if (error instanceof SlackCallError && error.kind === 'refused' && !holding.aborted) {
      // Slack says no for good: the channel is archived, the app was removed, the token revoked.
      await ledger.ended(held, 'failed', { signal });
      report({ outcome: 'undeliverable', code: error.code });
      return { outcome: 'done' };
    }
    // Does nothing to a turn that another has taken; that it is tried again finds how it has ended.
    await ledger
      .release(held, { signal: AbortSignal.timeout(RELEASE_TIMEOUT_MS) })
      .catch((cause: unknown) => onFailure('turn ledger', cause));
    return again(growing(RETRY_WAIT_MS, tries));
  }

  return {
    handle: (question, delivery) => work(question, delivery, (attempt) => answerQuestion(options, attempt)),
    giveUp: (question, delivery) =>
      work(question, delivery, async (attempt) => {
        // The agent has answered, and what broke was the showing.
        if (attempt.entry.result !== undefined && (delivery.attempt ?? 1) <= MOST_SHOWINGS)
          return answerQuestion(options, attempt);
        const place = await threadPlace(question, { ...options, ...attempt });
        await attempt.write(place, [options.render.note(SLACK_WORDS.notAnswered)]);
        return { outcome: 'failed', code: 'given-up' };
      }),
  };
}

function again(afterMs: number): Handled {
  return { outcome: 'again', afterMs: Math.max(1_000, afterMs) };
}

function growing(firstMs: number, tries: number): number {
  return Math.min(LONGEST_WAIT_MS, firstMs * 2 ** (tries - 1));
}
