import { awsService } from './aws-services.ts';
import { dayNumber, monthsRoundedUp } from './calendar-date.ts';
import { COUNTRY_ALIASES, COUNTRY_CODES } from './country-codes.ts';
import { type DateOrder, isDateOrderAssumed, readDate } from './normalise-date.ts';
import { readMoney } from './normalise-money.ts';
import type { DoubtReason, DropReason } from './normalise-reasons.ts';
import { isBlank, type ReadCell, readText, UNREADABLE } from './normalise-text.ts';
import { createVocabularyReader } from './normalise-vocabulary.ts';
import { columnOf } from './project-columns.ts';
import { type ProjectRecord, SERVICE_SLOTS } from './project-record.ts';
import { searchText } from './search-text.ts';
import {
  CUSTOMER_SEGMENTS,
  INDUSTRIES,
  MIGRATION_PHASES,
  OPPORTUNITY_TYPES,
  REGIONS,
  STAGES,
} from './vocabulary.ts';

/** A row of a feed: cells of any kind under the names of our source columns (`close_date`, `service_1` …). */
export type RawProject = Readonly<Record<string, unknown>>;

/** A record but for its version, which is known once all of them are. */
export type NormalisedProject = Omit<ProjectRecord, 'dataVersion'>;

export interface KeptProject {
  readonly project: NormalisedProject;
  /** How many source columns say something: of duplicates the most complete is kept. */
  readonly completeness: number;
}

export interface NormaliseProjectOptions {
  /** How the source writes `3/4/2026`; default month-first. */
  readonly dateOrder?: DateOrder;
}

/** One row into one project with its derived columns, or the reason to drop it. Never throws on any cell. */
export function normaliseProject(
  raw: unknown,
  options: NormaliseProjectOptions = {},
): KeptProject | DropReason {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return 'not-a-record';
  const row = raw as RawProject;
  const opportunityId = readText(row.opportunity_id);
  if (opportunityId === null) return Object.values(row).every(isBlank) ? 'not-a-record' : 'no-opportunity-id';
  const doubts = new Set<DoubtReason>();
  const words = readWords(row);
  const dates = readDates(row, options.dateOrder ?? 'month-first', doubts);
  const services = readServices(row, doubts);
  const stated = readUsd(row.annual_run_rate_usd, 'stated-arr-unreadable', 'stated-arr-negative', doubts);
  const project: NormalisedProject = {
    opportunityId,
    ...words,
    customerSegment: known(row.customer_segment, readSegment, 'segment-unknown', doubts),
    industry: known(row.industry, readIndustry, 'industry-unknown', doubts),
    country: known(row.country, readCountry, 'country-unknown', doubts),
    opportunityRegion: known(row.opportunity_region, readRegion, 'region-unknown', doubts),
    opportunityType: known(row.opportunity_type, readType, 'opportunity-type-unknown', doubts),
    stage: known(row.stage, readStage, 'stage-unknown', doubts),
    migrationPhase: known(row.migration_phase, readPhase, 'phase-unknown', doubts),
    ...dates,
    annualRunRateUsd: stated,
    ...services.slots,
    ...annualOf(services, stated, doubts),
    serviceCount: services.named.length,
    servicesJson: JSON.stringify(services.named),
    doubts: '',
    searchText: '',
  };
  const completeness = countKnown(project);
  project.doubts = doubts.size === 0 ? '' : [...doubts].join(',');
  project.searchText = searchText([
    words.opportunityName,
    words.description,
    words.businessDescription,
    words.activityName,
    words.projectType,
    ...services.named.map(({ service }) => service),
    project.industry,
  ]);
  return { project, completeness };
}

const readSegment = createVocabularyReader(CUSTOMER_SEGMENTS, {
  'Small and Medium Business': 'SMB',
  'Small Business': 'SMB',
  'Mid Size': 'Mid-Market',
});
const readIndustry = createVocabularyReader(INDUSTRIES);
const readCountry = createVocabularyReader(COUNTRY_CODES, COUNTRY_ALIASES);
const readRegion = createVocabularyReader(REGIONS, { 'North America': 'NAMER', 'Latin America': 'LATAM' });
const readType = createVocabularyReader(OPPORTUNITY_TYPES);
const readStage = createVocabularyReader(STAGES);
const readPhase = createVocabularyReader(MIGRATION_PHASES);

function readWords(row: RawProject) {
  return {
    apnOpportunityId: readText(row.apn_opportunity_id),
    opportunityName: readText(row.opportunity_name),
    description: readText(row.description),
    businessDescription: readText(row.business_description),
    activityName: readText(row.activity_name),
    projectType: readText(row.project_type),
    customerName: readText(row.customer_name),
    opportunitySubRegion: readText(row.opportunity_sub_region),
    partnerName: readText(row.partner_name),
    partnerId: readText(row.partner_id),
    program: readText(row.program),
    awsCalculatorUrl: readText(row.aws_calculator_url),
    crmUrl: readText(row.crm_url),
  };
}

