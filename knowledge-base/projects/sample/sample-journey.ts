import type { Archetype } from './archetype.ts';
import { DATA_ARCHETYPES } from './archetypes-data.ts';
import { INDUSTRY_ARCHETYPES } from './archetypes-industry.ts';
import { INFRASTRUCTURE_ARCHETYPES } from './archetypes-infrastructure.ts';
import { MODERNIZATION_ARCHETYPES } from './archetypes-modernization.ts';
import type { SampleCustomer } from './sample-customers.ts';
import { SAMPLE_PARTNERS, type SamplePartner } from './sample-partners.ts';
import type { PlannedProject } from './sample-project.ts';
import type { SeededRandom } from './seeded-random.ts';

export const SAMPLE_ARCHETYPES: readonly Archetype[] = [
  ...INFRASTRUCTURE_ARCHETYPES,
  ...MODERNIZATION_ARCHETYPES,
  ...DATA_ARCHETYPES,
  ...INDUSTRY_ARCHETYPES,
];

export const SAMPLE_YEARS = 10;
const HISTORY_DAYS = Math.round(SAMPLE_YEARS * 365.25);
/** New customers a day at the end of the history for one at its start. */
const GROWTH = 2.2;
/** Every so often a finished project is renewed as it is. */
const RENEWAL_PROBABILITY = 0.09;
const MONTH_DAYS = 30.4;

/** What a customer buys, in order, up to `throughDay`: each project leads to the next ones after a while. */
export function sampleJourney(
  customer: SampleCustomer,
  throughDay: number,
  random: SeededRandom,
): PlannedProject[] {
  const journey: PlannedProject[] = [];
  const bought = new Set<Archetype>();
  let day = throughDay - HISTORY_DAYS + Math.floor(HISTORY_DAYS * growing(random.next()));
  let step: Step | undefined;
  while (day <= throughDay) {
    const closeDay = seasonal(day, throughDay, random);
    const archetype: Archetype = step?.archetype ?? entryOf(customer, yearOf(closeDay), random);
    if (!isSold(archetype, yearOf(closeDay))) break;
    bought.add(archetype);
    journey.push({
      archetype,
      opportunityType:
        step === undefined ? 'Net New Business' : step.renewal ? 'Flat Renewal' : growthType(random),
      partner: random.chance(0.7) ? customer.partner : partnerOf(customer, archetype, random),
      closeDay,
    });
    step = nextOf(archetype, bought, random);
    if (step === undefined) break;
    day += Math.round(step.lagMonths * MONTH_DAYS * random.logNormal(step.renewal ? 0.08 : 0.35));
  }
  return journey;
}

/** Turns an even draw into one whose density grows by {@link GROWTH} from 0 to 1. */
function growing(even: number): number {
  return (Math.sqrt(1 + even * (GROWTH ** 2 - 1)) - 1) / (GROWTH - 1);
}

function entryOf(customer: SampleCustomer, year: number, random: SeededRandom): Archetype {
  return random.weighted(SAMPLE_ARCHETYPES, (archetype) =>
    isSold(archetype, year)
      ? archetype.entryWeight *
        (archetype.industries?.[customer.industry] ?? 1) *
        (customer.partner.practices.includes(archetype.practice) ? 2.5 : 1)
      : 0,
  );
}

interface Step {
  readonly archetype: Archetype;
  readonly lagMonths: number;
  readonly renewal: boolean;
}

function nextOf(
  archetype: Archetype,
  bought: ReadonlySet<Archetype>,
  random: SeededRandom,
): Step | undefined {
  if (random.chance(RENEWAL_PROBABILITY)) return { archetype, lagMonths: 12, renewal: true };
  let draw = random.next();
  for (const { code, probability, lagMonths } of archetype.next) {
    draw -= probability;
    if (draw >= 0) continue;
    const next = SAMPLE_ARCHETYPES.find((candidate) => candidate.code === code);
    return next === undefined || bought.has(next)
      ? undefined
      : { archetype: next, lagMonths, renewal: false };
  }
  return undefined;
}

function partnerOf(customer: SampleCustomer, archetype: Archetype, random: SeededRandom): SamplePartner {
  return random.weighted(
    SAMPLE_PARTNERS,
    ({ regions, practices, weight }) =>
      weight *
      (regions.includes(customer.place.region) ? 1 : 0.03) *
      (practices.includes(archetype.practice) ? 5 : 1),
  );
}

function growthType(random: SeededRandom): 'Expansion' | 'Net New Business' {
  return random.chance(0.8) ? 'Expansion' : 'Net New Business';
}

/** Deals close on weekdays, and half of them in the last days of a quarter. */
function seasonal(day: number, throughDay: number, random: SeededRandom): number {
  const date = new Date(day * 86_400_000);
  const quarterEnd =
    Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3 + 3, 0) / 86_400_000;
  const rushed = quarterEnd - Math.floor(Math.abs(random.normal()) * 9);
  const late = date.getUTCMonth() >= 9 ? 0.6 : 0.45;
  const close = random.chance(late) && rushed <= throughDay ? rushed : day;
  const weekday = new Date(close * 86_400_000).getUTCDay();
  return close - (weekday === 6 ? 1 : weekday === 0 ? 2 : 0);
}

function isSold(archetype: Archetype, year: number): boolean {
  return archetype.sinceYear === undefined || year >= archetype.sinceYear;
}

function yearOf(day: number): number {
  return new Date(day * 86_400_000).getUTCFullYear();
}
