import { untilAborted } from '../sessions/session-turns.ts';
import { ModelError } from './model.ts';

export interface WatchOptions {
  readonly signal: AbortSignal;
  /** How long the source may be silent, its first item included, in milliseconds. */
  readonly idleTimeoutMs: number;
}

/** Silent for longer than this, a model's server is taken for dead; shorter than a turn may take. */
export const IDLE_TIMEOUT_MS = 60_000;

/**
 * The items of a source that may not be silent: `open` is given a signal that aborts with the caller's, when
 * the source is silent for too long, and when the caller takes no more. Time the caller takes is not counted.
 * @throws {ModelError} `model-timeout`; the signal's reason; what the source throws
 */
export async function* watched<Item>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<Item>>,
  { signal, idleTimeoutMs }: WatchOptions,
): AsyncGenerator<Item> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const inTime = async <Value>(promise: Promise<Value>): Promise<Value> => {
    const timer = setTimeout(() => controller.abort(silence(idleTimeoutMs)), idleTimeoutMs);
    try {
      return await untilAborted(promise, controller.signal);
    } catch (error) {
      // A source that listens to the signal throws an error of its own; the reason is the one to tell.
      throw controller.signal.aborted ? controller.signal.reason : error;
    } finally {
      clearTimeout(timer);
    }
  };
  try {
    const items = (await inTime(open(controller.signal)))[Symbol.asyncIterator]();
    try {
      for (;;) {
        const { done, value } = await inTime(items.next());
        if (done === true) return;
        yield value;
      }
    } finally {
      // Not awaited: a source that hangs would hold the caller here.
      void items.return?.()?.catch(() => {});
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    controller.abort(new Error('the message is over'));
  }
}

function silence(ms: number): ModelError {
  return new ModelError('model-timeout', `the model’s server was silent for ${ms / 1000} s`);
}
