import { expect, it } from 'vitest';
import type { RateLimiter } from './rate-limiter.ts';

/** What every limiter does; `open` gives one with fresh buckets over a clock that the test moves. */
export function rateLimiterContract(open: (clock: () => Date) => RateLimiter): void {
  function rig() {
    let nowMs = Date.parse('2026-11-25T10:00:00Z');
    const limiter = open(() => new Date(nowMs));
    const call = { signal: new AbortController().signal };
    return {
      take: (name: string, limit = { perMinute: 60, burst: 3 }) => limiter.take(name, limit, call),
      pass: (ms: number) => {
        nowMs += ms;
      },
    };
  }

  it('lets a burst in and says how much is left, then when there is room again', async () => {
    const { take, pass } = rig();
    const all = [await take('a'), await take('a'), await take('a'), await take('a')];
    expect(all).toEqual([
      { allowed: true, left: 2 },
      { allowed: true, left: 1 },
      { allowed: true, left: 0 },
      { allowed: false, retryAfterMs: 1_000 },
    ]);
    pass(999);
    expect(await take('a')).toEqual({ allowed: false, retryAfterMs: 1 });
    pass(1);
    expect(await take('a')).toEqual({ allowed: true, left: 0 });
    expect(await take('a')).toEqual({ allowed: false, retryAfterMs: 1_000 });
  });

  it('fills up again, and no further than the burst', async () => {
    const { take, pass } = rig();
    for (let count = 0; count < 4; count += 1) await take('b');
    pass(3_600_000);
    expect(await take('b')).toEqual({ allowed: true, left: 2 });
  });

  it('counts each name by itself', async () => {
    const { take } = rig();
    const one = { perMinute: 1, burst: 1 };
    expect([await take('c', one), await take('d', one), await take('c', one)]).toEqual([
      { allowed: true, left: 0 },
      { allowed: true, left: 0 },
      { allowed: false, retryAfterMs: 60_000 },
    ]);
  });

  it('lets in no more than the burst of many that come at once', async () => {
    const { take } = rig();
    const all = await Promise.all(Array.from({ length: 40 }, () => take('e', { perMinute: 60, burst: 10 })));
    expect(all.filter(({ allowed }) => allowed)).toHaveLength(10);
  });
}
