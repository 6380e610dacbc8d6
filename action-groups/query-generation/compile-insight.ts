import { PROJECTS_TABLE } from '#knowledge-base/projects/project-columns.ts';
import type { SqlValue, Statement } from '#knowledge-base/projects/warehouse.ts';
import { guardQuery } from './guard-query.ts';
import { columnsOfInsight } from './insight-aggregates.ts';
import { INSIGHT_COLUMNS, INSIGHT_FUNCTIONS } from './insight-columns.ts';
import { factsOf } from './insight-facts.ts';
import type { InsightQuerySpecification } from './insight-query-specification.ts';
import { insightWhere } from './insight-where.ts';

/** What a row of the result stands for: groups are 1 to the limit, the rest of them the limit + 1. */
export const BUCKETS = { whole: 0, lost: -2, open: -3, undated: -4, unknown: -6 } as const;

/** Rows of a result beside its groups: the rest, the whole, and what is counted apart. */
const OTHER_BUCKETS = 8;

/** Far above 100 groups and the rest. */
const MOST_RESULT_ROWS = 200;

/**
 * A portfolio question as one Trino SELECT that reads the table once: `facts` are the projects (by service: one row for
 * the project and one for each of its services) with the group each belongs to, `grouped` makes one row of a group,
 * keeping the values that percentiles need, `sized` measures the series of a time line, `placed` orders the groups, `spread` gives each to its bucket and a copy
 * to the whole, `merged` makes one row of a bucket. So the rest and the whole have percentiles of their own rows,
 * never made of those of the groups; `spots` finds the two values around each percentile. Percentiles are exact:
 * `approx_percentile` would differ from engine to engine.
 *
 * Result columns: `bucket`, `groups` (how many are in it), `group_1`, `group_2`, `projects`, `…_known` (rows that have
 * the figure) and one a measure; with a second period all but the first four twice, `…_1` and `…_2`.
 * @throws {OperationError} `unsafe-query` when the text does not pass the guard, `not-permitted` for a scope
 * without partners.
 */
export function compileInsight(specification: InsightQuerySpecification): Statement {
  const values: SqlValue[] = [];
  const bind = (value: SqlValue) => {
    values.push(value);
    return '?';
  };
  const { limit } = specification;
  const groups = specification.dimensions.map((_, index) => `group_${index + 1}`);
  const columns = columnsOfInsight(specification);
  const facts = factsOf(specification, bind, () => insightWhere(specification, bind));
  const copied = facts.isByService ? '6, 7' : '1, 6';
  const isInSeries = columns.series.length > 0;
  const sized = isInSeries
    ? `sized AS (\n  SELECT\n    ${lines(['standing', ...groups, ...columns.names, ...columns.series])}\n  FROM grouped\n), `
    : '';
  const sql = `WITH ${facts.sql}, grouped AS (
  SELECT
    ${lines(['standing', ...groups, ...columns.grouped])}
  FROM facts
  WHERE standing < 9
  GROUP BY ${['standing', ...groups].join(', ')}
), ${sized}placed AS (
  SELECT
    ${lines(['standing', ...groups, ...columns.names])},
    row_number() OVER (ORDER BY ${['standing', ...columns.order].join(', ')}) AS place
  FROM ${isInSeries ? 'sized' : 'grouped'}
), spread AS (
  SELECT
    CASE WHEN copy = 1 THEN 0 WHEN standing > 1 THEN (0 - standing) WHEN place > ${limit} THEN ${limit + 1} ELSE place END AS bucket,
    ${lines([...groups, ...columns.names])}
  FROM placed
  CROSS JOIN UNNEST(ARRAY[0, 1]) AS c (copy)
  WHERE CASE WHEN copy = 0 THEN TRUE WHEN standing IN (${copied}) THEN TRUE ELSE FALSE END
), merged AS (
  SELECT
    ${lines(['bucket', 'count(*) AS groups', ...groups.map((group) => `max(${group}) AS ${group}`), ...columns.merged])}
  FROM spread
  GROUP BY bucket
), spots AS (
  SELECT
    ${lines(['bucket', 'groups', ...groups, ...columns.spots])}
  FROM merged
)
SELECT
  ${lines(['bucket', 'groups', ...groups, ...columns.results], 2)}
FROM spots
ORDER BY bucket
LIMIT ${limit + OTHER_BUCKETS}`;
  return guardQuery(
    { sql, values },
    {
      scope: specification.scope,
      dataVersion: specification.dataVersion,
      table: PROJECTS_TABLE,
      columns: INSIGHT_COLUMNS,
      functions: INSIGHT_FUNCTIONS,
      mostRows: MOST_RESULT_ROWS,
    },
  );
}

function lines(items: readonly string[], indent = 4): string {
  return items.join(`,\n${' '.repeat(indent)}`);
}
