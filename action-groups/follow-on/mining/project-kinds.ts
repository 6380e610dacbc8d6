import { areaOfService } from '../service-areas.ts';
import type { ProjectKind } from './follow-on-model.ts';
import { LEAST_CUSTOMERS, type Purchase } from './purchase.ts';

/** A service is of a kind of project from this share of its projects on. */
const LEAST_SHARE = 0.3;
const MOST_KINDS = 100;

/** What each kind of project is made of; of kinds that fewer than five customers bought nothing is told. */
export function projectKinds(purchases: readonly Purchase[]): ProjectKind[] {
  const byType = new Map<string, Purchase[]>();
  for (const purchase of purchases) {
    if (purchase.projectType === null) continue;
    const own = byType.get(purchase.projectType);
    if (own === undefined) byType.set(purchase.projectType, [purchase]);
    else own.push(purchase);
  }
  const overall = portionsOf(purchases);
  return [...byType]
    .map(([projectType, own]) => ({
      projectType,
      projects: own.length,
      customers: new Set(own.map(({ customer }) => customer)).size,
      mainArea: mainAreaOf(portionsOf(own), overall),
      services: servicesOf(own),
    }))
    .filter(({ customers }) => customers >= LEAST_CUSTOMERS)
    .sort((a, b) => b.customers - a.customers || (a.projectType < b.projectType ? -1 : 1))
    .slice(0, MOST_KINDS);
}

function servicesOf(own: readonly Purchase[]): ProjectKind['services'] {
  const withServices = own.filter(({ services }) => services.length > 0);
  const counts = new Map<string, number>();
  for (const { services } of withServices) {
    for (const service of new Set(services.map((each) => each.service)))
      counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return [...counts]
    .map(([service, count]) => ({ service, share: count / withServices.length }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share || (a.service < b.service ? -1 : 1));
}

/** The mean portion of a project's cost by area; a project without prices counts its services alike. */
function portionsOf(purchases: readonly Purchase[]): ReadonlyMap<string, number> {
  const portions = new Map<string, number>();
  let counted = 0;
  for (const { services } of purchases) {
    if (services.length === 0) continue;
    counted += 1;
    const costs = services.map(({ monthlyUsd, upfrontUsd }) => 12 * monthlyUsd + upfrontUsd);
    const total = costs.reduce((sum, cost) => sum + cost, 0);
    services.forEach(({ service }, at) => {
      const area = areaOfService(service);
      if (area === undefined) return;
      const portion = total > 0 ? (costs[at] ?? 0) / total : 1 / services.length;
      portions.set(area, (portions.get(area) ?? 0) + portion);
    });
  }
  return new Map([...portions].map(([area, sum]) => [area, sum / counted]));
}

/** What it has more of than projects at large, by how much and how many times: portion × ln(portion / overall). */
function mainAreaOf(own: ReadonlyMap<string, number>, overall: ReadonlyMap<string, number>): string | null {
  let best: { readonly area: string; readonly score: number } | undefined;
  for (const [area, portion] of own) {
    const score = portion * Math.log(portion / (overall.get(area) ?? portion));
    if (score > (best?.score ?? 0)) best = { area, score };
  }
  return best?.area ?? null;
}
