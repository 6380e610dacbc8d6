import { serviceSpellings } from '#knowledge-base/projects/aws-services.ts';
import { searchWords } from '#knowledge-base/projects/search-text.ts';
import type { EvidenceRow, PredictedService } from './analysis.ts';
import type { ServicePair, ServicePattern } from './service-pattern.ts';
import { serviceUsers, weightOfUsers } from './service-uses.ts';
import { idsOf, rounded } from './weighted-share.ts';

/** When two services are said to come together. */
export const PAIR_THRESHOLDS = {
  /** Projects that have both, at least. */
  projects: 5,
  /** Their weighted share, at least. */
  share: 0.1,
  /** How many times as often as by chance, at least. */
  lift: 1.2,
  /** As many are told at most. */
  most: 6,
} as const;

/** A service that the description does not name is told from this share of the similar projects on. */
export const LEAST_UNMENTIONED_SHARE = 0.3;
const MOST_UNMENTIONED = 6;

/** Listed services that come together among the rows, those that most projects have first. */
export function pairServices(
  rows: readonly EvidenceRow[],
  services: readonly PredictedService[],
): ServicePair[] {
  const users = serviceUsers(rows);
  const total = weightOfUsers(users);
  const pairs = services.flatMap((a, at) =>
    services.slice(at + 1).flatMap((b) => {
      const both = users.filter(({ uses }) => uses.has(a.service) && uses.has(b.service));
      const share = weightOfUsers(both) / total;
      const lift = share / (a.share * b.share);
      const { projects, share: leastShare, lift: leastLift } = PAIR_THRESHOLDS;
      if (both.length < projects || share < leastShare || lift < leastLift) return [];
      return {
        services: [a.service, b.service] as [string, string],
        share: Math.min(1, share),
        projects: both.length,
        lift: rounded(lift),
        opportunityIds: idsOf(both.map(({ row }) => row)),
      };
    }),
  );
  return pairs
    .sort((a, b) => b.share * Math.log(b.lift) - a.share * Math.log(a.lift) || compare(a, b))
    .slice(0, PAIR_THRESHOLDS.most);
}

function compare(a: ServicePair, b: ServicePair): number {
  return a.services.join() < b.services.join() ? -1 : 1;
}

/** Services that many similar projects have and the description does not name by any of their names. */
export function unmentionedServices(
  services: readonly PredictedService[],
  description: string,
): ServicePattern['notMentioned'] {
  const said = ` ${searchWords(description).join(' ')} `;
  return services
    .filter(
      ({ service, share }) =>
        share >= LEAST_UNMENTIONED_SHARE &&
        !serviceSpellings(service).some((name) => said.includes(wordsOf(name))),
    )
    .slice(0, MOST_UNMENTIONED)
    .map(({ service, share, projects, monthlyUsd }) => ({ service, share, projects, monthlyUsd }));
}

/** ` opensearch `: what kind of thing it is and its number are left out by whoever writes quickly. */
function wordsOf(name: string): string {
  return ` ${searchWords(name.replace(/ (?:service|[\d.]+)$/i, '')).join(' ')} `;
}
