import type { WebClient } from '@slack/web-api';
import { LedgerError, type TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';
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

export interface SlackTurn {
  /** Answers a question once, whoever else is at it and however often it is delivered. */
  handle(question: SlackQuestion, delivery: Pick<Delivery, 'signal'>): Promise<Handled>;
  /** Tells the asker of a question that the queue gave up. */
  giveUp(question: SlackQuestion, delivery: Pick<Delivery, 'signal'>): Promise<Handled>;
}

/** A question that somebody else has in hand is looked at again after this long. */
const BUSY_WAIT_MS = 15_000;
const RETRY_WAIT_MS = 2_000;
/** How long giving a turn back may take, for a worker that ends. */
const RELEASE_TIMEOUT_MS = 5_000;

export function createSlackTurn(options: SlackTurnOptions): SlackTurn {
  const { ledger, newId, onFailure } = options;

  async function work(
    question: SlackQuestion,
    signal: AbortSignal,
    answer: (attempt: Attempt) => Promise<Outcome>,
  ): Promise<Handled> {
    const held = { turnId: turnIdOf(question), holder: newId() };
    const taken = await ledger.take(held, { signal });
    if (taken.status === 'ended') return { outcome: 'done' };
    if (taken.status === 'busy') return { outcome: 'again', afterMs: BUSY_WAIT_MS };
    const attempt = beginAttempt(options, question, held, taken.entry, signal);
    try {
      const outcome = await answer(attempt);
      await ledger.ended(held, 'done', { signal });
      attempt.report(outcome);
      return { outcome: 'done' };
    } catch (error) {
      onFailure('slack turn', error);
      return await afterFailure(attempt, error);
    }
  }

  async function afterFailure({ held, signal, report }: Attempt, error: unknown): Promise<Handled> {
    // Somebody else goes on with it.
    if (error instanceof LedgerError && error.code === 'lease-lost') return { outcome: 'done' };
    if (error instanceof SlackCallError && error.kind === 'refused') {
      // Slack says no for good: the channel is archived, the app was removed, the token revoked.
      await ledger.ended(held, 'failed', { signal });
      report({ outcome: 'undeliverable', code: error.code });
      return { outcome: 'done' };
    }
    await ledger
      .release(held, { signal: AbortSignal.timeout(RELEASE_TIMEOUT_MS) })
      .catch((cause: unknown) => onFailure('turn ledger', cause));
    return { outcome: 'again', afterMs: RETRY_WAIT_MS };
  }

  return {
    handle: (question, { signal }) => work(question, signal, (attempt) => answerQuestion(options, attempt)),
    giveUp: (question, { signal }) =>
      work(question, signal, async (attempt) => {
        const place = await threadPlace(question, { ...options, ...attempt });
        await attempt.write(place, [options.render.note(SLACK_WORDS.notAnswered)]);
        return { outcome: 'failed', code: 'given-up' };
      }),
  };
}
