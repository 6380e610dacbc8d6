import { describe, expect, it } from 'vitest';
import { insightClass } from './insight-class.ts';

const figures = (projects: number) => ({
  projects,
  values: [projects],
  known: { arrUsd: projects, durationMonths: projects },
});
const body = (more: {
  measure?: string;
  dimensions?: readonly string[];
  filters?: readonly object[];
  groups?: readonly number[];
  total?: number;
}) => {
  const { measure = 'average(arrUsd)', dimensions = [], filters = [], groups = [40, 60], total = 100 } = more;
  return {
    insightId: 'i',
    queryId: 'q',
    asOfDate: '2026-11-25',
    specification: { measures: [measure], dimensions, filters },
    counts: '',
    period: { fromDate: '2025-01-01', toDate: '2025-12-31' },
    periodWords: '',
    compareWith: null,
    compareWords: null,
    dimensions: dimensions.map((dimension) => ({ dimension, name: dimension })),
    measures: [{ measure, name: measure, unit: 'usd' }],
    rows: groups.map((projects) => ({
      ...figures(projects),
      kind: 'group',
      keys: ['x'],
      labels: ['x'],
      groups: 1,
    })),
    totals: figures(total),
    groupsTotal: groups.length,
    chart: { type: 'none', axis: null, series: null, measure: 0, why: '' },
    leftOut: [],
    notes: [],
    evidence: {
      sql: '',
      values: [],
      scope: '',
      dataVersion: 'v',
      throughDate: '2026-11-25',
      sampleData: true,
      rowsCounted: 100,
      bytesScanned: 1,
      engineMs: 1,
    },
  };
};

describe('insightClass', () => {
  it.for([
    ['aggregates over many deals', { dimensions: ['industry'] }, 'internal'],
    ['counts of whatever size', { measure: 'count', dimensions: ['country'], groups: [1, 2] }, 'internal'],
    ['durations of a single project', { measure: 'average(durationMonths)', groups: [1] }, 'internal'],
    ['an amount of four deals', { dimensions: ['industry'], groups: [400, 4] }, 'confidential'],
    ['a share of a single deal', { measure: 'share(arrUsd)', groups: [400, 1] }, 'confidential'],
    ['a group without deals', { groups: [400, 0] }, 'internal'],
    ['the largest deal', { measure: 'max(arrUsd)' }, 'confidential'],
    ['groups by customer', { measure: 'count', dimensions: ['customerName'] }, 'confidential'],
    [
      'one customer',
      { measure: 'count', filters: [{ field: 'customerName', operator: 'is', values: ['Acme'] }] },
      'confidential',
    ],
    [
      'words that many projects have',
      { measure: 'count', filters: [{ field: 'text', operator: 'contains', values: ['oracle'] }] },
      'internal',
    ],
    [
      'words that few projects have',
      { measure: 'count', total: 4, filters: [{ field: 'text', operator: 'contains', values: ['x'] }] },
      'confidential',
    ],
    [
      'deals above an amount',
      { measure: 'count', filters: [{ field: 'arrUsd', operator: 'atLeast', values: ['100000'] }] },
      'internal',
    ],
  ] as const)('counts %s as it should', ([, more, expected]) => {
    expect(insightClass(body(more))).toBe(expected);
  });

  it.for([{}, null, 'text', { ...body({}), rows: 'none' }])(
    'counts what it cannot read as restricted',
    (odd) => {
      expect(insightClass(odd)).toBe('restricted');
    },
  );
});
