import type { InsightSpecification } from '#action-groups/query-generation/insight-specification.ts';

/**
 * Portfolio questions as sellers ask them, each with the specification it must be read as: written before the
 * grammar that reads them, but for the order of months, quarters and years, which is left to the operation since.
 * The day is 2026-11-25.
 */
export interface PortfolioQuestion {
  readonly say: string;
  readonly specification: InsightSpecification;
}

type Filter = NonNullable<InsightSpecification['filters']>[number];
type Field = Filter['field'];

export const TODAY = '2026-11-25';

const is = (field: Field, ...values: string[]): Filter => ({ field, operator: 'is', values });
const isNot = (field: Field, ...values: string[]): Filter => ({ field, operator: 'isNot', values });
const has = (field: Field, ...values: string[]): Filter => ({ field, operator: 'contains', values });
const atLeast = (field: Field, value: string): Filter => ({ field, operator: 'atLeast', values: [value] });
const atMost = (field: Field, value: string): Filter => ({ field, operator: 'atMost', values: [value] });
const year = (number: number) => ({ from: `${number}-01-01`, to: `${number}-12-31` });
const span = (from: string, to: string) => ({ from, to });
const most = (by: InsightSpecification['measures'][number]) => ({ by, direction: 'descending' }) as const;
const least = (by: InsightSpecification['measures'][number]) => ({ by, direction: 'ascending' }) as const;

const ask = (say: string, specification: InsightSpecification): PortfolioQuestion => ({ say, specification });

