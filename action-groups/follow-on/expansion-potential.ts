import { formatCount, formatShare } from '../kernel/format.ts';
import type { FollowOn } from './follow-on.ts';
import type { FollowOnModel } from './mining/follow-on-model.ts';
import { isWon, type ProjectRow } from './project-rows.ts';

const MOST_SERVICES = 6;

/** What becomes of the services that a customer has, the greatest likely value first. */
export function expansionsOf(
  { expansions, expansionOfAll, horizonMonths }: FollowOnModel,
  rows: readonly ProjectRow[],
): FollowOn['expansions'] {
  const monthlyUsd = latestCosts(rows);
  return expansions
    .flatMap((each) => {
      const cost = monthlyUsd.get(each.service);
      if (cost === undefined) return [];
      const grown =
        each.growth === null
          ? 'fewer than five of them are priced twice'
          : `the later monthly cost was ${each.growth.low} to ${each.growth.high} times the earlier, middle ${each.growth.median}${
              expansionOfAll === null ? '' : ` (${expansionOfAll.growthMedian} for all services)`
            }`;
      const bar =
        expansionOfAll === null ? '' : ` (${formatShare(expansionOfAll.againShare)} for a service at large)`;
      return [
        {
          service: each.service,
          monthlyUsd: cost > 0 ? cost : null,
          watchedCustomers: each.watched,
          againCustomers: each.again,
          againShare: each.againShare,
          growth: each.growth,
          lagMonths: each.lagMonths,
          text: `${each.service}: ${each.again} of ${formatCount(each.watched, 'customer')} had it again in a later project within ${horizonMonths} months (${formatShare(each.againShare)})${bar}; ${grown}.`,
        },
      ];
    })
    .sort((a, b) => b.againShare * (b.monthlyUsd ?? 0) - a.againShare * (a.monthlyUsd ?? 0))
    .slice(0, MOST_SERVICES);
}

/** Each service of the won projects with its monthly cost in the latest that has it; rows come latest first. */
function latestCosts(rows: readonly ProjectRow[]): ReadonlyMap<string, number> {
  const costs = new Map<string, number>();
  for (const { services } of rows.filter(isWon)) {
    for (const { service, monthlyUsd } of services) if (!costs.has(service)) costs.set(service, monthlyUsd);
  }
  return costs;
}
