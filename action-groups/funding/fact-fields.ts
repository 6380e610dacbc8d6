import {
  CUSTOMER_SEGMENTS,
  INDUSTRIES,
  MIGRATION_PHASES,
  OPPORTUNITY_TYPES,
  REGIONS,
  STAGES,
} from '#knowledge-base/projects/vocabulary.ts';
import { PARTNER_TIERS } from './funding-input.ts';

/** `text` is one of a list, `set` holds several, `number` may be a range, `flag` is a yes or no. */
export type FactType = 'text' | 'set' | 'number' | 'flag';

export interface FactField {
  readonly type: FactType;
  /** As it stands in a sentence: `the customer’s size`. */
  readonly name: string;
  /** What a text or set may hold; undefined where it may be anything. */
  readonly values?: readonly string[];
  /** The values are in order, lowest first, so that `at-least` has a meaning. */
  readonly isOrdered?: boolean;
  /** How a number is written. */
  readonly unit?: 'usd' | 'months' | 'days';
  /** Asked where a rule needs it and it is not known. */
  readonly question: string;
}

/** The stages that an opportunity passes on its way to launch, in order. */
const WON_STAGES = STAGES.filter((stage) => stage !== 'Closed Lost');

/** Kinds of work, as `workloads.yaml` finds them in the description. */
export const WORKLOADS = [
  'migration',
  'modernization',
  'database',
  'windows',
  'vmware',
  'mainframe',
  'sap',
  'analytics',
  'generative-ai',
  'machine-learning',
  'containers',
  'saas',
  'marketing',
  'proof-of-concept',
] as const;
export type Workload = (typeof WORKLOADS)[number];

/** Everything that a program's rules may ask of, by the name that its file uses. */
export const FACT_FIELDS = {
  workloads: {
    type: 'set',
    name: 'the kind of work',
    values: WORKLOADS,
    question: 'What is to be done: a migration, a modernisation, something new?',
  },
  services: {
    type: 'set',
    name: 'the services of similar projects',
    question: 'Which AWS services will it use?',
  },
  customerSegment: {
    type: 'text',
    name: 'the customer’s size',
    values: CUSTOMER_SEGMENTS,
    question: 'Is the customer Enterprise, Mid-Market or SMB?',
  },
  industry: {
    type: 'text',
    name: 'the industry',
    values: INDUSTRIES,
    question: 'Which industry is the customer in?',
  },
  country: { type: 'text', name: 'the country', question: 'Which country is the customer in?' },
  region: {
    type: 'text',
    name: 'the sales region',
    values: REGIONS,
    question: 'Which sales region is it in?',
  },
  opportunityType: {
    type: 'text',
    name: 'the type of opportunity',
    values: OPPORTUNITY_TYPES,
    question: 'Is it new business, an expansion or a renewal?',
  },
  migrationPhase: {
    type: 'text',
    name: 'the migration phase',
    values: MIGRATION_PHASES,
    isOrdered: true,
    question: 'Which migration phase is it in: Assess, Mobilize, Migrate or Modernize?',
  },
  opportunityStage: {
    type: 'text',
    name: 'the stage in ACE',
    values: WON_STAGES,
    isOrdered: true,
    question: 'Is the opportunity registered in ACE, and at which stage?',
  },
  partnerTier: {
    type: 'text',
    name: 'the partner’s tier',
    values: PARTNER_TIERS,
    isOrdered: true,
    question: 'Which tier does the partner have: Registered, Select, Advanced or Premier?',
  },
  confidence: {
    type: 'text',
    name: 'the confidence of the analysis',
    values: ['NOT ENOUGH EVIDENCE', 'LOW', 'MEDIUM', 'HIGH'],
    isOrdered: true,
    question: 'What else is known of the project?',
  },
  customerIsNewToAws: {
    type: 'flag',
    name: 'that the customer is new to AWS',
    question: 'Is the customer new to AWS?',
  },
  customerIsStartup: {
    type: 'flag',
    name: 'that the customer is a startup',
    question: 'Is the customer a startup?',
  },
  sellerIsSoftwareVendor: {
    type: 'flag',
    name: 'that the partner is a software vendor',
    question: 'Does the partner sell its own software (an ISV)?',
  },
  partnerHasMigrationCompetency: {
    type: 'flag',
    name: 'the partner’s migration competency',
    question: 'Does the partner hold the AWS Migration and Modernization Competency?',
  },
  partnerPassedTechnicalReview: {
    type: 'flag',
    name: 'the partner’s Foundational Technical Review',
    question: 'Has the partner’s solution passed the AWS Foundational Technical Review?',
  },
  proofOfConceptPlanned: {
    type: 'flag',
    name: 'that a proof of concept is planned',
    question: 'Is a proof of concept or pilot planned before the project?',
  },
  marketingPlanned: {
    type: 'flag',
    name: 'that the money is for marketing',
    question: 'Is the money for a marketing activity, such as an event or a campaign?',
  },
  arrUsd: { type: 'number', unit: 'usd', name: 'ARR', question: 'What is the ARR expected to be?' },
  mrrUsd: { type: 'number', unit: 'usd', name: 'MRR', question: 'What is the MRR expected to be?' },
  mrrYearUsd: {
    type: 'number',
    unit: 'usd',
    name: '12 times MRR',
    question: 'What is the MRR expected to be?',
  },
  migrationCostUsd: {
    type: 'number',
    unit: 'usd',
    name: 'the migration cost',
    question: 'What is the migration expected to cost?',
  },
  activityCostUsd: {
    type: 'number',
    unit: 'usd',
    name: 'the cost of the activity',
    question: 'What does the marketing activity cost?',
  },
  durationMonths: {
    type: 'number',
    unit: 'months',
    name: 'the duration of delivery',
    question: 'How long will delivery take?',
  },
  daysUntilStart: {
    type: 'number',
    unit: 'days',
    name: 'the time until work starts',
    question: 'When is the work to start?',
  },
  daysUntilClose: {
    type: 'number',
    unit: 'days',
    name: 'the time until the deal closes',
    question: 'When is the deal to close?',
  },
} as const satisfies Readonly<Record<string, FactField>>;

export type FactName = keyof typeof FACT_FIELDS;
export const FACT_NAMES = Object.keys(FACT_FIELDS) as readonly FactName[];

/** Facts in dollars: what an amount may be reckoned from. */
export const MONEY_FACTS = ['arrUsd', 'mrrUsd', 'mrrYearUsd', 'migrationCostUsd', 'activityCostUsd'] as const;
export type MoneyFact = (typeof MONEY_FACTS)[number];

/** The declaration of a field, without what only its own literal type says. */
export function factField(name: FactName): FactField {
  return FACT_FIELDS[name];
}
