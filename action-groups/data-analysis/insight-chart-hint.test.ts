import { describe, expect, it } from 'vitest';
import type { InsightDimension, InsightMeasure } from '../query-generation/insight-specification.ts';
import type { InsightRow } from './insight.ts';
import { insightChartHint } from './insight-chart-hint.ts';

const year = { fromDate: '2025-01-01', toDate: '2025-12-31' };

function rows(keys: readonly (readonly string[])[]): InsightRow[] {
  return keys.map((each) => ({
    kind: 'group',
    keys: [...each],
    labels: [...each],
    groups: 1,
    projects: 9,
    values: [9],
    known: {},
  }));
}

const many = Array.from({ length: 9 }, (_, index) => ['2025', `industry ${index}`]);

describe('insightChartHint', () => {
  it.for<[readonly InsightDimension[], InsightMeasure, readonly (readonly string[])[], boolean, object]>([
    [[], 'count', [], false, { type: 'none', axis: null, series: null }],
    [['industry'], 'count', [['a']], false, { type: 'none', axis: null, series: null }],
    [['industry'], 'count', [['a'], ['b']], false, { type: 'bar', axis: 0, series: null }],
    [['quarter'], 'median(arrUsd)', [['a'], ['b']], false, { type: 'line', axis: 0, series: null }],
    [['quarter'], 'median(arrUsd)', [['a'], ['b']], true, { type: 'bar', axis: 0, series: null }],
    [
      ['industry', 'year'],
      'sum(arrUsd)',
      [
        ['a', '1'],
        ['b', '1'],
      ],
      false,
      { type: 'stacked', axis: 1, series: 0 },
    ],
    [
      ['industry', 'year'],
      'median(arrUsd)',
      [
        ['a', '1'],
        ['b', '1'],
      ],
      false,
      { type: 'line', axis: 1, series: 0 },
    ],
    [
      ['industry', 'region'],
      'count',
      [
        ['a', '1'],
        ['b', '1'],
      ],
      false,
      { type: 'stacked', axis: 0, series: 1 },
    ],
    [
      ['industry', 'region'],
      'customers',
      [
        ['a', '1'],
        ['b', '1'],
      ],
      false,
      { type: 'bar', axis: null, series: null },
    ],
    [['year', 'industry'], 'count', many, false, { type: 'bar', axis: null, series: null }],
  ])('of %j with %s over %j, compared %j, is %j', ([dimensions, measure, keys, isCompared, expected]) => {
    const compareWith = isCompared ? year : null;
    expect(insightChartHint({ dimensions, measures: [measure], compareWith }, rows(keys))).toMatchObject(
      expected,
    );
  });
});
