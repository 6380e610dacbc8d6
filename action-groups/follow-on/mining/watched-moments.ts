import type { ItemKind } from './follow-on-model.ts';
import { MONTH_DAYS } from './purchase.ts';
import { itemsOf, type Timeline } from './timelines.ts';

/** A moment of a customer that was watched for the whole horizon, with what was held, bought and bought next. */
export interface WatchedMoment {
  /** Peers are moments of one stratum. */
  readonly stratum: number;
  /** Item numbers held before it. */
  readonly before: readonly number[];
  /** Bought in it, not held before. */
  readonly bought: readonly number[];
  /** Not held by then, and first bought within the horizon after it. */
  readonly next: readonly number[];
}

/** More items of a kind are not looked at: the most bought are. */
const MOST_ITEMS = 150;

/** The items of a kind by number, those of the most customers first; of fewer than `leastCustomers` none. */
export function indexItems(
  timelines: readonly Timeline[],
  kind: ItemKind,
  leastCustomers: number,
): ReadonlyMap<string, number> {
  const customers = new Map<string, number>();
  for (const { moments } of timelines) {
    const own = new Set(moments.flatMap(({ purchases }) => purchases.flatMap((each) => itemsOf(each, kind))));
    for (const item of own) customers.set(item, (customers.get(item) ?? 0) + 1);
  }
  const listed = [...customers]
    .filter(([, count]) => count >= leastCustomers)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_ITEMS);
  return new Map(listed.map(([item], number) => [item, number]));
}

/**
 * The moments of all customers from which the whole horizon was seen: of others it cannot be said that they did not
 * buy. `strata` has the stratum of each moment by customer and place.
 */
export function watchedMoments(
  timelines: readonly Timeline[],
  strata: readonly (readonly number[])[],
  kind: ItemKind,
  numbers: ReadonlyMap<string, number>,
  window: { readonly horizonMonths: number; readonly throughDay: number },
): WatchedMoment[] {
  const horizonDays = window.horizonMonths * MONTH_DAYS;
  const watched: WatchedMoment[] = [];
  timelines.forEach(({ moments }, customer) => {
    const firstDay = new Map<number, number>();
    const own = moments.map(({ day, purchases }) => {
      const bought: number[] = [];
      for (const item of purchases.flatMap((each) => itemsOf(each, kind))) {
        const number = numbers.get(item);
        if (number === undefined || firstDay.has(number)) continue;
        firstDay.set(number, day);
        bought.push(number);
      }
      return { day, bought };
    });
    own.forEach(({ day, bought }, place) => {
      if (day + horizonDays > window.throughDay) return;
      const before: number[] = [];
      const next: number[] = [];
      for (const [number, first] of firstDay) {
        if (first < day) before.push(number);
        else if (first > day && first <= day + horizonDays) next.push(number);
      }
      watched.push({ stratum: strata[customer]?.[place] ?? 0, before, bought, next });
    });
  });
  return watched;
}
