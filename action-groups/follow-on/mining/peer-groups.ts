import type { PeerGroup } from './follow-on-model.ts';
import { LEAST_CUSTOMERS } from './purchase.ts';
import { spreadOf } from './spread-of.ts';
import type { Timeline } from './timelines.ts';

/** Services of a group that are kept: the most used. */
const MOST_SERVICES = 60;

interface Customer {
  readonly industry: string | null;
  readonly customerSegment: string | null;
  /** Each service with its monthly cost in the latest project that has it. */
  readonly monthlyUsd: ReadonlyMap<string, number>;
}

/** How customers of each industry and size, of each industry, of each size, and all, use services. */
export function peerGroups(timelines: readonly Timeline[]): PeerGroup[] {
  const groups = new Map<
    string,
    { industry: string | null; customerSegment: string | null; of: Customer[] }
  >();
  for (const customer of timelines.map(customerOf)) {
    const industries = customer.industry === null ? [null] : [customer.industry, null];
    const segments = customer.customerSegment === null ? [null] : [customer.customerSegment, null];
    for (const industry of industries) {
      for (const customerSegment of segments) {
        const key = JSON.stringify([industry, customerSegment]);
        const group = groups.get(key) ?? { industry, customerSegment, of: [] };
        group.of.push(customer);
        groups.set(key, group);
      }
    }
  }
  return [...groups.values()]
    .filter(({ of }) => of.length >= LEAST_CUSTOMERS)
    .map(({ industry, customerSegment, of }) => ({
      industry,
      customerSegment,
      customers: of.length,
      services: servicesOf(of),
    }));
}

function servicesOf(customers: readonly Customer[]): PeerGroup['services'] {
  const users = new Map<string, number[]>();
  for (const { monthlyUsd } of customers) {
    for (const [service, usd] of monthlyUsd) {
      const known = users.get(service);
      if (known === undefined) users.set(service, [usd]);
      else known.push(usd);
    }
  }
  return [...users]
    .filter(([, costs]) => costs.length >= LEAST_CUSTOMERS)
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_SERVICES)
    .map(([service, costs]) => ({
      service,
      customers: costs.length,
      monthlyUsd: spreadOf(costs.filter((usd) => usd > 0)),
    }));
}

function customerOf({ moments }: Timeline): Customer {
  const monthlyUsd = new Map<string, number>();
  for (const { purchases } of moments) {
    for (const { services } of purchases) {
      for (const { service, monthlyUsd: usd } of services) monthlyUsd.set(service, usd);
    }
  }
  const latest = [...moments].reverse();
  return {
    industry: latest.find(({ industry }) => industry !== null)?.industry ?? null,
    customerSegment: latest.find((each) => each.customerSegment !== null)?.customerSegment ?? null,
    monthlyUsd,
  };
}
