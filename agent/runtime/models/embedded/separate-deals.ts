import type { Understanding } from './understanding.ts';

/** More customers than this in one message are not told apart: the first are enough to ask. */
const MOST_DEALS = 6;

/**
 * The deals of a message that describes several, each with what is said of it alone; empty when it describes
 * one. A deal has a customer of its own, a wish, and a place or a date. `starts` are the places at which
 * another customer may begin, in UTF-16 units; `read` understands a part of the message in its place.
 */
export function separateDeals(
  starts: readonly number[],
  length: number,
  read: (from: number, to: number) => Understanding,
): readonly Understanding[] {
  const cuts = [0, ...starts.filter((start) => start > 0).slice(0, MOST_DEALS - 1), length];
  if (cuts.length < 3) return [];
  const deals: Understanding[] = [];
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    const part = read(from, cuts[index + 1] ?? length);
    if (!isDeal(part)) continue;
    const known = deals.some((deal) => sameCustomer(deal, part));
    if (!known) deals.push(part);
  }
  return deals.length >= 2 ? deals : [];
}

/** What the customer of a deal is called. */
export function customerOf({ facts }: Understanding): string {
  return String(facts.find(({ field }) => field === 'customerName')?.value ?? '');
}

function isDeal({ facts }: Understanding): boolean {
  const has = (field: string) => facts.some((fact) => fact.field === field);
  return (
    has('customerName') && has('description') && (has('country') || has('region') || has('targetCloseDate'))
  );
}

function sameCustomer(a: Understanding, b: Understanding): boolean {
  const [first, second] = [customerOf(a).toLowerCase(), customerOf(b).toLowerCase()];
  return first.startsWith(second) || second.startsWith(first);
}
