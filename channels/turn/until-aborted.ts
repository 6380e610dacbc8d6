/**
 * The same events, until `signal` aborts: then its reason is thrown at once, whether or not the source
 * listens, and the source is told to end.
 */
export async function* untilAborted<Event>(
  source: AsyncIterable<Event>,
  signal: AbortSignal,
): AsyncIterable<Event> {
  signal.throwIfAborted();
  const iterator = source[Symbol.asyncIterator]();
  let onAbort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
  });
  aborted.catch(() => {});
  signal.addEventListener('abort', onAbort, { once: true });
  let done = false;
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted]);
      done = next.done === true;
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Not awaited: a source that hangs would hang its own ending too.
    if (!done) void iterator.return?.().then(undefined, () => {});
  }
}
