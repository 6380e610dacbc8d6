import { z } from 'zod';
import type { DataClass } from '../data-class.ts';
import {
  CUSTOMER_SEGMENTS,
  INDUSTRIES,
  MIGRATION_PHASES,
  OPPORTUNITY_TYPES,
  REGIONS,
  STAGES,
} from './vocabulary.ts';

export type ColumnType = 'varchar' | 'date' | 'double' | 'bigint' | 'integer' | 'boolean';

/** What a field's column is, beside its zod schema. */
export interface ColumnFacts {
  readonly type: ColumnType;
  readonly dataClass: DataClass;
  readonly description: string;
}

/** The column of each field of {@link projectRecord}; `project-columns.ts` lists them in order. */
export const columnFacts = z.registry<ColumnFacts>();

/** The services' slots of a row: nine named ones and a last one for what did not fit. */
export const SERVICE_SLOTS = [
  'service1',
  'service2',
  'service3',
  'service4',
  'service5',
  'service6',
  'service7',
  'service8',
  'service9',
  'serviceOther',
] as const;
export type ServiceSlot = (typeof SERVICE_SLOTS)[number];

/**
 * One project as it is stored, normalised: the one declaration of fields, columns, words and data classes.
 * A field `plannedDeliveryStartDate` is the column `planned_delivery_start_date`; null is "not known".
 */
export const projectRecord = z.object({
  opportunityId: id('internal', 'The CRM id of the opportunity, 18 characters; one row has it'),
  apnOpportunityId: text('internal', 'The ACE id, such as O1234567'),
  opportunityName: text('confidential', 'The name the seller gave the opportunity'),
  description: text('confidential', 'What was to be delivered, in the words of the partner'),
  businessDescription: text('confidential', 'What the customer wanted to reach by it'),
  activityName: text('internal', 'The funded or planned activity'),
  projectType: text('internal', 'The kind of project, such as Database Migration'),
  customerName: text('confidential', 'The customer'),
  customerSegment: oneOf(CUSTOMER_SEGMENTS, 'The size of the customer: Enterprise, Mid-Market or SMB'),
  industry: oneOf(INDUSTRIES, "The customer's industry, as the Partner Central Selling API spells it"),
  country: text('internal', "The customer's country, ISO 3166-1 alpha-2"),
  opportunityRegion: oneOf(REGIONS, 'The sales region: NAMER, LATAM, EMEA, APJ or GCR'),
  opportunitySubRegion: text('internal', 'The part of the sales region'),
  partnerName: text('internal', 'The partner who delivered'),
  partnerId: text('internal', "The partner's SPMS id: rows are scoped by it"),
  program: text('internal', 'The funding program it ran under, such as MAP'),
  opportunityType: oneOf(OPPORTUNITY_TYPES, 'Net New Business, Expansion or Flat Renewal'),
  stage: oneOf(STAGES, 'The ACE stage, Prospect to Launched, or Closed Lost'),
  migrationPhase: oneOf(MIGRATION_PHASES, 'Assess, Mobilize, Migrate or Modernize'),
  closeDate: date('The day it was won; null when unknown or after the planned start'),
  plannedDeliveryStartDate: date('The planned first day of delivery'),
  plannedDeliveryEndDate: date('The planned last day of delivery: the launch'),
  annualRunRateUsd: usd(
    'The annual run rate as stated, US dollars; often missing or at odds with the services',
  ),
  ...serviceFields('service1'),
  ...serviceFields('service2'),
  ...serviceFields('service3'),
  ...serviceFields('service4'),
  ...serviceFields('service5'),
  ...serviceFields('service6'),
  ...serviceFields('service7'),
  ...serviceFields('service8'),
  ...serviceFields('service9'),
  ...serviceFields('serviceOther'),
  awsCalculatorUrl: text('confidential', 'The AWS Pricing Calculator estimate behind the costs'),
  crmUrl: text('restricted', 'The opportunity in the CRM'),
  mrrUsd: usd("Derived: the sum of the services' monthly costs; null when no service has a cost"),
  upfrontUsd: usd("Derived: the sum of the services' upfront costs; null when no service has a cost"),
  arrUsd: usd('Derived: 12 × mrr_usd + upfront_usd when services have costs, else annual_run_rate_usd'),
  arrBasis: column(
    z.enum(['services', 'stated']).nullable(),
    'varchar',
    'internal',
    'Derived: what arr_usd rests on, services or stated; null when there is no arr_usd',
  ),
  gapDays: whole('Derived: planned delivery start − close, in days, never negative'),
  durationMonths: whole('Derived: planned delivery end − start, whole months rounded up'),
  serviceCount: column(z.int(), 'integer', 'internal', 'Derived: how many services the row names'),
  servicesJson: column(
    z.string(),
    'varchar',
    'internal',
    'Derived: JSON text [{"service":"Amazon Aurora","monthlyUsd":1200,"upfrontUsd":0}], in slot order',
  ),
  doubts: column(
    z.string(),
    'varchar',
    'internal',
    'Derived: comma-separated codes of what was doubted while normalising; empty when nothing was',
  ),
  searchText: column(
    z.string(),
    'varchar',
    'confidential',
    'Derived: the distinct lower-case words of name, descriptions, activity, project type, services and industry, one space before and after each',
  ),
  dataVersion: column(z.string(), 'varchar', 'public', 'Partition: the version of the data'),
  closeYear: column(z.int(), 'integer', 'public', 'Partition: the year of close_date; 0 when unknown'),
});
export type ProjectRecord = z.infer<typeof projectRecord>;
export type ProjectField = keyof ProjectRecord;

function column<S extends z.ZodType>(
  schema: S,
  type: ColumnType,
  dataClass: DataClass,
  description: string,
): S {
  columnFacts.add(schema, { type, dataClass, description });
  return schema;
}

function id(dataClass: DataClass, description: string) {
  return column(z.string().min(1), 'varchar', dataClass, description);
}

function text(dataClass: DataClass, description: string) {
  return column(z.string().min(1).nullable(), 'varchar', dataClass, description);
}

function oneOf<const V extends readonly string[]>(values: V, description: string) {
  return column(z.enum(values).nullable(), 'varchar', 'internal', description);
}

function date(description: string) {
  return column(z.iso.date().nullable(), 'date', 'internal', description);
}

function usd(description: string) {
  return column(z.number().nonnegative().nullable(), 'double', 'confidential', description);
}

function whole(description: string) {
  return column(z.int().nonnegative().nullable(), 'integer', 'internal', description);
}

function serviceFields<const S extends ServiceSlot>(slot: S) {
  const which = slot === 'serviceOther' ? 'What did not fit the nine services' : `Service ${slot.slice(7)}`;
  const fields = {
    [slot]: text('internal', `${which}: its name`),
    [`${slot}MonthlyUsd`]: usd(`${which}: monthly cost, US dollars`),
    [`${slot}UpfrontUsd`]: usd(`${which}: upfront cost, US dollars`),
  };
  return fields as { [K in S]: ReturnType<typeof text> } & {
    [K in `${S}MonthlyUsd` | `${S}UpfrontUsd`]: ReturnType<typeof usd>;
  };
}
