import type { Analysis, EvidenceRow, Range } from '#action-groups/data-analysis/analysis.ts';
import { ARCHITECTURE_PARTS } from '#action-groups/data-analysis/architecture-parts.ts';
import type { Sensitivity } from '#action-groups/data-analysis/sensitivity.ts';

/** An analysis as sellers get them: 38 projects around $300k a year, some without an amount. */
export function exampleAnalysis(changes: Partial<Analysis> = {}): Analysis {
  const rows = Array.from({ length: 38 }, (_, index) => exampleRow(index));
  return {
    analysisId: 'analysis-4f2a',
    analysisType: 'standard',
    asOfDate: '2026-11-23',
    opportunity: {
      customerName: 'Concentra',
      description: 'move 40 Sybase ASE databases to Aurora PostgreSQL',
      targetCloseDate: '2027-03-05',
      country: 'US',
      opportunityName: 'Sybase modernization',
    },
    notes: ['The close date 3/5/2027 was read month first, as it is written in the US.'],
    outcome: 'predicted',
    metrics: {
      arrUsd: range(118_400, 286_000, 742_000),
      mrrUsd: range(9_200, 22_400, 58_000),
      launchMonth: { low: '2027-11', median: '2028-02', high: '2028-07', level: 0.8, evidence: 35 },
      gapDays: range(21, 47, 96),
      durationMonths: range(7, 10, 14),
    },
    prediction: null,
    confidence: {
      level: 'MEDIUM',
      limitedBy: 'spread',
      spreadRatio: 6.3,
      effectiveSample: 27.4,
      quality: 0.92,
      reason: 'The interval is wide: its high end is 6.3 times its low end.',
    },
    services: [
      service('Amazon Aurora', 0.87, 33, 11_800),
      service('AWS Database Migration Service', 0.71, 27, 1_900),
      service('Amazon EC2', 0.53, 20, 6_400),
      service('Amazon S3', 0.45, 17, 820),
    ],
    servicePattern: {
      other: {
        portionShare: 0.18,
        monthlyUsd: range(1_000, 4_032, 9_000),
        upfrontUsd: range(0, 300, 2_000),
      },
      together: [
        {
          services: ['Amazon Aurora', 'AWS Database Migration Service'],
          share: 0.66,
          projects: 25,
          lift: 1.3,
          opportunityIds: [],
        },
      ],
      notMentioned: [
        { service: 'Amazon EC2', share: 0.53, projects: 20, monthlyUsd: range(900, 6_400, 12_000) },
      ],
    },
    architecture: {
      projects: 36,
      parts: ARCHITECTURE_PARTS.map((part) => ({
        part,
        share: part === 'data' ? 0.87 : 0,
        projects: part === 'data' ? 33 : 0,
        services: part === 'data' ? [{ service: 'Amazon Aurora', share: 0.87, projects: 33 }] : [],
        opportunityIds: [],
      })),
      unplaced: [],
    },
    similarProjects: rows.slice(0, 3).map((row, index) => ({
      ...row,
      similarity: 0.91 - index * 0.06,
      calculatorUrl: null,
      crmUrl: null,
      money: { statedArrUsd: row.arrUsd, computedArrUsd: row.arrUsd, isAtOdds: false },
    })),
    findings: [],
    rationale: [],
    risks: [
      {
        code: 'long-gap',
        text: 'In 9 of the 38 projects delivery began more than 90 days after the close.',
        figures: { projects: 9, of: 38, days: 90 },
        opportunityIds: rows.slice(3, 12).map((row) => row.opportunityId),
      },
    ],
    sensitivity: null,
    methodology: [
      'Projects are scored by the terms and attributes they share with the opportunity.',
      'Medians and intervals are weighted quantiles on the logarithmic scale.',
    ],
    evidence: {
      queryId: 'query-81c0',
      sql: 'SELECT opportunity_id, customer_name, arr_usd\nFROM projects\nWHERE data_version = ?\n  AND close_date BETWEEN ? AND ?\nLIMIT 200',
      values: ['2026-11-01', '2021-11-23', '2026-11-23'],
      terms: [
        { term: 'sybase', weight: 3, why: 'a product named in the description' },
        { term: 'aurora', weight: 2, why: 'an AWS service named in the description' },
      ],
      period: { fromDate: '2021-11-23', toDate: '2026-11-23' },
      scope: 'the whole organisation',
      dataVersion: '2026-11-01',
      sampleData: true,
      rowsMatched: 214,
      rowsRead: 200,
      rowsUsed: 38,
      left: [{ reason: 'no amount', rows: 4 }],
      bytesScanned: 1_840_000,
      engineMs: 48,
    },
    rows,
    ...changes,
  };
}

