import { OperationError } from './operation-error.ts';

/** The deadlines of a turn, one place; each is shorter than the one that waits for it. */
export const TURN_TIMEOUT_MS = 120_000;
export const OPERATION_TIMEOUT_MS = 90_000;
/** An answer waits so long for the history of analyses, and then goes without it. */
export const HISTORY_TIMEOUT_MS = 2_000;
/** An answer waits so long for an event to be taken, and then goes without it. */
export const EVENT_TIMEOUT_MS = 1_000;

/**
 * Runs `work` under a signal that aborts after `timeoutMs` or with `parent`, and stops waiting for it then,
 * whether or not it listens.
 * @throws {OperationError} `deadline-exceeded`; the parent's reason when the parent aborted.
 */
export async function withDeadline<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  options: { readonly timeoutMs: number; readonly parent?: AbortSignal },
): Promise<Result> {
  const controller = new AbortController();
  const timer = setTimeout(
    () =>
      controller.abort(
        new OperationError('deadline-exceeded', `no answer within ${options.timeoutMs / 1000} s`),
      ),
    options.timeoutMs,
  );
  const onParentAbort = () => controller.abort(options.parent?.reason);
  options.parent?.addEventListener('abort', onParentAbort, { once: true });
  if (options.parent?.aborted) onParentAbort();
  try {
    return await Promise.race([aborted(controller.signal), work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    options.parent?.removeEventListener('abort', onParentAbort);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
