import type { EvidenceRow } from './analysis.ts';
import type { Architecture } from './architecture.ts';
import { ARCHITECTURE_PARTS, type ArchitecturePart, partOfService } from './architecture-parts.ts';
import { LEAST_SHARE, LEAST_USERS } from './predict-services.ts';
import { type ServiceUser, serviceUsers, weightOfUsers } from './service-uses.ts';
import { idsOf } from './weighted-share.ts';

/** A service in this share of the projects belongs to the whole. */
export const USUAL_SHARE = 0.5;
const MOST_OF_A_PART = 8;

/** The architecture of the similar projects, from their services alone: nothing is added that none of them has. */
export function describeArchitecture(rows: readonly EvidenceRow[]): Architecture {
  const users = serviceUsers(rows);
  const services = sharesOf(users);
  return {
    projects: users.length,
    parts: ARCHITECTURE_PARTS.map((part) =>
      part === 'whole' ? wholeOf(users, services) : partOf(part, users, services),
    ),
    unplaced: services.filter(({ service }) => partOfService(service) === undefined).slice(0, MOST_OF_A_PART),
  };
}

type Shared = Architecture['unplaced'][number];

function partOf(
  part: ArchitecturePart,
  users: readonly ServiceUser[],
  services: readonly Shared[],
): Architecture['parts'][number] {
  const own = services.filter(({ service }) => partOfService(service) === part).slice(0, MOST_OF_A_PART);
  const having = users.filter(({ uses }) => own.some(({ service }) => uses.has(service)));
  return { part, ...shareOf(having, users), services: own, opportunityIds: idsOf(having.map(rowOf)) };
}

function wholeOf(users: readonly ServiceUser[], services: readonly Shared[]): Architecture['parts'][number] {
  const usual = services.filter(({ share }) => share >= USUAL_SHARE);
  const having =
    usual.length === 0 ? [] : users.filter(({ uses }) => usual.every(({ service }) => uses.has(service)));
  return {
    part: 'whole',
    ...shareOf(having, users),
    services: usual,
    opportunityIds: idsOf(having.map(rowOf)),
  };
}

/** By share, largest first; one that hardly any project has is an accident. */
function sharesOf(users: readonly ServiceUser[]): Shared[] {
  const names = new Set(users.flatMap(({ uses }) => [...uses.keys()]));
  return [...names]
    .map((service) => ({
      service,
      ...shareOf(
        users.filter(({ uses }) => uses.has(service)),
        users,
      ),
    }))
    .filter(({ share, projects }) => share >= LEAST_SHARE && projects >= LEAST_USERS)
    .sort((a, b) => b.share - a.share || (a.service < b.service ? -1 : 1));
}

function shareOf(some: readonly ServiceUser[], all: readonly ServiceUser[]) {
  return {
    share: some.length === 0 ? 0 : Math.min(1, weightOfUsers(some) / weightOfUsers(all)),
    projects: some.length,
  };
}

function rowOf({ row }: ServiceUser): EvidenceRow {
  return row;
}
