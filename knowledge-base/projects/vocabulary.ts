/**
 * The closed vocabularies of an opportunity, as the Partner Central Selling API spells them.
 * @see https://docs.aws.amazon.com/partner-central/latest/APIReference/API_Account.html
 */
export const INDUSTRIES = [
  'Aerospace',
  'Agriculture',
  'Automotive',
  'Computers and Electronics',
  'Consumer Goods',
  'Education',
  'Energy - Oil and Gas',
  'Energy - Power and Utilities',
  'Financial Services',
  'Gaming',
  'Government',
  'Healthcare',
  'Hospitality',
  'Life Sciences',
  'Manufacturing',
  'Marketing and Advertising',
  'Media and Entertainment',
  'Mining',
  'Non-Profit Organization',
  'Professional Services',
  'Real Estate and Construction',
  'Retail',
  'Software and Internet',
  'Telecommunications',
  'Transportation and Logistics',
  'Travel',
  'Wholesale and Distribution',
  'Other',
] as const;
export type Industry = (typeof INDUSTRIES)[number];

export const CUSTOMER_SEGMENTS = ['Enterprise', 'Mid-Market', 'SMB'] as const;
export type CustomerSegment = (typeof CUSTOMER_SEGMENTS)[number];

export const REGIONS = ['NAMER', 'LATAM', 'EMEA', 'APJ', 'GCR'] as const;
export type Region = (typeof REGIONS)[number];

export const OPPORTUNITY_TYPES = ['Net New Business', 'Expansion', 'Flat Renewal'] as const;
export type OpportunityType = (typeof OPPORTUNITY_TYPES)[number];

export const MIGRATION_PHASES = ['Assess', 'Mobilize', 'Migrate', 'Modernize'] as const;
export type MigrationPhase = (typeof MIGRATION_PHASES)[number];

/** ACE stages, in the order an opportunity passes them. */
export const STAGES = [
  'Prospect',
  'Qualified',
  'Technical Validation',
  'Business Validation',
  'Committed',
  'Launched',
  'Closed Lost',
] as const;
export type Stage = (typeof STAGES)[number];
