import { describe, expect, it } from 'vitest';
import { timeKey, timeLabel } from './insight-dimensions.ts';
import { periodInWords } from './insight-period.ts';
import { insightQuery } from './insight-query.ts';
import type { InsightSpecification } from './insight-specification.ts';
import { textNeedles } from './text-needles.ts';

const data = { dataVersion: 'v1', rows: 1, throughDate: '2026-10-31', sample: true };
const query = (asked: InsightSpecification) =>
  insightQuery(asked, { scope: { kind: 'organisation' }, data, today: '2026-11-23' });

describe('insightQuery', () => {
  it('is one SELECT that reads the table once, every value bound', () => {
    const { statement } = query({
      measures: ['count', 'median(arrUsd)'],
      dimensions: ['industry'],
      filters: [{ field: 'country', operator: 'is', values: ['germany'] }],
      period: { from: '2025-01-01', to: '2025-12-31' },
      limit: 5,
    });
    expect(statement.sql.match(/FROM projects/g)).toHaveLength(1);
    expect(statement).toMatchInlineSnapshot(`
      {
        "sql": "WITH facts AS (
        SELECT
          CASE WHEN stage IN (?, ?) THEN CASE WHEN close_year = 0 THEN 4 WHEN industry IS NULL THEN 6 ELSE 1 END WHEN close_year = 0 THEN 9 WHEN stage = ? THEN 2 ELSE 3 END AS standing,
          industry AS group_1,
          arr_usd AS arr_usd
        FROM projects
        WHERE data_version = ?
          AND close_year IN (?, ?)
          AND coalesce(close_date, ?) BETWEEN ? AND ?
          AND country IN (?)
      ), grouped AS (
        SELECT
          standing,
          group_1,
          count(*) AS projects,
          count(arr_usd) AS arr_usd_known,
          array_agg(arr_usd) FILTER (WHERE arr_usd IS NOT NULL) AS arr_usd_values
        FROM facts
        WHERE standing < 9
        GROUP BY standing, group_1
      ), placed AS (
        SELECT
          standing,
          group_1,
          projects,
          arr_usd_known,
          arr_usd_values,
          row_number() OVER (ORDER BY standing, projects DESC, group_1) AS place
        FROM grouped
      ), spread AS (
        SELECT
          CASE WHEN copy = 1 THEN 0 WHEN standing > 1 THEN (0 - standing) WHEN place > 5 THEN 6 ELSE place END AS bucket,
          group_1,
          projects,
          arr_usd_known,
          arr_usd_values
        FROM placed
        CROSS JOIN UNNEST(ARRAY[0, 1]) AS c (copy)
        WHERE CASE WHEN copy = 0 THEN TRUE WHEN standing IN (1, 6) THEN TRUE ELSE FALSE END
      ), merged AS (
        SELECT
          bucket,
          count(*) AS groups,
          max(group_1) AS group_1,
          sum(projects) AS projects,
          CAST(sum(arr_usd_known) AS bigint) AS arr_usd_known,
          array_sort(flatten(array_agg(arr_usd_values))) AS arr_usd_values
        FROM spread
        GROUP BY bucket
      ), spots AS (
        SELECT
          bucket,
          groups,
          group_1,
          projects,
          arr_usd_known,
          element_at(arr_usd_values, (((nullif(arr_usd_known, 0) * 5) + 5) / 10)) AS median_arr_usd_low,
          element_at(arr_usd_values, (((nullif(arr_usd_known, 0) * 5) + 14) / 10)) AS median_arr_usd_high,
          (((nullif(arr_usd_known, 0) * 5) + 5) % 10) AS median_arr_usd_share
        FROM merged
      )
      SELECT
        bucket,
        groups,
        group_1,
        projects,
        arr_usd_known,
        (((median_arr_usd_low * (10 - median_arr_usd_share)) + (median_arr_usd_high * median_arr_usd_share)) / 10) AS median_arr_usd
      FROM spots
      ORDER BY bucket
      LIMIT 13",
        "values": [
          "Committed",
          "Launched",
          "Closed Lost",
          "v1",
          0,
          2025,
          {
            "date": "2025-01-01",
          },
          {
            "date": "2025-01-01",
          },
          {
            "date": "2025-12-31",
          },
          "DE",
        ],
      }
    `);
  });

  it.for<[InsightSpecification, string]>([
    [
      { measures: ['count'] },
      'Projects of projects won (Committed or Launched) closed up to 23 November 2026.',
    ],
    [
      {
        measures: ['median(arrUsd)'],
        dimensions: ['year'],
        filters: [{ field: 'text', operator: 'contains', values: ['sap'] }],
      },
      'Median ARR by year of projects won (Committed or Launched) closed up to 23 November 2026 where the project’s words hold “sap”, “hana” or “4hana”; latest year first, at most 100 groups, the rest in one row.',
    ],
    [
      {
        measures: ['sum(arrUsd)'],
        dimensions: ['partnerName'],
        filters: [
          { field: 'arrUsd', operator: 'atLeast', values: ['$250,000'] },
          { field: 'stage', operator: 'isNot', values: ['closed lost'] },
        ],
        period: { from: '2026-07-01', to: '2026-09-30' },
        compareWith: { from: '2026-04-01', to: '2026-06-30' },
        limit: 5,
        withRest: false,
      },
      'Total ARR by partner of projects closed in Q3 2026 where ARR is at least $250,000 and stage is not Closed Lost, beside those closed in Q2 2026; largest total ARR first, at most 5 groups.',
    ],
  ])('says what it counts: %j', ([asked, words]) => {
    expect(query(asked).words).toBe(words);
  });

  it('has the same id for the same question, another for each change', () => {
    const asked: InsightSpecification = { measures: ['count'], dimensions: ['industry'] };
    const { queryId } = query(asked);
    expect(
      query({ measures: ['count', 'count'], dimensions: ['industry', 'industry'], limit: 20 }).queryId,
    ).toBe(queryId);
    const changes: readonly Partial<InsightSpecification>[] = [
      { measures: ['customers'] },
      { dimensions: ['region'] },
      { limit: 19 },
      { withRest: false },
      { period: { from: '2025-01-01', to: '2025-12-31' } },
      { filters: [{ field: 'industry', operator: 'is', values: ['Retail'] }] },
    ];
    const ids = changes.map((change) => query({ ...asked, ...change }).queryId);
    expect(new Set([queryId, ...ids]).size).toBe(changes.length + 1);
  });
});

