import type { RateLimit, Taken } from './rate-limiter.ts';

/**
 * A token bucket as one number: the instant, in milliseconds, at which it is full again (GCRA). Each request moves it
 * by the time that one token takes to grow back; a bucket that would be full later than `burst` tokens take is empty.
 */
export interface Bucket {
  /** How long one token takes to grow back. */
  readonly stepMs: number;
  /** A request is let in while the bucket is full no later than this from now. */
  readonly roomMs: number;
}

export function bucketOf({ perMinute, burst }: RateLimit): Bucket {
  const stepMs = 60_000 / perMinute;
  return { stepMs, roomMs: stepMs * (burst - 1) };
}

/** What a request gets from a bucket that is full at `fullAtMs`, and when it is full after that. */
export function takeFrom(
  { stepMs, roomMs }: Bucket,
  fullAtMs: number,
  nowMs: number,
): { readonly taken: Taken; readonly fullAtMs: number } {
  const from = Math.max(fullAtMs, nowMs);
  if (from - nowMs > roomMs) {
    return { taken: { allowed: false, retryAfterMs: from - nowMs - roomMs }, fullAtMs };
  }
  const next = from + stepMs;
  return { taken: { allowed: true, left: leftIn({ stepMs, roomMs }, next, nowMs) }, fullAtMs: next };
}

/** How many requests a bucket that is full at `fullAtMs` still lets in now. */
export function leftIn({ stepMs, roomMs }: Bucket, fullAtMs: number, nowMs: number): number {
  // A thousandth of a step for what adding fractions loses.
  return Math.max(0, Math.floor((roomMs - Math.max(0, fullAtMs - nowMs)) / stepMs + 1.001));
}