/** What an analysis depends on: three inputs, the first moves most. */
export function exampleSensitivity(): Sensitivity {
  const of = (value: string, medianUsd: number) => ({ value, medianUsd, spreadRatio: 5.1 });
  return {
    basis: 'model',
    medianUsd: 286_000,
    inputs: [
      {
        input: 'the customer’s size',
        given: null,
        lowUsd: 84_000,
        highUsd: 780_000,
        swingRatio: 9.29,
        variations: [of('not known', 286_000), of('Enterprise', 780_000), of('SMB', 84_000)],
      },
      {
        input: 'the number of things to move',
        given: '40',
        lowUsd: 190_000,
        highUsd: 431_000,
        swingRatio: 2.27,
        variations: [of('40', 286_000), of('half as many', 190_000), of('twice as many', 431_000)],
      },
      {
        input: 'the country',
        given: 'US',
        lowUsd: 251_000,
        highUsd: 286_000,
        swingRatio: 1.14,
        variations: [of('US', 286_000), of('DE', 251_000)],
      },
    ],
    dates: [
      {
        targetCloseDate: '2026-12-05',
        arrUsd: range(118_000, 284_000, 740_000),
        launchMonth: { low: '2027-08', median: '2027-11', high: '2028-04', level: 0.8, evidence: 35 },
      },
      {
        targetCloseDate: '2027-06-05',
        arrUsd: range(119_000, 288_000, 745_000),
        launchMonth: { low: '2028-02', median: '2028-05', high: '2028-10', level: 0.8, evidence: 35 },
      },
    ],
    secondOpinion: {
      group: 'all',
      medianUsd: 113_000,
      projects: 18_462,
      timesMedian: 2.53,
      isInsideRange: false,
    },
    narrowing: [{ input: 'the customer’s size', spreadRatio: 6.3, spreadRatioIfKnown: 3.9 }],
  };
}

/** What is left when nothing can be predicted. */
export function thinAnalysis(): Analysis {
  const whole = exampleAnalysis();
  return {
    ...whole,
    outcome: 'not-enough-evidence',
    notes: [],
    metrics: { arrUsd: null, mrrUsd: null, launchMonth: null, gapDays: null, durationMonths: null },
    confidence: {
      level: 'NOT ENOUGH EVIDENCE',
      limitedBy: 'sample',
      spreadRatio: null,
      effectiveSample: 0,
      quality: 0,
      reason: 'No project in this period shares a term with the description; at least 8 are needed.',
    },
    services: [],
    servicePattern: { other: null, together: [], notMentioned: [] },
    architecture: null,
    similarProjects: [],
    risks: [],
    rows: [],
    evidence: { ...whole.evidence, rowsMatched: 0, rowsRead: 0, rowsUsed: 0, left: [] },
  };
}

export function exampleRow(index: number, changes: Partial<EvidenceRow> = {}): EvidenceRow {
  const amount = index % 12 === 11 ? null : Math.round(90_000 * 1.9 ** (((index * 37) % 38) / 10));
  return {
    opportunityId: `006000000000${String(index).padStart(3, '0')}AAA`,
    customerName: CUSTOMERS[index % CUSTOMERS.length] ?? 'Example',
    opportunityName: index % 2 === 0 ? 'Database modernization' : 'Sybase to Aurora',
    partnerName: 'Northwind Cloudworks',
    industry: 'Healthcare',
    customerSegment: 'Enterprise',
    country: 'US',
    closeDate: `202${1 + (index % 5)}-0${1 + (index % 9)}-14`,
    startDate: null,
    endDate: null,
    gapDays: 20 + ((index * 11) % 90),
    durationMonths: 6 + (index % 9),
    mrrUsd: amount === null ? null : Math.round(amount / 12),
    upfrontUsd: 0,
    arrUsd: amount,
    statedArrUsd: null,
    services: [{ service: 'Amazon Aurora', monthlyUsd: 11_800, upfrontUsd: 0 }],
    doubts: amount === null ? ['no-amount'] : [],
    score: 10 - index * 0.2,
    weight: (38 - index) / 741,
    reasons: [
      { kind: 'term', text: 'sybase', weight: 3 },
      { kind: 'attribute', text: 'industry: Healthcare', weight: 1 },
    ],
    ...changes,
  };
}

const CUSTOMERS = ['Alder Health', 'Birchway Clinics', 'Cedar & Sons', 'Dunmore Medical', 'Elm Street Labs'];

function range(low: number, median: number, high: number): Range {
  return { low, median, high, level: 0.8, evidence: 34 };
}

function service(name: string, share: number, projects: number, monthlyUsd: number) {
  return {
    service: name,
    share,
    projects,
    monthlyUsd: range(monthlyUsd * 0.4, monthlyUsd, monthlyUsd * 2.6),
    upfrontUsd: range(0, 0, monthlyUsd),
    part: {
      portionShare: share / 4,
      monthlyUsd: range(0, monthlyUsd * share, monthlyUsd * 2),
      upfrontUsd: range(0, 0, monthlyUsd),
    },
  };
}
