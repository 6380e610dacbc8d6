import { PROJECTS_TABLE, type ProjectColumnName } from '#knowledge-base/projects/project-columns.ts';
import type { SqlValue, Statement } from '#knowledge-base/projects/warehouse.ts';
import { guardQuery } from './guard-query.ts';
import { type Reading, readingLimits } from './reading-limits.ts';

/** Projects by the customer's name in each spelling, or by their ids. */
export interface ProjectRowsSpecification extends Reading {
  readonly by: 'customer_name' | 'opportunity_id';
  /** At least one. */
  readonly values: readonly string[];
}

/** Rows that one reading gives at most, and values it looks for. */
export const MOST_PROJECT_ROWS = 300;

export const PROJECT_ROW_COLUMNS = [
  'opportunity_id',
  'customer_name',
  'opportunity_name',
  'project_type',
  'customer_segment',
  'industry',
  'stage',
  'close_date',
  'arr_usd',
  'services_json',
] as const satisfies readonly ProjectColumnName[];

const READABLE: ReadonlySet<string> = new Set([
  ...PROJECT_ROW_COLUMNS,
  'partner_id',
  'data_version',
  'close_year',
]);

/**
 * What was sold in the projects, as one Trino SELECT, the latest first; only those that the scope covers, whatever
 * is asked for.
 * @throws {OperationError} `unsafe-query`, `not-permitted` for a scope without partners
 */
export function compileProjectRows(specification: ProjectRowsSpecification): Statement {
  const { by, scope, dataVersion } = specification;
  const values: SqlValue[] = [];
  const bind = (value: SqlValue) => {
    values.push(value);
    return '?';
  };
  const conditions = [
    ...readingLimits(specification, bind),
    `${by} IN (${specification.values.slice(0, MOST_PROJECT_ROWS).map(bind).join(', ')})`,
  ];
  const sql = `SELECT
  ${PROJECT_ROW_COLUMNS.join(',\n  ')}
FROM ${PROJECTS_TABLE}
WHERE ${conditions.join('\n  AND ')}
ORDER BY close_date DESC, opportunity_id
LIMIT ${MOST_PROJECT_ROWS}`;
  return guardQuery(
    { sql, values },
    {
      scope,
      dataVersion,
      table: PROJECTS_TABLE,
      columns: READABLE,
      functions: new Set(),
      mostRows: MOST_PROJECT_ROWS,
    },
  );
}
