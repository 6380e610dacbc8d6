import type { Analysis, Range } from '../../data-analysis/analysis.ts';

/** An analysis with what funding reads of one; `arr` replaces the range of the ARR. */
export function exampleAnalysis(
  changes: Partial<Analysis> = {},
  arr?: readonly [number, number, number],
): Analysis {
  const [low, median, high] = arr ?? [118_400, 286_000, 742_000];
  return {
    analysisId: `${'0'.repeat(32)}-standard`,
    analysisType: 'standard',
    asOfDate: '2026-11-25',
    opportunity: {
      customerName: 'Concentra',
      description: 'move 40 Sybase ASE databases to Aurora PostgreSQL',
      targetCloseDate: '2027-03-05',
      country: 'US',
      opportunityName: 'Sybase modernization',
    },
    notes: [],
    outcome: 'predicted',
    metrics: {
      arrUsd: range(low, median, high),
      mrrUsd: range(low / 12, median / 12, high / 12),
      launchMonth: { low: '2027-11', median: '2028-02', high: '2028-07', level: 0.8, evidence: 35 },
      gapDays: range(35, 47, 96),
      durationMonths: range(7, 10, 14),
    },
    prediction: null,
    confidence: {
      level: 'MEDIUM',
      limitedBy: 'spread',
      spreadRatio: 6.3,
      effectiveSample: 27.4,
      quality: 0.92,
      reason: 'The interval is wide.',
    },
    services: [],
    servicePattern: { other: null, together: [], notMentioned: [] },
    architecture: null,
    similarProjects: [],
    findings: [],
    rationale: [],
    risks: [],
    sensitivity: null,
    methodology: [],
    evidence: {
      queryId: `${'0'.repeat(32)}-query`,
      sql: 'SELECT 1',
      values: [],
      terms: [],
      period: { fromDate: '2021-11-25', toDate: '2026-11-25' },
      scope: 'all partners of the organisation',
      dataVersion: 'v1',
      sampleData: true,
      rowsMatched: 214,
      rowsRead: 200,
      rowsUsed: 38,
      left: [],
      bytesScanned: 0,
      engineMs: 0,
    },
    rows: [],
    ...changes,
  };
}

function range(low: number, median: number, high: number): Range {
  return { low, median, high, level: 0.8, evidence: 38 };
}
