import { wordFailure } from '../failure-wording.ts';
import { storedResult } from '../ledger/stored-result.ts';
import { LedgerError, type LedgerEvent, type StoredResult, type TurnLedger } from '../ledger/turn-ledger.ts';
import type { Delivery, Handled } from '../queue/turn-queue.ts';
import type { Turn } from '../turn.ts';
import { failedResult, type TurnEvent } from '../turn-result.ts';
import type { TurnJob } from './turn-job.ts';

export interface TurnWorkerOptions {
  readonly turn: Turn;
  readonly ledger: TurnLedger;
  readonly newId: () => string;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told of new events in this process, so that who follows here need not wait. */
  readonly onEvents?: (turnId: string) => void;
  readonly onFailure: (where: string, error: unknown) => void;
}

/** Events gather this long before they are written. */
export const GATHER_MS = 40;
/** How often the ledger is told that somebody is at it, and asked whether to stop. */
const RENEW_MS = 2_000;
const BUSY_WAIT_MS = 15_000;
const RETRY_WAIT_MS = 1_000;
const RELEASE_TIMEOUT_MS = 5_000;

/**
 * Runs a turn once and writes down what happens in it, for whoever follows it from wherever. The last event is
 * `result`. A turn that a lost worker has begun is begun anew: `restarted` says that what came before is void.
 */
export function createTurnWorker(options: TurnWorkerOptions) {
  const { ledger, newId, onFailure } = options;
  return {
    async handle(job: TurnJob, { signal }: Pick<Delivery, 'signal'>): Promise<Handled> {
      const held = { turnId: job.turnId, holder: newId() };
      const taken = await ledger.take(held, { signal });
      if (taken.status === 'ended') return { outcome: 'done' };
      if (taken.status === 'busy') return { outcome: 'again', afterMs: BUSY_WAIT_MS };
      try {
        const { attempts, result } = taken.entry;
        const writer = await openEvents(options, held, attempts > 1, signal);
        if (result === undefined) await runTurn(options, job, held, writer, signal);
        else if (!writer.isWhole) await writeResult(writer, result);
        await ledger.ended(held, 'done', { signal });
        return { outcome: 'done' };
      } catch (error) {
        onFailure('turn worker', error);
        if (error instanceof LedgerError && error.code === 'lease-lost') return { outcome: 'done' };
        await ledger
          .release(held, { signal: AbortSignal.timeout(RELEASE_TIMEOUT_MS) })
          .catch((cause: unknown) => onFailure('turn ledger', cause));
        return { outcome: 'again', afterMs: RETRY_WAIT_MS };
      }
    },
    /** What the queue gave up ends as a failure, so that nobody waits for it. */
    async giveUp(job: TurnJob, { signal }: Pick<Delivery, 'signal'>): Promise<Handled> {
      const held = { turnId: job.turnId, holder: newId() };
      const taken = await ledger.take(held, { signal });
      if (taken.status === 'ended') return { outcome: 'done' };
      if (taken.status === 'busy') return { outcome: 'again', afterMs: BUSY_WAIT_MS };
      const writer = await openEvents(options, held, true, signal);
      const { result = givenUp(job.thread) } = taken.entry;
      if (!writer.isWhole) await writeResult(writer, result);
      await ledger.answered(held, result, { signal });
      await ledger.ended(held, 'failed', { signal });
      return { outcome: 'done' };
    },
  };
}

function givenUp(thread: string): StoredResult {
  return storedResult(failedResult(thread, { code: 'given-up', message: wordFailure('given-up') }));
}

type Held = { readonly turnId: string; readonly holder: string };

/** What a lost worker has answered and not written down to its end. */
async function writeResult(writer: EventWriter, result: StoredResult): Promise<void> {
  writer.add({ type: 'restarted' });
  writer.add({ type: 'chunk', text: result.answer });
  writer.add({ type: 'result', result });
  await writer.flush();
}

