import { rememberRegistrations } from '#channels/turn/ledger/remembered-registrations.ts';
import { LedgerError, type TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';
import type { TurnNotes } from '#channels/turn/ledger/turn-notes.ts';
import { QueueError, type TurnQueue } from '#channels/turn/queue/turn-queue.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import type { ThreadIds } from '#channels/turn/thread-id.ts';
import { followTurn } from '#channels/turn/worker/follow-turn.ts';
import { turnIdOfKey } from '#channels/turn/worker/turn-job.ts';
import type { TurnNews } from '#channels/turn/worker/turn-news.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { type Asked, readAsked } from './asked.ts';
import { readWebTurn } from './read-web-turn.ts';
import { stopTurn } from './stop-turn.ts';
import { submitQuestion } from './submit-question.ts';
import { type ConversationTurn, WEB_CHANNEL, WebTurnError, type WebTurns } from './web-turns.ts';

export interface WebTurnsOptions {
  readonly ledger: TurnLedger;
  readonly notes: TurnNotes;
  readonly queue: TurnQueue;
  readonly artifacts: ArtifactStore;
  readonly threadIds: ThreadIds;
  /** Wakes whoever follows when there may be more. */
  readonly untilMore: TurnNews['untilMore'];
  readonly clock: () => Date;
  readonly newId: () => string;
  /** True when so much waits that nothing more is to be taken; never asked when left out. */
  readonly isFull?: () => Promise<boolean>;
}

/** Most turns of a conversation that are listed. */
export const MOST_LISTED = 50;

/** The questions of the web over the turn ledger and the queue: any process can follow and stop any turn. */
export function createWebTurns(given: WebTurnsOptions): WebTurns {
  const ledger = withRegistrations(given.ledger, rememberRegistrations(given));
  const options = { ...given, ledger };
  const { notes, untilMore } = options;

  /** @throws {WebTurnError} when there is no such turn, or it is another's */
  const asked = async (turnId: string, reader: Seller, signal: AbortSignal): Promise<Asked> => {
    const registration = await ledger.registered(turnId, { signal });
    if (registration === undefined) throw new WebTurnError('turn-not-found', turnId);
    if (registration.sellerId !== reader.sellerId) throw new WebTurnError('turn-not-permitted', turnId);
    return readAsked(registration);
  };

  const turns: WebTurns = {
    submit: (question, call) => reached(call.signal, () => submitQuestion(question, options, call)),
    async *follow(turnId, after, reader, { signal }) {
      await reached(signal, () => asked(turnId, reader, signal));
      try {
        yield* followTurn({ ledger, turnId, after, signal, untilMore });
      } catch (error) {
        // Whoever followed is gone.
        if (!signal.aborted) throw toWebTurnError(error);
      }
    },
    hasMore: (turnId, after, reader, { signal }) =>
      reached(signal, async () => {
        await asked(turnId, reader, signal);
        if (after === 0) return true;
        const entry = await ledger.find(turnId, { signal });
        const isOver = entry?.state === 'done' || entry?.state === 'failed';
        return !isOver || (await ledger.events(turnId, after, { signal })).length > 0;
      }),
    async settle(turnId, mostMs, reader, { signal }) {
      if (mostMs > 0) {
        const until = AbortSignal.any([signal, AbortSignal.timeout(mostMs)]);
        for await (const _ of turns.follow(turnId, 0, reader, { signal: until }));
        signal.throwIfAborted();
      }
      return turns.find(turnId, reader, { signal });
    },
    stop: (turnId, reader, { signal }) =>
      reached(signal, async () => {
        const { thread } = await asked(turnId, reader, signal);
        return stopTurn(turnId, thread, options, signal);
      }),
    find: (turnId, reader, { signal }) =>
      reached(signal, async () => {
        const request = await asked(turnId, reader, signal);
        return readWebTurn({ turnId, request, reader, signal }, options);
      }),
    findByKey: (sellerId, key, { signal }) =>
      reached(signal, async () => {
        const turnId = turnIdOfKey(sellerId, WEB_CHANNEL, key);
        return (await ledger.registered(turnId, { signal })) === undefined ? undefined : turnId;
      }),
    conversation: (thread, reader, { signal }) =>
      reached(signal, async () => {
        const { sellerId } = reader;
        const name = { sellerId, channel: WEB_CHANNEL, thread };
        const noted = await notes.turnsOf(name, MOST_LISTED, { signal });
        if (noted.length === 0) throw await missingConversation(thread, sellerId, options, signal);
        return Promise.all(noted.map(({ turnId }) => listed(turnId, reader, signal)));
      }),
    noteVerdict: (turnId, verdict, reader, { signal }) =>
      reached(signal, async () => {
        await asked(turnId, reader, signal);
        await notes.noteVerdict(turnId, verdict, { signal });
      }),
  };
  return turns;

  async function listed(turnId: string, reader: Seller, signal: AbortSignal): Promise<ConversationTurn> {
    const [{ text, createdAt }, entry] = await Promise.all([
      asked(turnId, reader, signal),
      ledger.find(turnId, { signal }),
    ]);
    const artifacts = entry?.result?.artifacts ?? [];
    if (entry?.result !== undefined)
      return { turnId, text, createdAt, state: 'ended', outcome: entry.result.outcome, artifacts };
    return { turnId, text, createdAt, state: entry === undefined ? 'waiting' : 'running', artifacts };
  }
}

/** The ledger may be one whose methods are made when they are called. */
function withRegistrations(
  ledger: TurnLedger,
  registrations: Pick<TurnLedger, 'register' | 'registered'>,
): TurnLedger {
  return new Proxy(ledger, {
    get: (target, name) => Reflect.get(name in registrations ? registrations : target, name),
  });
}

/** A conversation issued to somebody else is told from one that is not there. */
async function missingConversation(
  thread: string,
  sellerId: string,
  { notes, threadIds }: WebTurnsOptions,
  signal: AbortSignal,
): Promise<WebTurnError> {
  const isForeign =
    !threadIds.accepts(thread, sellerId, WEB_CHANNEL) &&
    (await notes.isUsed({ channel: WEB_CHANNEL, thread }, { signal }));
  return new WebTurnError(isForeign ? 'session-not-permitted' : 'session-not-found', thread);
}

async function reached<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? signal.reason : toWebTurnError(error);
  }
}

/** What is the stores' fault; anything else stays what it is. */
function toWebTurnError(cause: unknown): unknown {
  const isStores = cause instanceof LedgerError || cause instanceof QueueError;
  return isStores ? new WebTurnError('turns-unavailable', cause.message, { cause }) : cause;
}
