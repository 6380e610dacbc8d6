import { memoryTurnLedger, memoryTurnNotes } from '#channels/turn/ledger/turn-ledger.double.ts';
import type { TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';
import type { TurnNotes } from '#channels/turn/ledger/turn-notes.ts';
import { QueueError, type QueueMessage } from '#channels/turn/queue/turn-queue.ts';
import { createThreadIds } from '#channels/turn/thread-id.ts';
import type { Turn } from '#channels/turn/turn.ts';
import { createTurnNews } from '#channels/turn/worker/turn-news.ts';
import { turnWork } from '#channels/turn/worker/turn-work.ts';
import { createTurnWorker } from '#channels/turn/worker/turn-worker.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { createWebTurns, type WebTurnsOptions } from './create-web-turns.ts';
import type { WebTurns } from './web-turns.ts';

export interface MemoryWebTurns {
  readonly turns: WebTurns;
  readonly ledger: ReturnType<typeof memoryTurnLedger>;
  /** Another server process over the same stores: it hears of nothing, it has to look. */
  readonly elsewhere: (changes?: Partial<WebTurnsOptions>) => WebTurns;
  readonly queue: { isBroken: boolean; readonly sent: QueueMessage[] };
  /** Told of what the worker could not do. */
  readonly failures: unknown[];
}

/** Waits of less are no waits here; longer ones last until they are given up. */
const LONG_MS = 1_000;

/** The real thing over stores in memory: a message that is sent is worked on at once. */
export function memoryWebTurns(options: {
  readonly turn: Turn;
  readonly artifacts: ArtifactStore;
  readonly clock: () => Date;
  /** Instead of those in memory. */
  readonly ledger?: TurnLedger;
  readonly notes?: TurnNotes;
  /** Messages stay where they are. */
  readonly withoutWorker?: boolean;
}): MemoryWebTurns {
  const memory = memoryTurnLedger(options.clock);
  const ledger = options.ledger ?? memory;
  const news = createTurnNews({ ledger });
  const failures: unknown[] = [];
  let count = 0;
  const worker = turnWork(
    createTurnWorker({
      turn: options.turn,
      ledger,
      newId: () => `holder-${++count}`,
      pause: (ms, signal) =>
        ms < LONG_MS
          ? Promise.resolve()
          : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      onEvents: news.tell,
      onFailure: (_, error) => failures.push(error),
    }),
  );
  const { signal } = new AbortController();
  const queue = { isBroken: false, sent: [] as QueueMessage[] };
  const shared: WebTurnsOptions = {
    ...options,
    ledger,
    notes: options.notes ?? memoryTurnNotes(),
    threadIds: createThreadIds('the secret of the tests'),
    newId: () => `id-${++count}`,
    untilMore: news.untilMore,
    queue: {
      async send(message) {
        if (queue.isBroken) throw new QueueError('queue-unavailable', 'the queue did not take the message');
        const isKnown = queue.sent.some(({ key }) => key === message.key);
        queue.sent.push(message);
        if (isKnown || options.withoutWorker === true) return;
        worker
          .handle({ body: message.body, attempt: 1, signal })
          .catch((error: unknown) => failures.push(error));
      },
    },
  };
  return {
    turns: createWebTurns(shared),
    ledger: memory,
    queue,
    failures,
    elsewhere: (changes = {}) =>
      createWebTurns({ ...shared, untilMore: createTurnNews({ ledger }).untilMore, ...changes }),
  };
}
