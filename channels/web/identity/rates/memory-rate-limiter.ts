import type { RateLimiter } from './rate-limiter.ts';
import { bucketOf, takeFrom } from './token-bucket.ts';

export interface MemoryRateLimiterOptions {
  readonly clock: () => Date;
  /** Most buckets kept; 20,000 when left out. Of more, those that are full go first. */
  readonly capacity?: number;
}

/** Buckets in this process: for one process, or limits that are counted in each. */
export function createMemoryRateLimiter(options: MemoryRateLimiterOptions): RateLimiter {
  const { clock, capacity = 20_000 } = options;
  const fullAt = new Map<string, number>();

  function makeRoom(nowMs: number): void {
    if (fullAt.size < capacity) return;
    for (const [name, atMs] of fullAt) if (atMs <= nowMs) fullAt.delete(name);
    for (const name of fullAt.keys()) {
      if (fullAt.size < capacity) return;
      fullAt.delete(name);
    }
  }

  return {
    async take(bucket, limit) {
      const nowMs = clock().getTime();
      const { taken, fullAtMs } = takeFrom(bucketOf(limit), fullAt.get(bucket) ?? 0, nowMs);
      if (!fullAt.has(bucket)) makeRoom(nowMs);
      fullAt.set(bucket, fullAtMs);
      return taken;
    },
  };
}
