import type { WatchedMoment } from './watched-moments.ts';

/** Of every pair of items (`from * items + to`), over all strata. */
export interface PairCounts {
  readonly items: number;
  /** Moments in which `from` was first bought and `to` was not held. */
  readonly watched: Float64Array;
  /** Those after which `to` was bought within the horizon. */
  readonly bought: Float64Array;
  /** How many would have bought it, were `from` of no matter within each stratum. */
  readonly expected: Float64Array;
  /** Purchases of `to` in the strata of the pair, of peers too: whether there is anything to tell. */
  readonly outcomes: Float64Array;
  /** The watched moments that have peers without `from` in their stratum, and what those peers' share comes to. */
  readonly comparable: Float64Array;
  readonly baseline: Float64Array;
}

/**
 * Counts every pair stratum by stratum, in memory that grows with the square of the items alone. A customer counts
 * once for a pair: at the first purchase of `from`. Its peers are the moments of the stratum where `from` and `to`
 * are not held.
 */
export function countPairs(moments: readonly WatchedMoment[], items: number): PairCounts {
  const size = items * items;
  const table = () => new Float64Array(size);
  const counts: PairCounts = {
    items,
    watched: table(),
    bought: table(),
    expected: table(),
    outcomes: table(),
    comparable: table(),
    baseline: table(),
  };
  const scratch = newScratch(items);
  const sorted = [...moments].sort((a, b) => a.stratum - b.stratum);
  for (let from = 0; from < sorted.length; ) {
    const stratum = sorted[from]?.stratum;
    let to = from;
    clear(scratch);
    while (to < sorted.length && sorted[to]?.stratum === stratum) {
      countMoment(scratch, sorted[to] as WatchedMoment, items);
      to += 1;
    }
    addStratum(counts, scratch, to - from);
    from = to;
  }
  return counts;
}

interface Scratch {
  readonly bought: Int32Array;
  readonly before: Int32Array;
  readonly held: Int32Array;
  readonly next: Int32Array;
  readonly boughtHeld: Int32Array;
  readonly boughtNext: Int32Array;
  readonly beforeHeld: Int32Array;
  readonly beforeNext: Int32Array;
}

function newScratch(items: number): Scratch {
  const single = () => new Int32Array(items);
  const pair = () => new Int32Array(items * items);
  return {
    bought: single(),
    before: single(),
    held: single(),
    next: single(),
    boughtHeld: pair(),
    boughtNext: pair(),
    beforeHeld: pair(),
    beforeNext: pair(),
  };
}

function clear(scratch: Scratch): void {
  for (const array of Object.values(scratch) as Int32Array[]) array.fill(0);
}

function countMoment(scratch: Scratch, { before, bought, next }: WatchedMoment, items: number): void {
  const held = [...before, ...bought];
  count(scratch.before, before);
  count(scratch.bought, bought);
  count(scratch.held, held);
  count(scratch.next, next);
  countBoth(scratch.boughtHeld, bought, held, items);
  countBoth(scratch.boughtNext, bought, next, items);
  countBoth(scratch.beforeHeld, before, held, items);
  countBoth(scratch.beforeNext, before, next, items);
}

function count(counts: Int32Array, numbers: readonly number[]): void {
  for (const number of numbers) counts[number] = (counts[number] ?? 0) + 1;
}

function countBoth(
  counts: Int32Array,
  first: readonly number[],
  second: readonly number[],
  items: number,
): void {
  for (const from of first) {
    for (const to of second) {
      const at = from * items + to;
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
}

function addStratum(counts: PairCounts, scratch: Scratch, moments: number): void {
  const { items } = counts;
  for (let from = 0; from < items; from += 1) {
    const boughtFrom = scratch.bought[from] ?? 0;
    if (boughtFrom === 0) continue;
    const withoutFrom = moments - (scratch.before[from] ?? 0);
    for (let to = 0; to < items; to += 1) {
      if (to === from) continue;
      const at = from * items + to;
      const watched = boughtFrom - (scratch.boughtHeld[at] ?? 0);
      if (watched === 0) continue;
      const pool = withoutFrom - (scratch.held[to] ?? 0) + (scratch.beforeHeld[at] ?? 0);
      const outcomes = (scratch.next[to] ?? 0) - (scratch.beforeNext[at] ?? 0);
      const bought = scratch.boughtNext[at] ?? 0;
      add(counts.watched, at, watched);
      add(counts.bought, at, bought);
      add(counts.outcomes, at, outcomes);
      add(counts.expected, at, (watched * outcomes) / pool);
      if (pool === watched) continue;
      add(counts.comparable, at, watched);
      add(counts.baseline, at, (watched * (outcomes - bought)) / (pool - watched));
    }
  }
}

function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}
