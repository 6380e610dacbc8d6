import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countPairs } from './count-pairs.ts';
import type { WatchedMoment } from './watched-moments.ts';

const ITEMS = 5;

/** Each item of a moment is held before, bought, bought next or none of them. */
const moment: fc.Arbitrary<WatchedMoment> = fc
  .tuple(fc.nat(3), fc.array(fc.nat(3), { minLength: ITEMS, maxLength: ITEMS }))
  .map(([stratum, states]) => {
    const of = (state: number) => states.flatMap((each, item) => (each === state ? [item] : []));
    return { stratum, before: of(1), bought: of(2), next: of(3) };
  });

/** The same by looking at every moment for every pair. */
function slowly(moments: readonly WatchedMoment[], from: number, to: number) {
  const sums = { watched: 0, bought: 0, outcomes: 0, expected: 0, comparable: 0, baseline: 0 };
  for (const stratum of new Set(moments.map((each) => each.stratum))) {
    const pool = moments.filter(
      (each) =>
        each.stratum === stratum &&
        !each.before.includes(from) &&
        !each.before.includes(to) &&
        !each.bought.includes(to),
    );
    const exposed = pool.filter((each) => each.bought.includes(from));
    if (exposed.length === 0) continue;
    const buying = (some: readonly WatchedMoment[]) => some.filter((each) => each.next.includes(to)).length;
    const peers = pool.filter((each) => !exposed.includes(each));
    sums.watched += exposed.length;
    sums.bought += buying(exposed);
    sums.outcomes += buying(pool);
    sums.expected += (exposed.length * buying(pool)) / pool.length;
    if (peers.length === 0) continue;
    sums.comparable += exposed.length;
    sums.baseline += (exposed.length * buying(peers)) / peers.length;
  }
  return sums;
}

describe('countPairs', () => {
  it('counts what looking at every moment for every pair counts', () => {
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 60 }), (moments) => {
        const counts = countPairs(moments, ITEMS);
        for (let from = 0; from < ITEMS; from += 1) {
          for (let to = 0; to < ITEMS; to += 1) {
            if (from === to) continue;
            const at = from * ITEMS + to;
            const expected = slowly(moments, from, to);
            for (const name of Object.keys(expected) as (keyof typeof expected)[])
              expect(counts[name][at]).toBeCloseTo(expected[name], 9);
          }
        }
      }),
    );
  });
});
