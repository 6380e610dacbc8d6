import type { InsightSpecification } from '#action-groups/query-generation/insight-specification.ts';

/** What is said, and what must be asked of the portfolio: a part of the specification; the day is 2026-11-25. */
export interface InsightTurn {
  readonly say: string;
  readonly asks?: Partial<InsightSpecification>;
  /** Parts of the specification that must be gone. */
  readonly without?: readonly (keyof InsightSpecification)[];
  /** Another operation than `runInsightQuery`; null for words alone. */
  readonly calls?: string | null;
  readonly says?: readonly string[];
}

const FIRST =
  'Concentra in the US wants Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL';
const is = (
  field: 'country' | 'industry' | 'customerSegment' | 'stage' | 'service',
  ...values: string[]
) => ({
  field,
  operator: 'is' as const,
  values,
});

export const INSIGHT_CONVERSATIONS: Readonly<Record<string, readonly InsightTurn[]>> = {
  'changes one thing at a time': [
    {
      say: 'how many deals did we close in Germany last year',
      asks: {
        measures: ['count'],
        filters: [is('country', 'DE')],
        period: { from: '2025-01-01', to: '2025-12-31' },
      },
    },
    { say: 'what about France', asks: { filters: [is('country', 'FR')] } },
    { say: 'and their total ARR?', calls: null },
    { say: 'and the total ARR?', asks: { measures: ['sum(arrUsd)'], filters: [is('country', 'FR')] } },
    { say: 'and the median?', asks: { measures: ['median(arrUsd)'] } },
    { say: 'by industry', asks: { dimensions: ['industry'], measures: ['median(arrUsd)'] } },
    { say: 'top 5 only', asks: { limit: 5, orderBy: { by: 'median(arrUsd)', direction: 'descending' } } },
    {
      say: 'sort by count',
      asks: { measures: ['median(arrUsd)', 'count'], orderBy: { by: 'count', direction: 'descending' } },
    },
    {
      say: 'without SMB',
      asks: {
        filters: [is('country', 'FR'), { field: 'customerSegment', operator: 'isNot', values: ['SMB'] }],
      },
    },
    { say: 'same for this year', asks: { period: { from: '2026-01-01', to: '2026-12-31' }, limit: 5 } },
    {
      say: 'compared with last year',
      asks: {
        period: { from: '2026-01-01', to: '2026-12-31' },
        compareWith: { from: '2025-01-01', to: '2025-12-31' },
      },
    },
    {
      say: 'for all countries',
      asks: { filters: [{ field: 'customerSegment', operator: 'isNot', values: ['SMB'] }] },
    },
    { say: 'more', asks: { limit: 100 } },
    { say: 'all time', without: ['period', 'compareWith'] },
  ],
  'shows it otherwise': [
    { say: 'ARR by region this year', asks: { measures: ['sum(arrUsd)'], dimensions: ['region'] } },
    { say: 'as a chart', asks: { dimensions: ['region'] }, says: ['shown as a bar chart'] },
    { say: 'as a table please', asks: { dimensions: ['region'] }, says: ['| region |'] },
    { say: 'show me the sql', calls: 'generateInsightQuery', says: ['```sql'] },
    { say: 'why?', asks: { dimensions: ['region'] }, says: ['How it is counted'] },
    { say: 'where do these numbers come from', asks: {}, says: ['not a prediction'] },
    { say: 'include lost ones', asks: { filters: [is('stage', 'Committed', 'Launched', 'Closed Lost')] } },
    { say: 'by quarter', asks: { dimensions: ['quarter'] } },
    { say: 'also by segment', asks: { dimensions: ['quarter', 'customerSegment'] } },
  ],
  'goes on with pronouns, numbers, names and what is lifted': [
    { say: 'the 6 industries with the most deals in 2025', asks: { dimensions: ['industry'], limit: 6 } },
    { say: 'just 4', asks: { dimensions: ['industry'], limit: 4 } },
    { say: 'only Germany', asks: { limit: 4, filters: [is('country', 'DE')] } },
    { say: 'Spain instead of Germany', asks: { filters: [is('country', 'ES')] } },
    { say: 'swap Spain for Italy', asks: { filters: [is('country', 'IT')] } },
    { say: 'and the previous year?', asks: { period: { from: '2024-01-01', to: '2024-12-31' } } },
    { say: 'and the year before that?', asks: { period: { from: '2023-01-01', to: '2023-12-31' } } },
    { say: 'split it by segment', asks: { dimensions: ['customerSegment'] } },
    { say: 'remove the country filter', asks: { dimensions: ['customerSegment'] }, without: ['filters'] },
    {
      say: 'quick one for my QBR slides: how many customers did Fjordline Data have in the UK last quarter',
      asks: {
        measures: ['customers'],
        filters: [
          { field: 'partnerName', operator: 'contains', values: ['Fjordline Data'] },
          is('country', 'GB'),
        ],
      },
    },
    {
      say: 'what about northwind cloudworks?',
      asks: {
        filters: [
          is('country', 'GB'),
          { field: 'partnerName', operator: 'contains', values: ['northwind cloudworks'] },
        ],
      },
    },
    { say: 'average deal size there', asks: { measures: ['average(arrUsd)'] } },
  ],
  'puts one thing in place of another': [
    {
      say: 'average ARR of retail deals in Spain this year, by segment, top 3',
      asks: { dimensions: ['customerSegment'], limit: 3 },
    },
    {
      say: 'switch spain to portugal',
      asks: { filters: [is('industry', 'Retail'), is('country', 'PT')] },
    },
    { say: 'median rather than average', asks: { measures: ['median(arrUsd)'] } },
    { say: 'without the industry filter', asks: { filters: [is('country', 'PT')] } },
    { say: 'what about the year before', asks: { period: { from: '2025-01-01', to: '2025-12-31' } } },
    { say: 'remove 2025', without: ['period'] },
    { say: '5 instead of 3', asks: { limit: 5 } },
    { say: 'turn that into a table', asks: { dimensions: ['customerSegment'] } },
  ],
  'tells the portfolio from the opportunity at hand': [
    { say: FIRST, calls: 'analyzeOpportunity' },
    { say: 'how much is it worth', calls: 'getAnalysisSection' },
    { say: 'how much are our deals worth on average', asks: { measures: ['average(arrUsd)'] } },
    { say: 'in Germany?', asks: { measures: ['average(arrUsd)'], filters: [is('country', 'DE')] } },
    { say: 'what are the risks of this deal', calls: 'getAnalysisSection' },
    { say: 'no, Austria', calls: 'analyzeOpportunity' },
    { say: 'by quarter', asks: { dimensions: ['quarter'], filters: [is('country', 'DE')] } },
    { say: 'which services would they need', calls: 'getAnalysisSection' },
    {
      say: 'which services do our healthcare customers use most',
      asks: { dimensions: ['service'], filters: [is('industry', 'Healthcare')] },
    },
    { say: 'how sure are you about this', says: ['How it is counted'] },
    { say: 'it closes in May 2027', calls: 'analyzeOpportunity' },
    { say: 'how sure are you about this', calls: 'getAnalysisSection' },
  ],
  'goes on after a new opportunity': [
    { say: 'top 3 partners by number of deals', asks: { dimensions: ['partnerName'], limit: 3 } },
    { say: FIRST, calls: 'analyzeOpportunity' },
    {
      say: 'same for last year',
      asks: { dimensions: ['partnerName'], limit: 3, period: { from: '2025-01-01', to: '2025-12-31' } },
    },
  ],
  'says what cannot be asked, and goes on from it': [
    { say: 'total ARR by sales rep', calls: null, says: ['no seller', 'partner'] },
    { say: 'by partner then', asks: { measures: ['sum(arrUsd)'], dimensions: ['partnerName'] } },
    { say: "what's our win rate in healthcare", calls: null, says: ['win rate', 'won'] },
    { say: 'how many deals did we close next year', calls: null, says: ['next year', 'future'] },
    { say: 'deals by astrological sign', calls: null, says: ['astrological', 'industry'] },
    { say: 'how many servers did we migrate in 2025', calls: null, says: ['servers'] },
  ],
  compares: [
    {
      say: 'healthcare deals last quarter: count and average ARR',
      asks: { measures: ['count', 'average(arrUsd)'], filters: [is('industry', 'Healthcare')] },
    },
    {
      say: 'compared with retail',
      asks: { dimensions: ['industry'], filters: [is('industry', 'Healthcare', 'Retail')] },
    },
    {
      say: 'vs the quarter before',
      asks: {
        period: { from: '2026-07-01', to: '2026-09-30' },
        compareWith: { from: '2026-04-01', to: '2026-06-30' },
      },
    },
    { say: 'vs the same quarter last year', asks: { compareWith: { from: '2025-07-01', to: '2025-09-30' } } },
    { say: 'only Germany', asks: { filters: [is('industry', 'Healthcare', 'Retail'), is('country', 'DE')] } },
    {
      say: 'Germany and France too',
      asks: { filters: [is('industry', 'Healthcare', 'Retail'), is('country', 'DE', 'FR')] },
    },
    {
      say: 'and with Aurora',
      asks: {
        filters: [
          is('industry', 'Healthcare', 'Retail'),
          is('country', 'DE', 'FR'),
          is('service', 'Amazon Aurora'),
        ],
      },
    },
    {
      say: 'how many customers do we have in Japan?',
      asks: { measures: ['customers'], filters: [is('country', 'JP')] },
      without: ['compareWith', 'period', 'dimensions'],
    },
  ],
};
