import { describe, expect, it } from 'vitest';
import { createConcurrency } from './concurrency.ts';

describe('createConcurrency', () => {
  it('grows by one a round of successes, and halves once a wave of throttles', async () => {
    let nowMs = 0;
    const places = createConcurrency({ start: 2, most: 8, elapsedMs: () => nowMs });
    for (let at = 0; at < 40; at += 1) await places.run(async () => at);
    expect(places.limit).toBe(8);
    places.throttled();
    places.throttled();
    expect(places.limit).toBe(4);
    nowMs += 2_000;
    places.throttled();
    places.throttled();
    expect(places.limit).toBe(2);
  });

  it('never runs more at once than there are places, and runs all', async () => {
    const places = createConcurrency({ start: 3, most: 3, elapsedMs: () => 0 });
    let running = 0;
    let most = 0;
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        places.run(async () => {
          running += 1;
          most = Math.max(most, running);
          await Promise.resolve();
          running -= 1;
          return at;
        }),
      ),
    );
    expect(all).toHaveLength(20);
    expect(most).toBe(3);
  });

  it('gives the place back when a task breaks', async () => {
    const places = createConcurrency({ start: 1, most: 1, elapsedMs: () => 0 });
    await expect(places.run(async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(places.run(async () => 'next')).resolves.toBe('next');
  });
});
