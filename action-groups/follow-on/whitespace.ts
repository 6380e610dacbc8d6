import { formatCount, formatShare, formatUsd } from '../kernel/format.ts';
import type { FollowOn } from './follow-on.ts';
import type { FollowOnModel, PeerGroup } from './mining/follow-on-model.ts';
import { areaOfService } from './service-areas.ts';

/** A group of fewer customers is passed over for a wider one. */
const LEAST_PEERS = 20;
/** What fewer of the peers use is no gap. */
const LEAST_SHARE = 0.2;
const MOST_SERVICES = 8;

/** The narrowest group of peers that is large enough. */
export function peersOf(
  { peers }: Pick<FollowOnModel, 'peers'>,
  industry: string | null,
  customerSegment: string | null,
): PeerGroup | undefined {
  const wanted = [
    [industry, customerSegment],
    [industry, null],
    [null, customerSegment],
    [null, null],
  ] as const;
  for (const [ofIndustry, ofSegment] of wanted) {
    const group = peers.find((each) => each.industry === ofIndustry && each.customerSegment === ofSegment);
    if (group !== undefined && group.customers >= LEAST_PEERS) return group;
  }
  return undefined;
}

/** `customers in Retail of the size SMB`. */
export function peerWords({ industry, customerSegment }: PeerGroup): string {
  const where = industry === null ? 'customers of all industries' : `customers in ${industry}`;
  return customerSegment === null ? where : `${where} of the size ${customerSegment}`;
}

/** Services that many peers use and the customer does not have, the most used first. */
export function whitespaceOf(
  group: PeerGroup | undefined,
  held: ReadonlyMap<string, unknown>,
): FollowOn['whitespace'] {
  if (group === undefined) return [];
  return group.services
    .filter(({ service, customers }) => customers / group.customers >= LEAST_SHARE && !held.has(service))
    .slice(0, MOST_SERVICES)
    .map(({ service, customers, monthlyUsd }) => ({
      service,
      area: areaOfService(service) ?? null,
      peerCustomers: group.customers,
      usingCustomers: customers,
      share: customers / group.customers,
      monthlyUsd,
      text: `${service}: ${customers} of ${formatCount(group.customers, 'peer')} use it (${formatShare(customers / group.customers)})${
        monthlyUsd === null
          ? ''
          : `, for ${formatUsd(monthlyUsd.low)} to ${formatUsd(monthlyUsd.high)} a month, middle ${formatUsd(monthlyUsd.median)}`
      }.`,
    }));
}