interface EventWriter {
  /** Another worker has written before. */
  readonly isContinued: boolean;
  /** That one has come to its end and was lost before it could say so. */
  readonly isWhole: boolean;
  add(event: LedgerEvent['event']): void;
  /** Writes what has gathered; throws what an earlier write threw. */
  flush(): Promise<void>;
}

async function runTurn(
  options: TurnWorkerOptions,
  job: TurnJob,
  held: Held,
  writer: EventWriter,
  signal: AbortSignal,
): Promise<void> {
  const { turnId: _, today, tier, ...asked } = job;
  const request = {
    ...asked,
    ...(today === undefined ? {} : { today }),
    ...(tier === undefined ? {} : { tier }),
  };
  if (writer.isContinued) writer.add({ type: 'restarted' });
  const stop = new AbortController();
  const ended = new AbortController();
  const watching = watch(options, held, stop, AbortSignal.any([ended.signal, signal]));
  try {
    for await (const event of options.turn.run({
      ...request,
      signal: AbortSignal.any([signal, stop.signal]),
    })) {
      if (event.type === 'result') {
        // A worker that ends has not answered: whoever goes on runs the turn again.
        signal.throwIfAborted();
        await options.ledger.answered(held, storedResult(event.result), { signal });
      }
      writer.add(writtenEvent(event));
    }
    await writer.flush();
  } finally {
    ended.abort();
    await watching;
  }
}

/** An event without the body of its artifact, which whoever follows loads with their own right to see it. */
function writtenEvent(event: TurnEvent): LedgerEvent['event'] {
  if (event.type === 'artifact')
    return { type: 'artifact', artifact: { type: event.artifact.type, id: event.artifact.id } };
  return event.type === 'result' ? { type: 'result', result: storedResult(event.result) } : { ...event };
}

async function openEvents(
  { ledger, pause, onEvents }: TurnWorkerOptions,
  held: Held,
  isContinued: boolean,
  signal: AbortSignal,
): Promise<EventWriter> {
  const last = isContinued ? await lastWritten(ledger, held.turnId, signal) : undefined;
  let next = (last?.sequence ?? 0) + 1;
  let gathered: LedgerEvent['event'][] = [];
  let writing: Promise<void> | undefined;
  let failure: unknown;

  async function write(): Promise<void> {
    try {
      while (gathered.length > 0) {
        const events = gathered;
        gathered = [];
        await ledger.append(held, next, events, { signal });
        next += events.length;
        onEvents?.(held.turnId);
        if (gathered.length > 0) await pause(GATHER_MS, signal);
      }
    } catch (error) {
      failure ??= error;
    } finally {
      // In the same step as the last look at what has gathered: an event that comes now begins a new writing.
      writing = undefined;
    }
  }
  const begin = () => {
    if (failure === undefined) writing ??= write();
  };
  return {
    isContinued,
    isWhole: last?.event.type === 'result',
    add(event) {
      gathered.push(event);
      begin();
    },
    async flush() {
      while (writing !== undefined) await writing;
      if (failure !== undefined) throw failure;
    },
  };
}

async function lastWritten(
  ledger: TurnLedger,
  turnId: string,
  signal: AbortSignal,
): Promise<LedgerEvent | undefined> {
  let last: LedgerEvent | undefined;
  for (;;) {
    const next = (await ledger.events(turnId, last?.sequence ?? 0, { signal })).at(-1);
    if (next === undefined) return last;
    last = next;
  }
}

async function watch(
  { ledger, pause, onFailure }: TurnWorkerOptions,
  held: Held,
  stop: AbortController,
  until: AbortSignal,
): Promise<void> {
  while (!until.aborted) {
    try {
      await pause(RENEW_MS, until);
      const { isCancelled } = await ledger.renew(held, { signal: until });
      if (isCancelled) stop.abort(new Error('the asker stopped it'));
    } catch (error) {
      if (!until.aborted) onFailure('turn ledger', error);
      return;
    }
  }
}
