import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OTHER_CURRENCY } from './normalise-money.ts';
import {
  type KeptProject,
  type NormaliseProjectOptions,
  normaliseProject,
  ROW_DOUBTS,
  ROW_FAULT,
} from './normalise-project.ts';
import { DOUBT_REASONS, DROP_REASONS } from './normalise-reasons.ts';
import { PROJECT_COLUMNS } from './project-columns.ts';
import { projectRecord } from './project-record.ts';

const RAW = {
  opportunity_id: '006QK0000000007YAA',
  apn_opportunity_id: 'O1000000',
  opportunity_name: 'Sybase ASE to Aurora',
  description: 'Move 40 Sybase ASE\n databases to  Aurora PostgreSQL.',
  customer_name: 'Aldovia Bank',
  customer_segment: 'mid market',
  industry: 'FINANCIAL SERVICES',
  country: 'United States',
  opportunity_region: 'namer',
  stage: 'Launched',
  close_date: 1_772_668_800_000,
  planned_delivery_start_date: '2026-04-01',
  planned_delivery_end_date: '2026-10-02',
  annual_run_rate_usd: '$18,000',
  service_1: 'aurora',
  service_1_monthly_usd: '$1,200.00',
  service_1_upfront_usd: '500',
  service_2: 'AWS Database Migration Service (DMS)',
  service_2_monthly_usd: 300.5,
};

/** A doubt, the cells that raise it, and what becomes of the record. */
const DOUBTFUL: readonly [string, Record<string | symbol, unknown>, Record<string, unknown>][] = [
  [
    'close-after-start',
    { close_date: '2026-04-02' },
    { closeDate: null, gapDays: null, closeYear: 0, durationMonths: 7 },
  ],
  [
    'close-in-future',
    { close_date: '2027-01-01', planned_delivery_start_date: '2027-02-01', planned_delivery_end_date: null },
    { closeDate: null, plannedDeliveryStartDate: '2027-02-01' },
  ],
  ['other-currency', { annual_run_rate_usd: OTHER_CURRENCY }, { annualRunRateUsd: null, arrUsd: 18_506 }],
  ['services-beyond-slots', { [ROW_DOUBTS]: ['services-beyond-slots'] }, { service2: 'AWS DMS' }],
  ['not-in-lookup', { [ROW_DOUBTS]: ['not-in-lookup'] }, { program: null }],
  ['quote-broken', { [ROW_DOUBTS]: ['quote-broken'] }, { customerName: 'Aldovia Bank' }],
  [
    'end-before-start',
    { planned_delivery_end_date: '2026-03-31' },
    { plannedDeliveryEndDate: null, durationMonths: null },
  ],
  ['close-date-unreadable', { close_date: '2026-02-30' }, { closeDate: null, closeYear: 0 }],
  [
    'start-date-unreadable',
    { planned_delivery_start_date: 'soon' },
    { plannedDeliveryStartDate: null, gapDays: null },
  ],
  ['end-date-unreadable', { planned_delivery_end_date: 'later' }, { plannedDeliveryEndDate: null }],
  ['date-order-assumed', { close_date: '3/4/2026' }, { closeDate: '2026-03-04' }],
  ['stated-arr-at-odds', { annual_run_rate_usd: 200_000 }, { annualRunRateUsd: 200_000, arrUsd: 18_506 }],
  ['stated-arr-negative', { annual_run_rate_usd: -1 }, { annualRunRateUsd: null }],
  ['stated-arr-unreadable', { annual_run_rate_usd: '€ 5' }, { annualRunRateUsd: null }],
  ['cost-negative', { service_2_monthly_usd: '(300)' }, { service2MonthlyUsd: null, mrrUsd: 1200 }],
  ['cost-unreadable', { service_2_monthly_usd: 'free' }, { service2MonthlyUsd: null, mrrUsd: 1200 }],
  [
    'cost-without-service',
    { service_3: 'N/A', service_3_monthly_usd: 5 },
    { service3: null, service3MonthlyUsd: null, mrrUsd: 1500.5 },
  ],
  ['service-unlisted', { service_2: 'Amazon Braket' }, { service2: 'Amazon Braket', serviceCount: 2 }],
  ['segment-unknown', { customer_segment: 'Huge' }, { customerSegment: null }],
  ['industry-unknown', { industry: 'Banking?' }, { industry: null }],
  ['country-unknown', { country: 'Atlantis' }, { country: null }],
  ['region-unknown', { opportunity_region: 'Mars' }, { opportunityRegion: null }],
  ['opportunity-type-unknown', { opportunity_type: 'Old' }, { opportunityType: null }],
  ['stage-unknown', { stage: 'Done' }, { stage: null }],
  ['phase-unknown', { migration_phase: 'Wait' }, { migrationPhase: null }],
];

function kept(raw: unknown, options?: NormaliseProjectOptions): KeptProject {
  const result = normaliseProject(raw, options);
  if (typeof result === 'string') throw new Error(`The row was dropped: ${result}`);
  return result;
}

