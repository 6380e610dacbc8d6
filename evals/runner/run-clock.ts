/** Time as a run sees it. Durations come from a clock that cannot jump; the wall's only dates the record. */
export interface RunClock {
  /** Milliseconds that only go forward. */
  elapsedMs(): number;
  now(): Date;
  /** Resolves after `ms`; rejects with the signal's reason when it aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The clock of this machine. */
export const machineClock: RunClock = {
  elapsedMs: () => performance.now(),
  now: () => new Date(),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      }, ms);
      signal.addEventListener('abort', onAbort, { once: true });
    }),
};
