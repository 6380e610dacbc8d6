import type {
  InsightDimension,
  InsightMeasure,
  InsightSpecification,
} from '#action-groups/query-generation/insight-specification.ts';

type Filter = NonNullable<InsightSpecification['filters']>[number];
type Period = NonNullable<InsightSpecification['period']>;

/** Ways to say each part of a question, as seen from 2026-11-25; any of them goes with any other. */
export const MEASURES: readonly (readonly [string, readonly InsightMeasure[]])[] = [
  ['number of deals', ['count']],
  ['count of projects', ['count']],
  ['number of customers', ['customers']],
  ['total ARR', ['sum(arrUsd)']],
  ['revenue', ['sum(arrUsd)']],
  ['sum of MRR', ['sum(mrrUsd)']],
  ['total upfront costs', ['sum(upfrontUsd)']],
  ['average deal size', ['average(arrUsd)']],
  ['mean ARR', ['average(arrUsd)']],
  ['avg MRR', ['average(mrrUsd)']],
  ['median ARR', ['median(arrUsd)']],
  ['typical deal size', ['median(arrUsd)']],
  ['median duration', ['median(durationMonths)']],
  ['average delivery time', ['average(durationMonths)']],
  ['average lead time', ['average(gapDays)']],
  ['p90 of ARR', ['p90(arrUsd)']],
  ['p10 of MRR', ['p10(mrrUsd)']],
  ['range of deal sizes', ['p10(arrUsd)', 'median(arrUsd)', 'p90(arrUsd)']],
  ['maximum ARR', ['max(arrUsd)']],
  ['minimum upfront cost', ['min(upfrontUsd)']],
  ['number of deals and total ARR', ['count', 'sum(arrUsd)']],
  ['mean and median MRR', ['average(mrrUsd)', 'median(mrrUsd)']],
  ['share of ARR', ['share(arrUsd)']],
  ['percentage of deals', ['share(count)']],
];

export const DIMENSIONS: readonly (readonly [string, readonly InsightDimension[]])[] = [
  ['industry', ['industry']],
  ['vertical', ['industry']],
  ['segment', ['customerSegment']],
  ['customer size', ['customerSegment']],
  ['region', ['region']],
  ['country', ['country']],
  ['partner', ['partnerName']],
  ['customer', ['customerName']],
  ['service', ['service']],
  ['program', ['program']],
  ['migration phase', ['migrationPhase']],
  ['deal type', ['opportunityType']],
  ['project type', ['projectType']],
  ['stage', ['stage']],
  ['year', ['year']],
  ['quarter', ['quarter']],
  ['region and segment', ['region', 'customerSegment']],
  ['country and year', ['country', 'year']],
];

export const FILTERS: readonly (readonly [string, readonly Filter[]])[] = [
  ['in healthcare', [{ field: 'industry', operator: 'is', values: ['Healthcare'] }]],
  ['for banks', [{ field: 'industry', operator: 'is', values: ['Financial Services'] }]],
  [
    'in retail or manufacturing',
    [{ field: 'industry', operator: 'is', values: ['Retail', 'Manufacturing'] }],
  ],
  ['for enterprise customers', [{ field: 'customerSegment', operator: 'is', values: ['Enterprise'] }]],
  ['in Germany', [{ field: 'country', operator: 'is', values: ['DE'] }]],
  ['in France and Spain', [{ field: 'country', operator: 'is', values: ['FR', 'ES'] }]],
  ['in EMEA', [{ field: 'region', operator: 'is', values: ['EMEA'] }]],
  ['with Aurora', [{ field: 'service', operator: 'is', values: ['Amazon Aurora'] }]],
  [
    'using Glue and Athena',
    [
      { field: 'service', operator: 'is', values: ['AWS Glue'] },
      { field: 'service', operator: 'is', values: ['Amazon Athena'] },
    ],
  ],
  ['worth over $1M', [{ field: 'arrUsd', operator: 'atLeast', values: ['1000000'] }]],
  ['worth less than 250k', [{ field: 'arrUsd', operator: 'atMost', values: ['250000'] }]],
  ['with MRR above 10k', [{ field: 'mrrUsd', operator: 'atLeast', values: ['10000'] }]],
  ['for projects longer than 6 months', [{ field: 'durationMonths', operator: 'atLeast', values: ['6'] }]],
  ['under MAP', [{ field: 'program', operator: 'is', values: ['MAP'] }]],
  [
    'from Northwind Cloudworks',
    [{ field: 'partnerName', operator: 'contains', values: ['Northwind Cloudworks'] }],
  ],
  ['for customer Lumora Foods', [{ field: 'customerName', operator: 'contains', values: ['Lumora Foods'] }]],
  ['excluding SMB', [{ field: 'customerSegment', operator: 'isNot', values: ['SMB'] }]],
  ['not in Japan', [{ field: 'country', operator: 'isNot', values: ['JP'] }]],
  ['about SAP', [{ field: 'text', operator: 'contains', values: ['SAP'] }]],
];

export const PERIODS: readonly (readonly [string, Period | null])[] = [
  ['', null],
  ['in 2025', { from: '2025-01-01', to: '2025-12-31' }],
  ['last year', { from: '2025-01-01', to: '2025-12-31' }],
  ['this quarter', { from: '2026-10-01', to: '2026-12-31' }],
  ['last quarter', { from: '2026-07-01', to: '2026-09-30' }],
  ['since March', { from: '2026-03-01', to: '2026-11-25' }],
  ['since 2023', { from: '2023-01-01', to: '2026-11-25' }],
  ['between Q1 and Q3 2025', { from: '2025-01-01', to: '2025-09-30' }],
  ['in the last 18 months', { from: '2025-05-26', to: '2026-11-25' }],
  ['in H1 2026', { from: '2026-01-01', to: '2026-06-30' }],
  ['year to date', { from: '2026-01-01', to: '2026-11-25' }],
  ['from 2023 to 2025', { from: '2023-01-01', to: '2025-12-31' }],
  ['in Q2 2024', { from: '2024-04-01', to: '2024-06-30' }],
  ['in March 2025', { from: '2025-03-01', to: '2025-03-31' }],
  ['before 2024', { from: '1990-01-01', to: '2023-12-31' }],
];

/** `{m}` what is computed, `{d}` what by, `{f}` which projects, `{p}` when. */
export const TEMPLATES: readonly string[] = [
  '{m} by {d} {f} {p}',
  '{m} {f} {p} by {d}',
  'show me the {m} per {d} {f} {p}',
  'what is the {m} {f} {p}, split by {d}?',
  'Give me {m} {p} {f} broken down by {d} please',
  '{p} {m} {f} for each {d}',
  'can you show {m} across {d} {p} {f}?',
];
