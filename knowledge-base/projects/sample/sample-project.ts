import { dateOfDay, dayNumber } from '../calendar-date.ts';
import type { RawProject } from '../normalise-project.ts';
import type { CustomerSegment, MigrationPhase, OpportunityType, Stage } from '../vocabulary.ts';
import type { Archetype, Workload } from './archetype.ts';
import type { SampleCustomer } from './sample-customers.ts';
import type { SamplePartner } from './sample-partners.ts';
import { sampleServices } from './sample-services.ts';
import { describeProject } from './sample-words.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What a customer's journey has decided of one project. */
export interface PlannedProject {
  readonly archetype: Archetype;
  readonly opportunityType: OpportunityType;
  readonly partner: SamplePartner;
  readonly closeDay: number;
}

export interface SampleProjectOptions {
  /** Counts the projects of the sample; ids are made of it. */
  readonly index: number;
  readonly seed: number;
  readonly throughDay: number;
  readonly random: SeededRandom;
}

const SEGMENT_SIZE: Readonly<Record<CustomerSegment, number>> = {
  Enterprise: 3.8,
  'Mid-Market': 1,
  SMB: 0.3,
};

/** One clean row of the sample, as a tidy feed would hold it. */
export function sampleProject(
  customer: SampleCustomer,
  planned: PlannedProject,
  options: SampleProjectOptions,
): RawProject {
  const { archetype } = planned;
  const { index, seed, random } = options;
  const workload = random.pick(archetype.workloads);
  const size = SEGMENT_SIZE[customer.segment];
  const quantity = niceQuantity(workload.quantity * size ** 0.75 * random.logNormal(0.5));
  const opportunityId = crmId(seed, index);
  const when = schedule(planned, size, options);
  const monthlyUsd = sampleMonthlyUsd(customer, planned, workload, quantity, random);
  const { cells, annualUsd } = sampleServices(archetype, workload, monthlyUsd, random);
  const priced = when.stage !== 'Prospect' && (when.stage !== 'Closed Lost' || random.chance(0.6));
  return {
    opportunity_id: opportunityId,
    apn_opportunity_id: `O${1_000_000 + index}`,
    ...describeProject({ customer, archetype, workload, quantity, random }),
    project_type: archetype.projectType,
    customer_name: customer.customerName,
    customer_segment: customer.segment,
    industry: customer.industry,
    country: customer.place.country,
    opportunity_region: customer.place.region,
    opportunity_sub_region: customer.place.subRegion,
    partner_name: planned.partner.partnerName,
    partner_id: planned.partner.partnerId,
    program: random.chance(0.78) ? random.pick(archetype.programs) : null,
    opportunity_type: planned.opportunityType,
    stage: when.stage,
    migration_phase: phaseOf(archetype, random),
    close_date: when.closeDate,
    planned_delivery_start_date: when.startDate,
    planned_delivery_end_date: when.endDate,
    annual_run_rate_usd: random.chance(0.55) ? Math.round(annualUsd * (0.9 + 0.2 * random.next())) : null,
    ...(priced ? cells : {}),
    aws_calculator_url: priced
      ? `https://calculator.example.com/estimate/${hex(random)}${hex(random)}`
      : null,
    crm_url: `https://crm.example.com/opportunity/${opportunityId}`,
  };
}

/** Bigger quantities, bigger customers, dearer workloads and later years cost more; a little by industry. */
function sampleMonthlyUsd(
  customer: SampleCustomer,
  planned: PlannedProject,
  workload: Workload,
  quantity: number,
  random: SeededRandom,
): number {
  const size = SEGMENT_SIZE[customer.segment];
  const scale = (quantity / (workload.quantity * size ** 0.75)) ** 0.6;
  const industry = INDUSTRY_SPEND[customer.industry] ?? 1;
  const renewal = planned.opportunityType === 'Flat Renewal' ? 1.15 : 1;
  const years = (planned.closeDay - dayNumber('2020-01-01')) / 365.25;
  return (
    planned.archetype.monthlyUsd *
    workload.factor *
    size *
    scale *
    industry *
    renewal *
    1.04 ** years *
    random.logNormal(0.42)
  );
}

const INDUSTRY_SPEND: Readonly<Record<string, number>> = {
  'Financial Services': 1.35,
  Telecommunications: 1.3,
  'Energy - Oil and Gas': 1.25,
  Automotive: 1.15,
  Government: 0.95,
  Education: 0.7,
  'Non-Profit Organization': 0.55,
  Agriculture: 0.75,
  Hospitality: 0.85,
};

interface Schedule {
  readonly stage: Stage;
  readonly closeDate: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
}

/** Launched when the planned end is past; won and in delivery before; a few lost, a few still open. */
function schedule(planned: PlannedProject, size: number, options: SampleProjectOptions): Schedule {
  const { random, throughDay } = options;
  const { archetype, closeDay } = planned;
  const gapDays = Math.max(0, Math.round(archetype.gapDays * size ** 0.2 * random.logNormal(0.5)));
  const months = Math.max(0.6, archetype.durationMonths * size ** 0.28 * random.logNormal(0.32));
  const startDay = closeDay + gapDays;
  const endDay = startDay + Math.round(months * 30.4);
  const recent = throughDay - closeDay < 120;
  const open = recent && random.chance(0.25);
  const planning = random.next();
  const lost = !open && random.chance(0.06);
  const stage: Stage = open
    ? random.pick(['Prospect', 'Qualified', 'Technical Validation', 'Business Validation'])
    : lost
      ? 'Closed Lost'
      : endDay <= throughDay
        ? 'Launched'
        : 'Committed';
  return {
    stage,
    closeDate: open ? null : dateOfDay(closeDay),
    startDate: lost || planning < 0.07 ? null : dateOfDay(startDay),
    endDate: lost || planning < 0.12 ? null : dateOfDay(endDay),
  };
}

function phaseOf(archetype: Archetype, random: SeededRandom): MigrationPhase | null {
  return random.chance(0.9) ? random.pick(archetype.phases) : null;
}

/** People write 40 or 250, not 41 or 253. */
function niceQuantity(quantity: number): number {
  if (quantity < 20) return Math.max(1, Math.round(quantity));
  const step = 10 ** Math.floor(Math.log10(quantity)) / (quantity < 100 ? 2 : 10);
  return Math.round(quantity / step) * step;
}

const ID_LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** 15 characters and the three that CRMs add so that case can be lost. */
function crmId(seed: number, index: number): string {
  let tail = '';
  for (let left = index * 61 + (seed % 61); tail.length < 7; left = Math.floor(left / 62))
    tail = ID_LETTERS.charAt(left % 62) + tail;
  const id = `006QK000${tail}`;
  let check = '';
  for (let group = 0; group < 15; group += 5) {
    let bits = 0;
    for (let place = 0; place < 5; place += 1) if (/[A-Z]/.test(id.charAt(group + place))) bits |= 1 << place;
    check += CHECK_LETTERS.charAt(bits);
  }
  return id + check;
}

function hex(random: SeededRandom): string {
  return Math.floor(random.next() * 0xffffffff)
    .toString(16)
    .padStart(8, '0');
}
