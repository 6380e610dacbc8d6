import type { Expectation } from '../cases/expectation.ts';
import { durationMs } from '../cases/values.ts';
import { type Check, skipped, verdict } from './check.ts';

/** How soon the first words came, and the whole answer. */
export const latency: Check<NonNullable<Expectation['latency']>> = (expected, { observed, turn }) => {
  if (turn.isCached) return skipped('the answer was taken from the cache');
  const { firstTokenMs: first, totalMs } = observed.metrics;
  const wanted = [
    ['first words', first, expected.firstTokenMs],
    ['the whole answer', totalMs, expected.totalMs],
  ] as const;
  const limits = wanted.filter(([, , limit]) => limit !== undefined);
  return verdict(
    limits.length,
    limits.flatMap(([what, ms, limit]) => {
      if (ms === null) return [`${what} never came`];
      return ms <= durationMs(limit ?? 0)
        ? []
        : [`${what} after ${Math.round(ms)} ms, at most ${durationMs(limit ?? 0)} are accepted`];
    }),
  );
};
