import { foldText } from '../normalise-text.ts';

/** What sources call our columns, beside our own names. Services and their costs are told apart elsewhere. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  opportunity_id: [
    'opp id',
    'opportunity number',
    'deal id',
    'crm id',
    'record id',
    'sfdc id',
    'project id',
    'id',
  ],
  apn_opportunity_id: ['ace id', 'ace opportunity id', 'apn id', 'aws opportunity id', 'partner central id'],
  opportunity_name: [
    'opp name',
    'deal name',
    'opportunity',
    'deal',
    'project name',
    'title',
    'subject',
    'name',
  ],
  description: [
    'project description',
    'details',
    'summary',
    'scope',
    'customer business problem',
    'notes',
    'desc',
  ],
  business_description: [
    'business case',
    'business problem',
    'business need',
    'goal',
    'objective',
    'outcome',
    'why',
  ],
  activity_name: ['activity', 'funded activity', 'task', 'work package'],
  project_type: ['type of project', 'use case', 'workload', 'category', 'solution type', 'kind'],
  customer_name: [
    'account',
    'account name',
    'customer',
    'client',
    'client name',
    'company',
    'end customer',
    'buyer',
  ],
  customer_segment: ['segment', 'account size', 'company size', 'size', 'tier', 'account segment'],
  industry: ['sector', 'vertical', 'industry vertical', 'branch', 'line of business'],
  country: ['country code', 'billing country', 'nation', 'account country', 'customer country'],
  opportunity_region: ['region', 'geo', 'sales region', 'geography', 'theater'],
  opportunity_sub_region: ['sub region', 'territory', 'area', 'sub geo', 'sub territory'],
  partner_name: [
    'partner',
    'delivery partner',
    'partner account',
    'consulting partner',
    'implementer',
    'si partner',
  ],
  partner_id: ['spms id', 'partner spms id', 'partner number', 'apn partner id', 'partner code', 'spms'],
  program: ['funding program', 'programme', 'funding', 'incentive', 'incentive program'],
  opportunity_type: ['deal type', 'business type', 'sales type', 'opp type', 'type'],
  stage: ['sales stage', 'status', 'phase of sale', 'deal stage', 'opportunity stage', 'pipeline stage'],
  migration_phase: ['map phase', 'phase', 'migration stage'],
  close_date: [
    'closed',
    'closed date',
    'won date',
    'date won',
    'close',
    'closing date',
    'signed',
    'signature date',
    'booked',
    'booking date',
    'award date',
    'closed on',
    'won on',
    'win date',
  ],
  planned_delivery_start_date: [
    'start date',
    'start',
    'kick off',
    'kickoff',
    'kick off date',
    'project start',
    'delivery start',
    'planned start',
    'begin date',
    'begins',
    'starts',
  ],
  planned_delivery_end_date: [
    'end date',
    'end',
    'go live',
    'go live date',
    'launch date',
    'launch',
    'project end',
    'delivery end',
    'planned end',
    'finish date',
    'completion date',
    'ends',
  ],
  annual_run_rate_usd: [
    'arr',
    'arr usd',
    'annual recurring revenue',
    'amount',
    'annual amount',
    'annual revenue',
    'annual value',
    'deal value',
    'deal size',
    'expected revenue',
    'yearly spend',
    'annual spend',
    'run rate',
    'annual run rate',
    'value',
    'worth',
    'acv',
  ],
  aws_calculator_url: [
    'calculator',
    'calculator link',
    'pricing calculator',
    'estimate url',
    'pricing estimate',
    'estimate',
  ],
  crm_url: ['link', 'url', 'crm link', 'record url', 'opportunity link', 'salesforce link', 'record link'],
  services: [
    'products',
    'aws services',
    'aws products',
    'services used',
    'service list',
    'product list',
    'technologies',
  ],
};

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  acct: 'account',
  amt: 'amount',
  cust: 'customer',
  ctry: 'country',
  desc: 'description',
  dt: 'date',
  ind: 'industry',
  no: 'number',
  num: 'number',
  nbr: 'number',
  opp: 'opportunity',
  oppty: 'opportunity',
  optny: 'opportunity',
  proj: 'project',
  prtnr: 'partner',
  rgn: 'region',
  seg: 'segment',
  svc: 'service',
  ts: 'date',
  timestamp: 'date',
  identifier: 'id',
  key: 'id',
};

/** The words of a header: `closeDate_TS` is close, date, date. */
export function headerWords(header: string): readonly string[] {
  return header
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => ABBREVIATIONS[word] ?? word);
}

/** How well a header names a column of ours, 0 to 1. */
export function nameFit(target: string, header: string): number {
  const known = [target.replaceAll('_', ' '), ...(SYNONYMS[target] ?? [])];
  return Math.max(
    ...known.map((name, index) => fitOf(headerWords(name), headerWords(header)) * (index === 0 ? 1 : 0.97)),
  );
}

const UNTELLING = new Set(['usd', 'the', 'of', 'c', 'planned', 'aws', 'x', 'col', 'column', 'field', 'f']);

function fitOf(name: readonly string[], header: readonly string[]): number {
  if (foldText(name.join('')) === foldText(header.join(''))) return 1;
  const wanted = new Set(name.filter((word) => !UNTELLING.has(word)));
  const given = new Set(header.filter((word) => !UNTELLING.has(word)));
  if (wanted.size === 0 || given.size === 0) return 0;
  let shared = 0;
  for (const word of given) if (wanted.has(word)) shared += 1;
  const union = wanted.size + given.size - shared;
  // A single shared word of many says little: `date` is in many names.
  return shared === union ? 0.95 : (0.85 * shared) / union;
}
