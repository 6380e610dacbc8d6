import type { EvidenceRow, PredictedService } from './analysis.ts';
import { rangeOf } from './predict-metrics.ts';

/** A service fewer projects used is an accident. */
const LEAST_SHARE = 0.05;
const LEAST_USERS = 2;
const MOST_SERVICES = 15;

/** The services of the rows by weighted share, over the rows that name any; costs over those that used it. */
export function predictServices(rows: readonly EvidenceRow[]): PredictedService[] {
  const naming = rows.filter(({ services }) => services.length > 0);
  const total = naming.reduce((sum, { weight }) => sum + weight, 0);
  const users = new Map<string, ServiceUse[]>();
  for (const row of naming) {
    for (const use of usesOf(row)) users.set(use.service, [...(users.get(use.service) ?? []), use]);
  }
  const predicted = [...users].flatMap(([service, uses]) => {
    const share = uses.reduce((sum, { weight }) => sum + weight, 0) / total;
    const monthlyUsd = rangeOf(uses, (use) => use.monthlyUsd, LEAST_USERS);
    const upfrontUsd = rangeOf(uses, (use) => use.upfrontUsd, LEAST_USERS);
    if (share < LEAST_SHARE || monthlyUsd === null || upfrontUsd === null) return [];
    return [{ service, share: Math.min(share, 1), projects: uses.length, monthlyUsd, upfrontUsd }];
  });
  return predicted
    .sort((a, b) => b.share - a.share || (a.service < b.service ? -1 : 1))
    .slice(0, MOST_SERVICES);
}

interface ServiceUse {
  readonly service: string;
  readonly weight: number;
  monthlyUsd: number;
  upfrontUsd: number;
}

/** One entry a service: a row may name the same one twice. */
function usesOf({ services, weight }: EvidenceRow): ServiceUse[] {
  const uses = new Map<string, ServiceUse>();
  for (const { service, monthlyUsd, upfrontUsd } of services) {
    const use = uses.get(service) ?? { service, weight, monthlyUsd: 0, upfrontUsd: 0 };
    use.monthlyUsd += monthlyUsd;
    use.upfrontUsd += upfrontUsd;
    uses.set(service, use);
  }
  return [...uses.values()];
}