describe('textNeedles', () => {
  it.for<[string, readonly (readonly string[])[]]>([
    ['the databases', [['databas']]],
    ['of the', []],
    [
      'contact centre',
      [
        ['contact', 'center'],
        ['contact', 'centre'],
        ['call', 'center'],
        ['call', 'centre'],
      ],
    ],
    ['Zorbatron flurbs', [['zorbatron', 'flurb']]],
  ])('looks for %j by %j', ([text, needles]) => {
    const found = textNeedles(text).map((list) => list.map((needle) => needle.trim()));
    expect(found).toEqual(needles);
  });
});

describe('periodInWords', () => {
  it.for([
    ['2025-01-01', '2025-12-31', 'in 2025'],
    ['2025-07-01', '2025-09-30', 'in Q3 2025'],
    ['2025-03-05', '2025-03-05', 'on 5 March 2025'],
    ['2025-03-05', '2025-04-01', 'from 5 March 2025 to 1 April 2025'],
    ['1990-01-01', '2026-11-23', 'up to 23 November 2026'],
  ] as const)('%s to %s is %j', ([fromDate, toDate, words]) => {
    expect(periodInWords({ fromDate, toDate })).toBe(words);
  });
});

describe('timeLabel', () => {
  it.for([
    ['year', '2026'],
    ['quarter', '2026-Q3'],
    ['month', '2026-09'],
  ] as const)('of a %s is read back by timeKey: %s', ([dimension, text]) => {
    expect(timeLabel(dimension, timeKey(dimension, text) ?? 0)).toBe(text);
    expect(timeKey(dimension, 'soon')).toBeUndefined();
  });
});
