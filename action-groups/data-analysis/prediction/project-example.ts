import { dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import type { Example, FeatureNames } from '../learning/example.ts';
import { statedQuantities } from '../stated-quantities.ts';

/** What is known of a deal when it opens; a project's record has the same. */
export interface DealFacts {
  readonly id: string;
  readonly closeDate: string;
  readonly opportunityName: string | null;
  readonly description: string | null;
  readonly industry: string | null;
  readonly customerSegment: string | null;
  readonly country: string | null;
  readonly opportunityRegion: string | null;
  readonly opportunityType: string | null;
  readonly migrationPhase: string | null;
}

/** The features of a deal, all of them known when it opens. */
export const DEAL_FEATURES: FeatureNames = {
  categories: [
    'customerSegment',
    'industry',
    'country',
    'opportunityRegion',
    'opportunityType',
    'migrationPhase',
  ],
  numbers: ['things', 'terabytes'],
};

/** What the categories of an example are calibrated by. */
export const GROUP_FEATURE = 'customerSegment';

export function dealExample(deal: DealFacts): Example {
  const text = `${deal.opportunityName ?? ''} ${deal.description ?? ''}`;
  const { things, terabytes } = quantitiesOf(deal.description ?? '');
  return {
    id: deal.id,
    day: dayNumber(deal.closeDate),
    text,
    categories: [
      deal.customerSegment,
      deal.industry,
      deal.country,
      deal.opportunityRegion,
      deal.opportunityType,
      deal.migrationPhase,
    ],
    numbers: [things, terabytes],
  };
}

/** The largest number of things and the most data that a description states; null when it states none. */
export function quantitiesOf(description: string): { things: number | null; terabytes: number | null } {
  let things: number | null = null;
  let terabytes: number | null = null;
  for (const quantity of statedQuantities(description)) {
    const amount = amountOf(quantity);
    const size = DATA_UNITS.find(({ unit }) => unit.test(quantity));
    if (amount === null) continue;
    if (size === undefined) things = Math.max(things ?? 0, amount);
    else terabytes = Math.max(terabytes ?? 0, amount * size.terabytes);
  }
  return { things, terabytes };
}

const DATA_UNITS = [
  { unit: /(?:tb|terabytes?)$/i, terabytes: 1 },
  { unit: /(?:pb|petabytes?)$/i, terabytes: 1_000 },
  { unit: /(?:gb|gigabytes?)$/i, terabytes: 0.001 },
] as const;

/** `1,200 servers`, `2.5k users`, `1.000 VMs`: a point or comma before three digits parts thousands. */
function amountOf(quantity: string): number | null {
  const match = /^(\d+(?:[.,]\d{3})*)([.,]\d{1,2})?(k|m)?(?![\d])/i.exec(quantity);
  if (match === null) return null;
  const [, whole = '', part = '', size = ''] = match;
  const value = Number(whole.replace(/[.,]/g, '') + part.replace(',', '.'));
  if (!Number.isFinite(value)) return null;
  return value * (size.toLowerCase() === 'k' ? 1e3 : size.toLowerCase() === 'm' ? 1e6 : 1);
}
