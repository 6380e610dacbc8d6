/** How much is done at once: a little more after each success, half as much after a throttle (AIMD). */
export interface Concurrency {
  /** Runs a task when there is a place for it. */
  run<Value>(task: () => Promise<Value>): Promise<Value>;
  throttled(): void;
  /** Places at this moment. */
  readonly limit: number;
}

export interface ConcurrencyOptions {
  readonly start: number;
  readonly most: number;
  readonly elapsedMs: () => number;
}

/** Throttles within this time are of one wave, and halve once. */
const ONE_WAVE_MS = 1_000;

export function createConcurrency({ start, most, elapsedMs }: ConcurrencyOptions): Concurrency {
  let limit = Math.max(1, Math.min(start, most));
  let running = 0;
  let halvedAtMs = Number.NEGATIVE_INFINITY;
  const waiting: (() => void)[] = [];
  const admit = () => {
    while (running < Math.floor(limit)) {
      const next = waiting.shift();
      if (next === undefined) return;
      running += 1;
      next();
    }
  };
  return {
    get limit() {
      return Math.floor(limit);
    },
    throttled() {
      if (elapsedMs() - halvedAtMs < ONE_WAVE_MS) return;
      halvedAtMs = elapsedMs();
      limit = Math.max(1, limit / 2);
    },
    async run(task) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        admit();
      });
      try {
        const value = await task();
        // One more for each round of as many as there are places.
        limit = Math.min(most, limit + 1 / limit);
        return value;
      } finally {
        running -= 1;
        admit();
      }
    },
  };
}
