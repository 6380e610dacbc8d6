import type { FollowOn, FollowOnOpportunity } from '#action-groups/follow-on/follow-on.ts';
import type { Roadmap, RoadmapStep } from '#action-groups/follow-on/roadmap.ts';

const lagMonths = { low: 6, median: 9, high: 18, customers: 21 };
const arrUsd = { low: 23_000, median: 107_000, high: 570_000, customers: 21 };

const analytics: FollowOnOpportunity = {
  rank: 1,
  kind: 'projectType',
  name: 'Data Lake and Analytics',
  after: 'Database Modernization',
  afterDate: '2026-03-31',
  alsoAfter: [],
  evidence: {
    watchedCustomers: 48,
    boughtCustomers: 21,
    confidenceShare: 0.44,
    confidenceLowShare: 0.3,
    confidenceHighShare: 0.58,
    baselineShare: 0.14,
    lift: 3.2,
    adjustedPValue: 0.0004,
    lagMonths,
    horizonMonths: 24,
  },
  remainingShare: 0.41,
  windowMonth: { low: '2026-09', median: '2026-12', high: '2027-09' },
  timing: 'open',
  arrUsd,
  arrSegment: null,
  services: ['Amazon S3', 'AWS Glue', 'Amazon Athena'],
  examples: [
    {
      customerName: 'Northwind',
      fromOpportunityId: 'O100',
      fromName: 'Oracle to Aurora',
      fromCloseDate: '2024-02-01',
      toOpportunityId: 'O200',
      toName: 'Reporting lake',
      toCloseDate: '2024-11-20',
      arrUsd: 98_000,
    },
  ],
  text: 'After Database Modernization, 21 of 48 customers (44 %) bought Data Lake and Analytics within 24 months; 14 % of their peers did.',
};

/** What to sell next to a customer with one project. */
export function exampleFollowOn(): FollowOn {
  return {
    followOnId: `${'4'.repeat(32)}-follow-on`,
    asOfDate: '2026-11-25',
    outcome: 'opportunities',
    headline: 'Next for Concentra: Data Lake and Analytics.',
    customer: {
      name: 'Concentra',
      industry: 'Healthcare',
      customerSegment: 'Enterprise',
      projectsTotal: 1,
      projects: [
        {
          opportunityId: 'O1',
          opportunityName: 'Sybase modernization',
          projectType: 'Database Modernization',
          stage: 'Launched',
          closeDate: '2026-03-31',
          arrUsd: 240_000,
          services: ['Amazon Aurora'],
        },
      ],
      services: ['Amazon Aurora'],
      areas: ['databases'],
    },
    startsFrom: null,
    opportunities: [analytics],
    serviceOpportunities: [],
    whitespace: [
      {
        service: 'AWS Backup',
        area: 'storage',
        peerCustomers: 60,
        usingCustomers: 33,
        share: 0.55,
        monthlyUsd: { low: 200, median: 900, high: 4_000, customers: 33 },
        text: '33 of 60 peers use AWS Backup.',
      },
    ],
    peers: { words: 'Enterprise customers in Healthcare', customers: 60 },
    expansions: [
      {
        service: 'Amazon Aurora',
        monthlyUsd: 12_000,
        watchedCustomers: 40,
        againCustomers: 18,
        againShare: 0.45,
        growth: { low: 0.8, median: 1.4, high: 2.6, customers: 18 },
        lagMonths: { ...lagMonths, customers: 18 },
        text: '18 of 40 customers had Amazon Aurora again.',
      },
    ],
    notes: [{ code: 'one-project', text: 'Only one project of the customer is known.' }],
    methodology: ['Projects that were won are put in order, customer by customer.'],
    evidence: {
      modelHash: 'f'.repeat(64),
      learnedFrom: 'all partners of the organisation',
      projects: 1_400,
      customers: 800,
      repeatCustomers: 260,
      horizonMonths: 24,
      testedPairs: 90,
      throughDate: '2026-10-30',
      scope: 'all partners of the organisation',
      dataVersion: 'v1',
      sampleData: true,
      sql: ['SELECT opportunity_id FROM projects WHERE data_version = ?'],
    },
  };
}

const step: RoadmapStep = {
  stepId: 'step-1',
  kind: 'projectType',
  name: 'Data Lake and Analytics',
  area: 'analytics',
  quarter: '2027-Q1',
  startMonth: '2027-01',
  after: 'Database Modernization',
  afterSteps: [],
  prerequisites: [{ area: 'databases', metBy: 'customer' }],
  confidenceShare: 0.41,
  chainShare: 0.41,
  boughtCustomers: 21,
  watchedCustomers: 48,
  baselineShare: 0.14,
  lift: 3.2,
  arrUsd,
  services: ['Amazon S3', 'AWS Glue'],
  funding: [
    {
      program: 'map',
      name: 'Migration Acceleration Program',
      basis: 'illustrative',
      documentId: 'map',
      text: 'MAP may fit by its rules.',
    },
  ],
  why: '21 of 48 such customers bought it.',
};

/** A plan of one step in four quarters. */
export function exampleRoadmap(): Roadmap {
  const total = { low: 23_000, median: 107_000, high: 570_000 };
  return {
    roadmapId: `${'5'.repeat(32)}-roadmap`,
    asOfDate: '2026-11-25',
    outcome: 'plan',
    headline: '1 step for Concentra from Q1 2027 to Q4 2027.',
    customerName: 'Concentra',
    analysisId: null,
    followOnId: `${'4'.repeat(32)}-follow-on`,
    startDate: '2027-01-01',
    quartersTotal: 2,
    capacityPerQuarter: 2,
    include: [],
    exclude: [],
    unknownNames: [],
    quarters: [
      {
        quarter: '2027-Q1',
        fromDate: '2027-01-01',
        toDate: '2027-03-31',
        stepIds: ['step-1'],
        arrUsd: total,
      },
      { quarter: '2027-Q2', fromDate: '2027-04-01', toDate: '2027-06-30', stepIds: [], arrUsd: null },
    ],
    steps: [step],
    totals: {
      allStepsUsd: total,
      likelyUsd: { low: 0, median: 43_000, high: 200_000 },
      valuedSteps: 1,
      method: 'Totals are the 10th, 50th and 90th percentile of 4,000 drawn plans.',
    },
    leftOut: [{ name: 'Serverless Application', code: 'unlikely', text: 'Under 5 % come to it.' }],
    notes: [],
    methodology: ['A step stands in the quarter in which most such customers began it.'],
    evidence: {
      modelHash: 'f'.repeat(64),
      learnedFrom: 'all partners of the organisation',
      throughDate: '2026-10-30',
      scope: 'all partners of the organisation',
      dataVersion: 'v1',
      sampleData: true,
    },
  };
}
