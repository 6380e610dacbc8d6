import { type Insight, insight } from '#action-groups/data-analysis/insight.ts';

/** Two industries of three, those of 2025 beside nothing. */
export function exampleInsight(changes: Partial<Insight> = {}): Insight {
  return insight.parse({
    insightId: `${'0'.repeat(32)}-insight`,
    queryId: `${'0'.repeat(32)}-query`,
    asOfDate: '2026-11-23',
    specification: { measures: ['count', 'median(arrUsd)'], dimensions: ['industry'], limit: 2 },
    counts: 'Projects and median ARR by industry of projects won (Committed or Launched) closed in 2025.',
    period: { fromDate: '2025-01-01', toDate: '2025-12-31' },
    periodWords: 'in 2025',
    compareWith: null,
    compareWords: null,
    dimensions: [{ dimension: 'industry', name: 'industry' }],
    measures: [
      { measure: 'count', name: 'projects', unit: 'count' },
      { measure: 'median(arrUsd)', name: 'median ARR', unit: 'usd' },
    ],
    rows: [
      row(['Healthcare'], 40, [40, 286_000], { arrUsd: 38 }),
      row(['Retail'], 21, [21, 90_500], { arrUsd: 21 }),
      { ...row([], 9, [9, 120_000], { arrUsd: 9 }), kind: 'rest', labels: ['the other 3'], groups: 3 },
      { ...row([], 1, [1, null], { arrUsd: 0 }), kind: 'unknown', labels: ['not known'], groups: 0 },
    ],
    totals: { projects: 71, values: [71, 180_000], known: { arrUsd: 68 } },
    groupsTotal: 5,
    chart: { type: 'bar', axis: 0, series: null, measure: 0, why: 'groups are compared' },
    leftOut: [{ code: 'lost', text: '12 projects closed lost', projects: 12 }],
    notes: ['The data goes up to 31 October 2026.'],
    evidence: {
      sql: 'SELECT\n  industry\nFROM projects',
      values: ['v1', 2025],
      scope: 'all partners of the organisation',
      dataVersion: 'v1',
      throughDate: '2026-10-31',
      sampleData: true,
      rowsCounted: 71,
      bytesScanned: 1_000,
      engineMs: 12,
    },
    ...changes,
  });
}

/** Quarters of two years beside each other. */
export function exampleComparison(): Insight {
  const quarter = (number: number, now: number, before: number) => ({
    ...row([`Q${number}`], now, [now], {}),
    compared: { projects: before, values: [before], known: {} },
  });
  return exampleInsight({
    counts: 'Projects by quarter of projects won closed in 2025, beside those closed in 2024.',
    compareWith: { fromDate: '2024-01-01', toDate: '2024-12-31' },
    compareWords: 'in 2024',
    dimensions: [{ dimension: 'quarter', name: 'quarter' }],
    measures: [{ measure: 'count', name: 'projects', unit: 'count' }],
    rows: [quarter(1, 10, 8), quarter(2, 12, 9)],
    totals: { projects: 22, values: [22], known: {}, compared: { projects: 17, values: [17], known: {} } },
    groupsTotal: 2,
    leftOut: [],
    notes: [],
  });
}

function row(
  keys: string[],
  projects: number,
  values: (number | null)[],
  known: Insight['rows'][number]['known'],
): Insight['rows'][number] {
  return { kind: 'group', keys, labels: keys, groups: 1, projects, values, known };
}
