import type { Archetype, ArchetypeService, Workload } from './archetype.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Named slots of a row; what is more goes into the last, other one. */
const NAMED_SLOTS = 9;

/** The services' cells of a row, whose monthly costs come to about `monthlyUsd`, and their year's sum. */
export function sampleServices(
  archetype: Archetype,
  workload: Workload,
  monthlyUsd: number,
  random: SeededRandom,
): { readonly cells: Readonly<Record<string, unknown>>; readonly annualUsd: number } {
  const chosen = choose(archetype, workload, random);
  const parts = chosen.map(({ share }) => share * random.logNormal(0.3));
  const total = parts.reduce((sum, part) => sum + part, 0);
  const costs = chosen
    .map(({ service }, place) => ({
      service,
      monthly: cents((monthlyUsd * (parts[place] ?? 0)) / total),
      upfront: 0,
    }))
    .sort((left, right) => right.monthly - left.monthly);
  const [largest] = costs;
  // A reservation or a data transfer paid at the start, on the service that costs most.
  if (largest !== undefined && random.chance(0.32))
    largest.upfront = cents(largest.monthly * (0.5 + 3.5 * random.next()));
  const cells: Record<string, unknown> = {};
  let annualUsd = 0;
  for (const [place, { service, monthly, upfront }] of costs.entries()) {
    if (place > NAMED_SLOTS) break;
    const slot = place < NAMED_SLOTS ? `service_${place + 1}` : 'service_other';
    cells[slot] = service;
    cells[`${slot}_monthly_usd`] = monthly;
    cells[`${slot}_upfront_usd`] = upfront;
    annualUsd += 12 * monthly + upfront;
  }
  return { cells, annualUsd };
}

/** At least two services of the archetype, and those of the workload in their place. */
function choose(archetype: Archetype, workload: Workload, random: SeededRandom): ArchetypeService[] {
  const own = workload.services ?? [];
  const others = archetype.services.filter(({ service }) => !own.some((mine) => mine.service === service));
  const chosen = [...own, ...others].filter(({ probability }) => random.chance(probability));
  for (const service of [...own, ...others]) {
    if (chosen.length >= 2) break;
    if (!chosen.includes(service)) chosen.push(service);
  }
  return chosen;
}

function cents(usd: number): number {
  return Math.round(usd * 100) / 100;
}
