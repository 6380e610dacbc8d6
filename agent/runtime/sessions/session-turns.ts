/** Lets the turns of one session run one after another, in the order in which they came. */
export interface SessionTurns {
  /** Waits for the session's turn and returns the function that ends it. @throws the signal's reason. */
  begin(key: string, signal: AbortSignal): Promise<() => void>;
}

/** Queues held in this process; between processes the store's revision decides. */
export function createSessionTurns(): SessionTurns {
  const last = new Map<string, Promise<void>>();
  return {
    begin: async (key, signal) => {
      signal.throwIfAborted();
      const before = last.get(key) ?? Promise.resolve();
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const tail = before.then(() => ended);
      last.set(key, tail);
      void tail.then(() => {
        if (last.get(key) === tail) last.delete(key);
      });
      try {
        await untilAborted(before, signal);
        return end;
      } catch (error) {
        // Its place is given up; those behind it still wait for the one before it.
        end();
        throw error;
      }
    },
  };
}

/** `promise`, or the signal's reason as soon as it aborts. */
export async function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
