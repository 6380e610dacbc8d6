import type { Analysis, EvidenceRow, PredictedService } from './analysis.ts';
import { rangeOf } from './predict-metrics.ts';
import { partServices } from './service-parts.ts';
import type { ServicePart } from './service-pattern.ts';
import { type ServiceUser, serviceUsers, weightOfUsers } from './service-uses.ts';

/** A service fewer projects used is an accident. */
export const LEAST_SHARE = 0.05;
export const LEAST_USERS = 2;
const MOST_SERVICES = 15;

export interface PredictedServices {
  readonly services: PredictedService[];
  /** What the services that are not listed have of the amounts; null where no part can be told. */
  readonly other: ServicePart | null;
}

/**
 * The services of the rows by weighted share, over the rows that name any: costs over those that used it, and
 * what it has of the predicted amounts.
 */
export function predictServices(
  rows: readonly EvidenceRow[],
  metrics: Pick<Analysis['metrics'], 'arrUsd' | 'mrrUsd'>,
): PredictedServices {
  const users = serviceUsers(rows);
  const listed = listServices(users);
  const parts = partServices(
    users,
    listed.map(({ service }) => service),
    metrics,
  );
  return {
    services: listed.map((service, at) => ({ ...service, part: parts?.listed[at] ?? null })),
    other: parts?.other ?? null,
  };
}

function listServices(users: readonly ServiceUser[]): Omit<PredictedService, 'part'>[] {
  const total = weightOfUsers(users);
  const names = new Set(users.flatMap(({ uses }) => [...uses.keys()]));
  const predicted = [...names].flatMap((service) => {
    const own = users.filter(({ uses }) => uses.has(service));
    const share = weightOfUsers(own) / total;
    const monthlyUsd = rangeOf(own, ({ uses }) => uses.get(service)?.monthlyUsd ?? null, LEAST_USERS);
    const upfrontUsd = rangeOf(own, ({ uses }) => uses.get(service)?.upfrontUsd ?? null, LEAST_USERS);
    if (share < LEAST_SHARE || monthlyUsd === null || upfrontUsd === null) return [];
    return [{ service, share: Math.min(share, 1), projects: own.length, monthlyUsd, upfrontUsd }];
  });
  return predicted
    .sort((a, b) => b.share - a.share || (a.service < b.service ? -1 : 1))
    .slice(0, MOST_SERVICES);
}
