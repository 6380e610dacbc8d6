import { areaOfService } from '../service-areas.ts';
import type { ItemKind } from './follow-on-model.ts';
import type { Purchase } from './purchase.ts';

/** What a customer bought on one day. */
export interface Moment {
  readonly day: number;
  readonly purchases: readonly Purchase[];
  readonly customerSegment: string | null;
  readonly industry: string | null;
}

/** A customer's moments in order. */
export interface Timeline {
  readonly customer: string;
  readonly moments: readonly Moment[];
}

/** Each customer's purchases in the order of their days; those of one day are one moment. */
export function timelinesOf(purchases: Iterable<Purchase>): readonly Timeline[] {
  const byCustomer = new Map<string, Purchase[]>();
  for (const purchase of purchases) {
    const own = byCustomer.get(purchase.customer);
    if (own === undefined) byCustomer.set(purchase.customer, [purchase]);
    else own.push(purchase);
  }
  return [...byCustomer].map(([customer, own]) => ({ customer, moments: momentsOf(own) }));
}

function momentsOf(own: Purchase[]): readonly Moment[] {
  own.sort((a, b) => a.closeDay - b.closeDay || (a.opportunityId < b.opportunityId ? -1 : 1));
  const moments: Moment[] = [];
  for (let from = 0; from < own.length; ) {
    const day = own[from]?.closeDay ?? 0;
    let to = from + 1;
    while (own[to]?.closeDay === day) to += 1;
    const purchases = own.slice(from, to);
    moments.push({
      day,
      purchases,
      customerSegment: purchases.find((each) => each.customerSegment !== null)?.customerSegment ?? null,
      industry: purchases.find((each) => each.industry !== null)?.industry ?? null,
    });
    from = to;
  }
  return moments;
}

/** The items of a kind that a purchase holds, each once. */
export function itemsOf(purchase: Purchase, kind: ItemKind): readonly string[] {
  if (kind === 'projectType') return purchase.projectType === null ? [] : [purchase.projectType];
  const services = purchase.services.map(({ service }) => service);
  if (kind === 'service') return [...new Set(services)];
  return [...new Set(services.flatMap((service) => areaOfService(service) ?? []))];
}

/** What an item costs in a purchase a year; null where it has no price. */
export function annualUsdOf(purchase: Purchase, kind: ItemKind, item: string): number | null {
  if (kind === 'projectType') return purchase.projectType === item ? purchase.arrUsd : null;
  let annual = 0;
  for (const { service, monthlyUsd, upfrontUsd } of purchase.services) {
    const own = kind === 'service' ? service : areaOfService(service);
    if (own === item) annual += 12 * monthlyUsd + upfrontUsd;
  }
  return annual > 0 ? annual : null;
}
