import { PROJECTS_TABLE } from '#knowledge-base/projects/project-columns.ts';
import type { SqlValue, Statement } from '#knowledge-base/projects/warehouse.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { guardQuery } from './guard-query.ts';
import type { QueryAttribute, SimilarProjectsSpecification } from './query-specification.ts';
import {
  CALLABLE_FUNCTIONS,
  MOST_ROWS,
  READABLE_COLUMNS,
  WINNER_COLUMNS,
} from './similar-projects-columns.ts';

/**
 * The specification as one Trino SELECT: score narrow columns of the period, keep the best, fetch their other
 * columns late. Every value is bound; only weights, which are whole numbers of ours, and the limit are written out.
 * Result columns are `WINNER_COLUMNS`, `term_score`, `attribute_score` and `rows_matched` (all projects with at
 * least one term, before the limit).
 * @throws {OperationError} `unsafe-query` when the text does not pass the guard, `not-permitted` for a scope
 * without partners.
 */
export function compileSimilarProjects(specification: SimilarProjectsSpecification): Statement {
  const values: SqlValue[] = [];
  const bind = (value: SqlValue) => {
    values.push(value);
    return '?';
  };
  const { terms, attributes, limit } = specification;
  const sql = `WITH scored AS (
  SELECT
    opportunity_id,
    close_date,
    ${sum(terms.map(({ needle, weight }) => points(`search_text LIKE ${bind(`%${needle}%`)}`, weight)))} AS term_score,
    ${sum(attributes.map((attribute) => points(same(attribute, bind), attribute.weight)))} AS attribute_score
  FROM ${PROJECTS_TABLE}
  WHERE ${conditions(specification, bind, '')
    .concat(`stage IN (${specification.stages.map(bind).join(', ')})`)
    .join('\n    AND ')}
), best AS (
  SELECT
    opportunity_id,
    term_score,
    attribute_score,
    count(*) OVER () AS rows_matched
  FROM scored
  WHERE term_score > 0
  ORDER BY term_score + attribute_score DESC, close_date DESC, opportunity_id
  LIMIT ${limit}
)
SELECT
  ${WINNER_COLUMNS.map((column) => `p.${column}`).join(',\n  ')},
  b.term_score,
  b.attribute_score,
  b.rows_matched
FROM best AS b
JOIN ${PROJECTS_TABLE} AS p ON p.opportunity_id = b.opportunity_id
WHERE ${conditions(specification, bind, 'p.').join('\n  AND ')}
ORDER BY b.term_score + b.attribute_score DESC, p.close_date DESC, p.opportunity_id
LIMIT ${limit}`;
  return guardQuery(
    { sql, values },
    {
      scope: specification.scope,
      dataVersion: specification.dataVersion,
      table: PROJECTS_TABLE,
      columns: READABLE_COLUMNS,
      functions: CALLABLE_FUNCTIONS,
      mostRows: MOST_ROWS,
    },
  );
}

type Bind = (value: SqlValue) => string;

/** What limits a reading of the table: said at each, so that none can be wider than the other. */
function conditions(
  { period, scope, dataVersion }: SimilarProjectsSpecification,
  bind: Bind,
  source: string,
) {
  const { fromDate, toDate } = period;
  const lines = [
    `${source}data_version = ${bind(dataVersion)}`,
    `${source}close_year BETWEEN ${bind(Number(fromDate.slice(0, 4)))} AND ${bind(Number(toDate.slice(0, 4)))}`,
    `${source}close_date BETWEEN ${bind({ date: fromDate })} AND ${bind({ date: toDate })}`,
  ];
  if (scope.kind === 'organisation') return lines;
  if (scope.partnerIds.length === 0)
    throw new OperationError('not-permitted', 'no partner’s projects may be seen');
  return [...lines, `${source}partner_id IN (${scope.partnerIds.map(bind).join(', ')})`];
}

function same({ column, value }: QueryAttribute, bind: Bind): string {
  return column === 'partner_name'
    ? `lower(${column}) = ${bind(value.toLowerCase())}`
    : `${column} = ${bind(value)}`;
}

function points(condition: string, weight: number): string {
  return `CASE WHEN ${condition} THEN ${weight} ELSE 0 END`;
}

function sum(parts: readonly string[]): string {
  if (parts.length === 0) return '0';
  return parts.length === 1 ? parts.join('') : parts.join(parts.length > 2 ? '\n      + ' : ' + ');
}