describe('normaliseProject', () => {
  it('brings a row into our names, units and spellings, and derives what follows', () => {
    const { project } = kept(RAW);
    expect(
      Object.fromEntries(Object.entries(project).filter(([, value]) => value !== null)),
    ).toMatchInlineSnapshot(`
      {
        "annualRunRateUsd": 18000,
        "apnOpportunityId": "O1000000",
        "arrBasis": "services",
        "arrUsd": 18506,
        "closeDate": "2026-03-05",
        "closeYear": 2026,
        "country": "US",
        "customerName": "Aldovia Bank",
        "customerSegment": "Mid-Market",
        "description": "Move 40 Sybase ASE databases to Aurora PostgreSQL.",
        "doubts": "",
        "durationMonths": 7,
        "gapDays": 27,
        "industry": "Financial Services",
        "mrrUsd": 1500.5,
        "opportunityId": "006QK0000000007YAA",
        "opportunityName": "Sybase ASE to Aurora",
        "opportunityRegion": "NAMER",
        "plannedDeliveryEndDate": "2026-10-02",
        "plannedDeliveryStartDate": "2026-04-01",
        "searchText": " sybase ase aurora move 40 databases postgresql amazon aws dms financial services ",
        "service1": "Amazon Aurora",
        "service1MonthlyUsd": 1200,
        "service1UpfrontUsd": 500,
        "service2": "AWS DMS",
        "service2MonthlyUsd": 300.5,
        "serviceCount": 2,
        "servicesJson": "[{"service":"Amazon Aurora","monthlyUsd":1200,"upfrontUsd":500},{"service":"AWS DMS","monthlyUsd":300.5,"upfrontUsd":0}]",
        "stage": "Launched",
        "upfrontUsd": 500,
      }
    `);
  });

  it('fills every field of the record', () => {
    const { project } = kept({ opportunity_id: 'only an id' });
    expect(projectRecord.parse({ ...project, dataVersion: 'v' })).toEqual({ ...project, dataVersion: 'v' });
    expect(project).toMatchObject({
      mrrUsd: null,
      arrUsd: null,
      arrBasis: null,
      servicesJson: '[]',
      serviceCount: 0,
      closeYear: 0,
      searchText: ' ',
      doubts: '',
    });
  });

  it.for(DOUBTFUL)('doubts %s', ([reason, cells, expected]) => {
    const { project } = kept({ ...RAW, ...cells }, { todayDate: '2026-12-31' });
    expect(project).toMatchObject({ ...expected, doubts: reason });
  });

  it('has a case for every doubt', () => {
    expect(kept(RAW).project.doubts).toBe('');
    expect(DOUBTFUL.map(([reason]) => reason).sort()).toEqual(Object.keys(DOUBT_REASONS).sort());
  });

  it('takes the stated run rate when no service has a price', () => {
    const unpriced = { service_1_monthly_usd: 0, service_1_upfront_usd: 'N/A', service_2_monthly_usd: null };
    expect(kept({ ...RAW, ...unpriced }).project).toMatchObject({
      mrrUsd: 0,
      arrUsd: 18_000,
      arrBasis: 'stated',
    });
    expect(kept({ ...RAW, ...unpriced, annual_run_rate_usd: '-' }).project).toMatchObject({
      arrUsd: null,
      arrBasis: null,
    });
  });

  it.for<[string, unknown]>([
    ['not-a-record', null],
    ['not-a-record', 'text'],
    ['not-a-record', []],
    ['not-a-record', { opportunity_id: ' ', description: 'N/A' }],
    ['no-opportunity-id', { ...RAW, opportunity_id: 'TBD' }],
    ['wrong-cell-count', { ...RAW, [ROW_FAULT]: 'wrong-cell-count' }],
  ])('drops a row as %s', ([reason, raw]) => {
    expect(normaliseProject(raw)).toBe(reason);
  });

  it('counts what a row says, so that the fuller of two duplicates is known', () => {
    expect(kept(RAW).completeness).toBeGreaterThan(kept({ ...RAW, description: 'n/a' }).completeness);
  });

  it('makes a valid record of whatever the cells hold, and the same again from its own answer', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...PROJECT_COLUMNS.map(({ name }) => name)), cell),
        (cells) => {
          const result = normaliseProject({ ...cells, opportunity_id: 'O1' });
          if (typeof result === 'string') throw new Error(result);
          const record = projectRecord.parse({ ...result.project, dataVersion: 'v' });
          for (const doubt of record.doubts.split(',').filter(Boolean))
            expect(DOUBT_REASONS).toHaveProperty([doubt]);
          const asRow = Object.fromEntries(PROJECT_COLUMNS.map(({ name, field }) => [name, record[field]]));
          const { doubts: _, ...again } = kept(asRow).project;
          expect(record).toMatchObject(again);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has words for each reason', () => {
    for (const words of Object.values({ ...DOUBT_REASONS, ...DROP_REASONS }))
      expect(words.length).toBeGreaterThan(20);
  });
});

const cell = fc.oneof(
  fc.string(),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.constantFrom(
    null,
    undefined,
    'N/A',
    '$5,000',
    '-3',
    'Amazon S3',
    'Retail',
    'SMB',
    'US',
    1_772_668_800,
    '2026-03-05',
    '3/4/2026',
    {},
  ),
);
