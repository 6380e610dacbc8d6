import type { FollowOnModel, ServiceExpansion } from './follow-on-model.ts';
import { LEAST_CUSTOMERS, MONTH_DAYS } from './purchase.ts';
import { quantileOf, spreadOf, toHundredth, toTenth } from './spread-of.ts';
import type { Moment, Timeline } from './timelines.ts';

interface Tally {
  watched: number;
  again: number;
  readonly growth: number[];
  readonly lagMonths: number[];
}

/**
 * What became of each service after a customer's first project with it: how many had it again within the horizon,
 * after how long, at what cost against before. Customers not watched for the whole horizon are left out.
 */
export function serviceExpansions(
  timelines: readonly Timeline[],
  { horizonMonths, throughDay }: { readonly horizonMonths: number; readonly throughDay: number },
): Pick<FollowOnModel, 'expansions' | 'expansionOfAll'> {
  const horizonDays = horizonMonths * MONTH_DAYS;
  const tallies = new Map<string, Tally>();
  for (const { moments } of timelines) {
    const costs = moments.map(costsOf);
    const seen = new Set<string>();
    moments.forEach(({ day }, place) => {
      for (const [service, usd] of costs[place] ?? []) {
        if (seen.has(service)) continue;
        seen.add(service);
        if (day + horizonDays > throughDay) continue;
        const tally = tallies.get(service) ?? { watched: 0, again: 0, growth: [], lagMonths: [] };
        tallies.set(service, tally);
        tally.watched += 1;
        const later = moments.findIndex(
          (moment, at) => at > place && moment.day <= day + horizonDays && costs[at]?.has(service) === true,
        );
        const laterDay = moments[later]?.day;
        if (laterDay === undefined) continue;
        tally.again += 1;
        tally.lagMonths.push((laterDay - day) / MONTH_DAYS);
        const laterUsd = costs[later]?.get(service) ?? 0;
        if (usd > 0 && laterUsd > 0) tally.growth.push(laterUsd / usd);
      }
    });
  }
  return { expansions: expansionsOf(tallies), expansionOfAll: ofAll([...tallies.values()]) };
}

function expansionsOf(tallies: ReadonlyMap<string, Tally>): ServiceExpansion[] {
  return [...tallies]
    .filter(([, { again }]) => again >= LEAST_CUSTOMERS)
    .sort((a, b) => b[1].again - a[1].again || (a[0] < b[0] ? -1 : 1))
    .map(([service, { watched, again, growth, lagMonths }]) => ({
      service,
      watched,
      again,
      againShare: again / watched,
      growth: spreadOf(growth, toHundredth),
      lagMonths: spreadOf(lagMonths, toTenth),
    }));
}

function ofAll(tallies: readonly Tally[]): FollowOnModel['expansionOfAll'] {
  const watched = tallies.reduce((sum, tally) => sum + tally.watched, 0);
  const again = tallies.reduce((sum, tally) => sum + tally.again, 0);
  const growth = tallies.flatMap((tally) => tally.growth);
  if (again < LEAST_CUSTOMERS || growth.length < LEAST_CUSTOMERS) return null;
  return {
    againShare: again / watched,
    growthMedian: toHundredth(quantileOf(Float64Array.from(growth).sort(), 0.5)),
  };
}

function costsOf({ purchases }: Moment): ReadonlyMap<string, number> {
  const costs = new Map<string, number>();
  for (const { services } of purchases) {
    for (const { service, monthlyUsd } of services)
      costs.set(service, (costs.get(service) ?? 0) + monthlyUsd);
  }
  return costs;
}
