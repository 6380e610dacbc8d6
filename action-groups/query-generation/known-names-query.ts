import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { PROJECTS_TABLE } from '#knowledge-base/projects/project-columns.ts';
import type { SqlValue, Statement } from '#knowledge-base/projects/warehouse.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { guardQuery } from './guard-query.ts';
import { INSIGHT_COLUMNS, INSIGHT_FUNCTIONS } from './insight-columns.ts';
import { type ColumnDimension, DIMENSION_COLUMNS } from './insight-dimensions.ts';

/** Names that are read at most. */
export const MOST_NAMES = 200;

/**
 * The names that a dimension has among the projects of a scope, the most frequent first, as the column `name`; with
 * `holding` only those that hold a text, whatever its case.
 */
export function knownNamesQuery(
  dimension: ColumnDimension,
  options: { readonly scope: Scope; readonly dataVersion: string; readonly holding?: string | undefined },
): Statement {
  const { dataVersion, holding, scope } = options;
  const column = DIMENSION_COLUMNS[dimension];
  const values: SqlValue[] = [dataVersion];
  const conditions = ['data_version = ?', 'close_year BETWEEN 0 AND 9999'];
  if (scope.kind === 'partners') {
    if (scope.partnerIds.length === 0)
      throw new OperationError('not-permitted', 'no partner’s projects may be seen');
    conditions.push(`partner_id IN (${scope.partnerIds.map(() => '?').join(', ')})`);
    values.push(...scope.partnerIds);
  }
  conditions.push(`${column} IS NOT NULL`);
  if (holding !== undefined) {
    conditions.push(`strpos(lower(${column}), ?) > 0`);
    values.push(holding.toLowerCase());
  }
  const sql = `WITH named AS (
  SELECT
    ${column} AS name
  FROM ${PROJECTS_TABLE}
  WHERE ${conditions.join('\n    AND ')}
), counted AS (
  SELECT
    name,
    count(*) AS projects
  FROM named
  GROUP BY name
)
SELECT
  name
FROM counted
ORDER BY projects DESC, name
LIMIT ${MOST_NAMES}`;
  return guardQuery(
    { sql, values },
    {
      scope,
      dataVersion,
      table: PROJECTS_TABLE,
      columns: INSIGHT_COLUMNS,
      functions: INSIGHT_FUNCTIONS,
      mostRows: MOST_NAMES,
    },
  );
}