function readDates(row: RawProject, order: DateOrder, doubts: Set<DoubtReason>) {
  const cell = (value: unknown, reason: DoubtReason) => {
    if (isDateOrderAssumed(value)) doubts.add('date-order-assumed');
    return known(value, (date) => readDate(date, order), reason, doubts);
  };
  let closeDate = cell(row.close_date, 'close-date-unreadable');
  const startDate = cell(row.planned_delivery_start_date, 'start-date-unreadable');
  let endDate = cell(row.planned_delivery_end_date, 'end-date-unreadable');
  if (closeDate !== null && startDate !== null && closeDate > startDate) {
    doubts.add('close-after-start');
    closeDate = null;
  }
  if (startDate !== null && endDate !== null && endDate < startDate) {
    doubts.add('end-before-start');
    endDate = null;
  }
  return {
    closeDate,
    plannedDeliveryStartDate: startDate,
    plannedDeliveryEndDate: endDate,
    gapDays: closeDate === null || startDate === null ? null : dayNumber(startDate) - dayNumber(closeDate),
    durationMonths: startDate === null || endDate === null ? null : monthsRoundedUp(startDate, endDate),
    closeYear: closeDate === null ? 0 : Number(closeDate.slice(0, 4)),
  };
}

type SlotFields = Pick<
  ProjectRecord,
  Extract<keyof ProjectRecord, `service${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 'Other'}${string}`>
>;

interface Services {
  readonly slots: SlotFields;
  readonly named: readonly { service: string; monthlyUsd: number; upfrontUsd: number }[];
  /** False when no service has a cost, so that the sums say nothing. */
  readonly costed: boolean;
}

const SLOTS = SERVICE_SLOTS.map((slot) => ({
  slot,
  monthly: `${slot}MonthlyUsd`,
  upfront: `${slot}UpfrontUsd`,
  nameColumn: columnOf(slot),
  monthlyColumn: columnOf(`${slot}MonthlyUsd`),
  upfrontColumn: columnOf(`${slot}UpfrontUsd`),
}));

function readServices(row: RawProject, doubts: Set<DoubtReason>): Services {
  const slots: Record<string, string | number | null> = {};
  const named: { service: string; monthlyUsd: number; upfrontUsd: number }[] = [];
  let costed = false;
  for (const { slot, monthly, upfront, nameColumn, monthlyColumn, upfrontColumn } of SLOTS) {
    const written = readText(row[nameColumn]);
    const monthlyUsd = readUsd(row[monthlyColumn], 'cost-unreadable', 'cost-negative', doubts);
    const upfrontUsd = readUsd(row[upfrontColumn], 'cost-unreadable', 'cost-negative', doubts);
    const listed = written === null ? undefined : awsService(written);
    const service = listed ?? written;
    if (service === null && ((monthlyUsd ?? 0) > 0 || (upfrontUsd ?? 0) > 0))
      doubts.add('cost-without-service');
    if (service !== null && listed === undefined) doubts.add('service-unlisted');
    slots[slot] = service;
    slots[monthly] = service === null ? null : monthlyUsd;
    slots[upfront] = service === null ? null : upfrontUsd;
    if (service === null) continue;
    costed ||= monthlyUsd !== null || upfrontUsd !== null;
    named.push({ service, monthlyUsd: monthlyUsd ?? 0, upfrontUsd: upfrontUsd ?? 0 });
  }
  return { slots: slots as SlotFields, named, costed };
}

/** Above this ratio, either way, a stated run rate is at odds with the services. */
const ODDS_RATIO = 1.25;

function annualOf(services: Services, statedUsd: number | null, doubts: Set<DoubtReason>) {
  const mrrUsd = services.costed
    ? cents(services.named.reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0))
    : null;
  const upfrontUsd = services.costed
    ? cents(services.named.reduce((sum, service) => sum + service.upfrontUsd, 0))
    : null;
  const servicesUsd = cents(12 * (mrrUsd ?? 0) + (upfrontUsd ?? 0));
  // Services that come to nothing were not priced: they say nothing about the year.
  if (servicesUsd === 0)
    return {
      mrrUsd,
      upfrontUsd,
      arrUsd: statedUsd,
      arrBasis: statedUsd === null ? null : ('stated' as const),
    };
  if (statedUsd !== null && (statedUsd > servicesUsd * ODDS_RATIO || statedUsd * ODDS_RATIO < servicesUsd))
    doubts.add('stated-arr-at-odds');
  return { mrrUsd, upfrontUsd, arrUsd: servicesUsd, arrBasis: 'services' as const };
}

function readUsd(
  cell: unknown,
  unreadable: DoubtReason,
  negative: DoubtReason,
  doubts: Set<DoubtReason>,
): number | null {
  const usd = known(cell, readMoney, unreadable, doubts);
  if (usd === null || usd >= 0) return usd;
  doubts.add(negative);
  return null;
}

function known<T>(
  cell: unknown,
  read: (cell: unknown) => ReadCell<T>,
  reason: DoubtReason,
  doubts: Set<DoubtReason>,
): T | null {
  const value = read(cell);
  if (value !== UNREADABLE) return value;
  doubts.add(reason);
  return null;
}

function countKnown(project: NormalisedProject): number {
  let count = 0;
  for (const key in project) if (project[key as keyof NormalisedProject] !== null) count += 1;
  return count;
}

function cents(usd: number): number {
  return Math.round(usd * 100) / 100;
}
