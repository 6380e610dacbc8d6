import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createShortCache } from './short-cache.ts';

describe('createShortCache', () => {
  it('says nothing that was not set, has ended or was set anew, and holds no more than it may', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      keepMs: fc.nat(20),
      waitMs: fc.nat(10),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let nowMs = 0;
        const cache = createShortCache<number>({ nowMs: () => nowMs, most: 3 });
        const set = new Map<string, { value: number; untilMs: number }>();
        for (const [value, { key, keepMs, waitMs }] of steps.entries()) {
          cache.set(key, value, keepMs);
          set.set(key, { value, untilMs: nowMs + keepMs });
          expect(cache.get(key)).toBe(keepMs === 0 ? undefined : value);
          nowMs += waitMs;
          const held = ['a', 'b', 'c', 'd'].filter((each) => {
            const found = cache.get(each);
            if (found === undefined) return false;
            expect([found, nowMs < (set.get(each)?.untilMs ?? 0)]).toEqual([set.get(each)?.value, true]);
            return true;
          });
          expect(held.length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});