export const PORTFOLIO_QUESTIONS: readonly PortfolioQuestion[] = [
  // Counts.
  ask('how many healthcare projects did we close last year', {
    measures: ['count'],
    filters: [is('industry', 'Healthcare')],
    period: year(2025),
  }),
  ask('number of deals in Germany since March', {
    measures: ['count'],
    filters: [is('country', 'DE')],
    period: span('2026-03-01', TODAY),
  }),
  ask('How many customers do we have in the Nordics?', {
    measures: ['customers'],
    filters: [is('country', 'DK', 'FI', 'IS', 'NO', 'SE')],
  }),
  ask('count of enterprise wins this quarter', {
    measures: ['count'],
    filters: [is('customerSegment', 'Enterprise')],
    period: span('2026-10-01', '2026-12-31'),
  }),
  ask('how many opportunities closed between Q1 and Q3 2025?', {
    measures: ['count'],
    period: span('2025-01-01', '2025-09-30'),
  }),
  ask('how many deals over $1M have we closed', {
    measures: ['count'],
    filters: [atLeast('arrUsd', '1000000')],
  }),
  ask('how many projects took longer than 6 months', {
    measures: ['count'],
    filters: [atLeast('durationMonths', '6')],
  }),
  ask('how many deals ran under MAP in 2025', {
    measures: ['count'],
    filters: [is('program', 'MAP')],
    period: year(2025),
  }),
  ask('how many deals did Northwind Cloudworks deliver in H1 2026', {
    measures: ['count'],
    filters: [has('partnerName', 'Northwind Cloudworks')],
    period: span('2026-01-01', '2026-06-30'),
  }),
  ask('how many deals are about SAP', { measures: ['count'], filters: [has('text', 'SAP')] }),
  ask('how many mainframe projects did we win in the last 18 months', {
    measures: ['count'],
    filters: [has('text', 'mainframe')],
    period: span('2025-05-26', TODAY),
  }),
  ask('projects per quarter in 2025', {
    measures: ['count'],
    dimensions: ['quarter'],
    period: year(2025),
  }),
  ask('deals by region and segment', { measures: ['count'], dimensions: ['region', 'customerSegment'] }),
  ask('how many customers per industry', { measures: ['customers'], dimensions: ['industry'] }),
  ask('how many expansions and renewals did we close ytd', {
    measures: ['count'],
    filters: [is('opportunityType', 'Expansion', 'Flat Renewal')],
    period: span('2026-01-01', TODAY),
  }),
  ask('how mnay helthcare deals in germny last yr', {
    measures: ['count'],
    filters: [is('industry', 'Healthcare'), is('country', 'DE')],
    period: year(2025),
  }),
  ask('did we close any deals in Brazil this year?', {
    measures: ['count'],
    filters: [is('country', 'BR')],
    period: year(2026),
  }),
  ask('how many net new deals with SMB customers in EMEA, excluding the UK', {
    measures: ['count'],
    filters: [
      is('opportunityType', 'Net New Business'),
      is('customerSegment', 'SMB'),
      is('region', 'EMEA'),
      isNot('country', 'GB'),
    ],
  }),
  ask('how many deals not in Germany', { measures: ['count'], filters: [isNot('country', 'DE')] }),

  // Sums.
  ask('total ARR by industry', { measures: ['sum(arrUsd)'], dimensions: ['industry'] }),
  ask('what revenue did we book in 2025?', { measures: ['sum(arrUsd)'], period: year(2025) }),
  ask('sum of MRR per partner this year', {
    measures: ['sum(mrrUsd)'],
    dimensions: ['partnerName'],
    period: year(2026),
  }),
  ask('how much ARR came from financial services customers in the last 2 years', {
    measures: ['sum(arrUsd)'],
    filters: [is('industry', 'Financial Services')],
    period: span('2024-11-26', TODAY),
  }),
  ask('how much are all our deals worth', { measures: ['sum(arrUsd)'] }),
  ask('total upfront costs of retail projects', {
    measures: ['sum(upfrontUsd)'],
    filters: [is('industry', 'Retail')],
  }),
  ask('ARR and number of deals by country', { measures: ['sum(arrUsd)', 'count'], dimensions: ['country'] }),
  ask('show revenue by month for 2026', {
    measures: ['sum(arrUsd)'],
    dimensions: ['month'],
    period: year(2026),
  }),

  // Averages, medians, spreads.
  ask('how much are our deals worth on average', { measures: ['average(arrUsd)'] }),
  ask('average deal size by segment', { measures: ['average(arrUsd)'], dimensions: ['customerSegment'] }),
  ask('what is the median ARR of healthcare deals in EMEA?', {
    measures: ['median(arrUsd)'],
    filters: [is('industry', 'Healthcare'), is('region', 'EMEA')],
  }),
  ask('typical deal size for mid-market manufacturers', {
    measures: ['median(arrUsd)'],
    filters: [is('customerSegment', 'Mid-Market'), is('industry', 'Manufacturing')],
  }),
  ask('what is the range of deal sizes in retail', {
    measures: ['p10(arrUsd)', 'median(arrUsd)', 'p90(arrUsd)'],
    filters: [is('industry', 'Retail')],
  }),
  ask('p90 of MRR by region', { measures: ['p90(mrrUsd)'], dimensions: ['region'] }),
  ask('mean and median ARR per segment', {
    measures: ['average(arrUsd)', 'median(arrUsd)'],
    dimensions: ['customerSegment'],
  }),

  // Times.
  ask('how long do our projects take on average', { measures: ['average(durationMonths)'] }),
  ask('how long do data lake projects usually take', {
    measures: ['median(durationMonths)'],
    filters: [has('text', 'data lake')],
  }),
  ask('median duration by migration phase', {
    measures: ['median(durationMonths)'],
    dimensions: ['migrationPhase'],
  }),
  ask('average time from close to start per partner', {
    measures: ['average(gapDays)'],
    dimensions: ['partnerName'],
  }),
  ask('what is the gap between signing and kick-off for enterprise customers?', {
    measures: ['median(gapDays)'],
    filters: [is('customerSegment', 'Enterprise')],
  }),

  // Rankings.
  ask('top 5 industries by ARR', {
    measures: ['sum(arrUsd)'],
    dimensions: ['industry'],
    orderBy: most('sum(arrUsd)'),
    limit: 5,
  }),
  ask('our three biggest customers', {
    measures: ['sum(arrUsd)'],
    dimensions: ['customerName'],
    orderBy: most('sum(arrUsd)'),
    limit: 3,
  }),
  ask('bottom 10 countries by number of deals', {
    measures: ['count'],
    dimensions: ['country'],
    orderBy: least('count'),
    limit: 10,
  }),
  ask('which industry brought the most revenue in 2024?', {
    measures: ['sum(arrUsd)'],
    dimensions: ['industry'],
    period: year(2024),
    orderBy: most('sum(arrUsd)'),
  }),
  ask('which partner closed the most deals last quarter', {
    measures: ['count'],
    dimensions: ['partnerName'],
    period: span('2026-07-01', '2026-09-30'),
    orderBy: most('count'),
  }),
  ask('which services are used most in manufacturing', {
    measures: ['count'],
    dimensions: ['service'],
    filters: [is('industry', 'Manufacturing')],
    orderBy: most('count'),
  }),
  ask('top 10 services in EMEA', {
    measures: ['count'],
    dimensions: ['service'],
    filters: [is('region', 'EMEA')],
    orderBy: most('count'),
    limit: 10,
  }),
  ask('which region has the longest projects', {
    measures: ['median(durationMonths)'],
    dimensions: ['region'],
    orderBy: most('median(durationMonths)'),
  }),
  ask('what was our biggest deal in 2025', {
    measures: ['max(arrUsd)'],
    dimensions: ['customerName'],
    period: year(2025),
    orderBy: most('max(arrUsd)'),
    limit: 1,
  }),
  ask('the five smallest deals this year', {
    measures: ['min(arrUsd)'],
    dimensions: ['customerName'],
    period: year(2026),
    orderBy: least('min(arrUsd)'),
    limit: 5,
  }),
  ask('which quarter was our best?', {
    measures: ['sum(arrUsd)'],
    dimensions: ['quarter'],
    orderBy: most('sum(arrUsd)'),
  }),

  // Shares.
  ask('share of ARR by industry', { measures: ['share(arrUsd)'], dimensions: ['industry'] }),
  ask('what percentage of deals comes from each partner', {
    measures: ['share(count)'],
    dimensions: ['partnerName'],
  }),
  ask('what share of our ARR is healthcare', {
    measures: ['share(arrUsd)'],
    dimensions: ['industry'],
    limit: 100,
  }),
  ask('what percentage of enterprise deals used Redshift?', {
    measures: ['share(count)'],
    dimensions: ['service'],
    filters: [is('customerSegment', 'Enterprise')],
    limit: 100,
  }),

  // Over time.
  ask('revenue trend over the last 3 years by quarter', {
    measures: ['sum(arrUsd)'],
    dimensions: ['quarter'],
    period: span('2023-11-26', TODAY),
  }),
  ask('how has our ARR developed from 2023 to 2025', {
    measures: ['sum(arrUsd)'],
    dimensions: ['quarter'],
    period: span('2023-01-01', '2025-12-31'),
  }),
  ask('deals per year', { measures: ['count'], dimensions: ['year'] }),

  // Comparisons.
  ask('ARR this year vs last year', {
    measures: ['sum(arrUsd)'],
    period: year(2026),
    compareWith: year(2025),
  }),
  ask('deals by region in 2025 compared with 2024', {
    measures: ['count'],
    dimensions: ['region'],
    period: year(2025),
    compareWith: year(2024),
  }),
  ask('how many projects in Q1 against Q2 2026?', {
    measures: ['count'],
    period: span('2026-01-01', '2026-03-31'),
    compareWith: span('2026-04-01', '2026-06-30'),
  }),
  ask('enterprise vs SMB: average deal size', {
    measures: ['average(arrUsd)'],
    dimensions: ['customerSegment'],
    filters: [is('customerSegment', 'Enterprise', 'SMB')],
  }),
  ask('Germany or France, which is bigger?', {
    measures: ['sum(arrUsd)'],
    dimensions: ['country'],
    filters: [is('country', 'DE', 'FR')],
    orderBy: most('sum(arrUsd)'),
  }),
  ask('compare healthcare and retail', {
    measures: ['count', 'sum(arrUsd)'],
    dimensions: ['industry'],
    filters: [is('industry', 'Healthcare', 'Retail')],
  }),

  // Services, words, names.
  ask('total MRR of deals with Aurora', {
    measures: ['sum(mrrUsd)'],
    filters: [is('service', 'Amazon Aurora')],
  }),
  ask('how many projects using Glue and Athena', {
    measures: ['count'],
    filters: [is('service', 'AWS Glue'), is('service', 'Amazon Athena')],
  }),
  ask('average ARR of deals with Redshift or EMR', {
    measures: ['average(arrUsd)'],
    filters: [is('service', 'Amazon Redshift', 'Amazon EMR')],
  }),
  ask('median ARR of Oracle migration deals from Northwind', {
    measures: ['median(arrUsd)'],
    filters: [has('text', 'Oracle migration'), has('partnerName', 'Northwind')],
  }),
  ask('ARR of customer Acme Insurance by year', {
    measures: ['sum(arrUsd)'],
    dimensions: ['year'],
    filters: [has('customerName', 'Acme Insurance')],
  }),

  // Amounts.
  ask('deals between $100k and $500k by country', {
    measures: ['count'],
    dimensions: ['country'],
    filters: [atLeast('arrUsd', '100000'), atMost('arrUsd', '500000')],
  }),
  ask('how many deals under 50k a month', { measures: ['count'], filters: [atMost('mrrUsd', '50000')] }),
  ask('average duration of projects worth at least 2 million', {
    measures: ['average(durationMonths)'],
    filters: [atLeast('arrUsd', '2000000')],
  }),
  ask('how many lost deals in 2025', {
    measures: ['count'],
    filters: [is('stage', 'Closed Lost')],
    period: year(2025),
  }),

  // What a second trial, of messages that stood in no table, was misread in.
  ask('what was total revenue in Q1 compared to Q1 last year', {
    measures: ['sum(arrUsd)'],
    period: span('2026-01-01', '2026-03-31'),
    compareWith: span('2025-01-01', '2025-03-31'),
  }),
  ask('which five partners brought in the most MRR in 2026', {
    measures: ['sum(mrrUsd)'],
    dimensions: ['partnerName'],
    period: year(2026),
    orderBy: most('sum(mrrUsd)'),
    limit: 5,
  }),
  ask('how many deals closed on or after 1 July 2026', {
    measures: ['count'],
    period: span('2026-07-01', TODAY),
  }),
  ask('Do we have more enterprise or more mid-market customers?', {
    measures: ['customers'],
    dimensions: ['customerSegment'],
    filters: [is('customerSegment', 'Enterprise', 'Mid-Market')],
  }),
  ask('list countries with their deal count, fewest first', {
    measures: ['count'],
    dimensions: ['country'],
    orderBy: least('count'),
  }),
  ask('who delivers fastest on average', {
    measures: ['average(durationMonths)'],
    dimensions: ['partnerName'],
    orderBy: least('average(durationMonths)'),
  }),
  ask('2025 vs 2024: count + median MRR', {
    measures: ['count', 'median(mrrUsd)'],
    period: year(2025),
    compareWith: year(2024),
  }),
  ask('how many deals are in the modernze phase', {
    measures: ['count'],
    filters: [is('migrationPhase', 'Modernize')],
  }),
  ask('largest deal by MRR in France, who was it?', {
    measures: ['max(mrrUsd)'],
    dimensions: ['customerName'],
    filters: [is('country', 'FR')],
    orderBy: most('max(mrrUsd)'),
    limit: 1,
  }),
  // Short questions in other languages.
  ask('Wie viele Kunden haben wir im letzten Jahr in der Schweiz gewonnen?', {
    measures: ['customers'],
    filters: [is('country', 'CH')],
    period: year(2025),
  }),
  ask("combien de projets avons-nous conclus en France l'année dernière ?", {
    measures: ['count'],
    filters: [is('country', 'FR')],
    period: year(2025),
  }),
  ask('quantos projetos fechamos em Portugal este ano', {
    measures: ['count'],
    filters: [is('country', 'PT')],
    period: year(2026),
  }),
];
