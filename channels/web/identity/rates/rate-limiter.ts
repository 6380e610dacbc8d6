/** A token bucket: `burst` requests at once, `perMinute` in the long run. */
export interface RateLimit {
  readonly perMinute: number;
  readonly burst: number;
}

export type Taken =
  /** `left`: how many more may come at once. */
  | { readonly allowed: true; readonly left: number }
  | { readonly allowed: false; readonly retryAfterMs: number };

/** Port: counts requests against token buckets. */
export interface RateLimiter {
  /** Takes one from the bucket of a name. @throws {RateLimiterError} when the store cannot be asked. */
  take(bucket: string, limit: RateLimit, call: { readonly signal: AbortSignal }): Promise<Taken>;
}

export class RateLimiterError extends Error {
  override readonly name = 'RateLimiterError';
  readonly code = 'rate-limiter-unavailable';
}
