import type { LedgerEntry } from '#channels/turn/ledger/turn-ledger.ts';
import type { SlackCallOptions } from '../api/slack-call.ts';
import { stopBlocks } from '../blocks/stop-button.ts';
import {
  type AnswerMessage,
  type AnswerPlace,
  type AnswerWriter,
  createAnswerWriter,
} from '../stream/answer-writer.ts';
import { type Placed, readPlaced, writePlaced } from './answer-place.ts';
import { holdTurn, type TurnHold } from './hold-turn.ts';
import type { SlackTurnReport } from './slack-ports.ts';
import type { SlackQuestion } from './slack-question.ts';
import type { SlackTurnOptions } from './slack-turn.ts';

/** How an attempt ended, as far as it got to know. */
export interface Outcome extends Partial<Omit<SlackTurnReport, 'outcome' | 'code'>> {
  readonly outcome: SlackTurnReport['outcome'];
  readonly code?: string | undefined;
}

/** One worker's try at a question, which the ledger says is its own. */
export interface Attempt {
  readonly question: SlackQuestion;
  readonly turnId: string;
  readonly held: { readonly turnId: string; readonly holder: string };
  readonly entry: LedgerEntry;
  /** Somebody has tried before: what was shown may not be noted. */
  readonly isContinued: boolean;
  readonly hold: TurnHold;
  /** The hold's: what is begun after it has aborted might be written beside another worker. */
  readonly signal: AbortSignal;
  readonly call: Omit<SlackCallOptions, 'isIdempotent'>;
  /** The one writer of a place: it alone knows what became of its calls. */
  writer(place: AnswerPlace, kind?: keyof Placed): AnswerWriter;
  write(place: AnswerPlace, messages: readonly AnswerMessage[], kind?: keyof Placed): Promise<void>;
  report(outcome: Outcome): void;
}

export function beginAttempt(
  options: SlackTurnOptions,
  question: SlackQuestion,
  held: Attempt['held'],
  entry: LedgerEntry,
  workerSignal: AbortSignal,
): Attempt {
  const isContinued = entry.attempts > 1;
  const nowMs = () => options.clock().getTime();
  const writers = new Map<string, AnswerWriter>();
  let placed = readPlaced(entry);
  const hold = holdTurn({ ...options, held, nowMs, signal: workerSignal });
  const { signal } = hold;

  const newWriter = (place: AnswerPlace, kind: keyof Placed) =>
    createAnswerWriter({
      client: options.client,
      place,
      turnId: kind === 'notes' ? `${held.turnId}-note` : held.turnId,
      botUserId: options.botUserId,
      known: placed[kind],
      whileStreaming: stopBlocks({ turnId: held.turnId, userId: question.userId }),
      isContinued,
      nowMs,
      pause: options.pause,
      signal,
      async onPlaced(messages) {
        placed = { ...placed, [kind]: messages };
        await options.ledger.placed(held, writePlaced(placed), { signal });
      },
    });

  const attempt: Attempt = {
    question,
    turnId: held.turnId,
    held,
    entry,
    isContinued,
    hold,
    signal,
    call: { pause: options.pause, signal },
    writer(place, kind = 'messages') {
      const key = `${kind} ${place.channelId} ${place.threadTs}`;
      const writer = writers.get(key) ?? newWriter(place, kind);
      writers.set(key, writer);
      return writer;
    },
    async write(place, messages, kind) {
      await attempt.writer(place, kind).finish(messages);
    },
    report: (outcome) =>
      options.onTurn({
        turnId: held.turnId,
        teamId: question.teamId,
        source: question.source,
        attempts: entry.attempts,
        sellerId: undefined,
        conversation: undefined,
        placedIn: undefined,
        firstWordsMs: undefined,
        steps: 0,
        costUsd: null,
        totalMs: nowMs() - question.receivedMs,
        ...outcome,
        code: outcome.code,
      }),
  };
  return attempt;
}
