import { PROJECTS_TABLE } from '#knowledge-base/projects/project-columns.ts';
import type { SqlValue, Statement } from '#knowledge-base/projects/warehouse.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { guardQuery } from './guard-query.ts';
import { partnerWords } from './partner-name.ts';
import { bestScore, type QueryAttribute, type SimilarProjectsSpecification } from './query-specification.ts';
import type { QueryTerm } from './search-terms.ts';
import {
  CALLABLE_FUNCTIONS,
  MOST_ROWS,
  READABLE_COLUMNS,
  WINNER_COLUMNS,
} from './similar-projects-columns.ts';
import { termGroups } from './term-groups.ts';

/**
 * The specification as one Trino SELECT: score narrow columns of the period, count the matches and keep the keys
 * of the best in the same pass, fetch their other columns late. (An aggregate rather than `count(*) OVER ()` with
 * ORDER BY and LIMIT: the window runs on one thread.) Every value is bound; only weights, which are whole numbers
 * of ours, and the limit are written out. Result columns are `WINNER_COLUMNS`, `match_key` (see
 * {@link matchKey}) and `rows_matched` (all projects with at least one term, before the limit).
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
  const base = scoreBase(specification);
  const sql = `WITH scored AS (
  SELECT
    opportunity_id,
    close_date,
    ${sum(termGroups(terms).map((group) => bestOf(group, bind)))} AS term_score,
    ${sum(attributes.map((attribute) => points(same(attribute, bind), attribute.weight)))} AS attribute_score
  FROM ${PROJECTS_TABLE}
  WHERE ${conditions(specification, bind, '')
    .concat(`stage IN (${specification.stages.map(bind).join(', ')})`)
    .join('\n    AND ')}
), best AS (
  SELECT
    count(*) AS rows_matched,
    max(concat(CAST(${base} + term_score + attribute_score AS varchar), CAST(close_date AS varchar), opportunity_id), ${limit}) AS match_keys
  FROM scored
  WHERE term_score > 0
), winners AS (
  SELECT
    rows_matched,
    match_key
  FROM best
  CROSS JOIN UNNEST(match_keys) AS k (match_key)
)
SELECT
  ${WINNER_COLUMNS.map((column) => `p.${column}`).join(',\n  ')},
  w.match_key,
  w.rows_matched
FROM ${PROJECTS_TABLE} AS p
JOIN winners AS w ON p.opportunity_id = substr(w.match_key, ${`${base}2026-01-31`.length + 1})
WHERE ${conditions(specification, bind, 'p.').join('\n  AND ')}
ORDER BY w.match_key DESC
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

/** What the best are chosen by: as texts sort, the score first, then the close date, then the id. */
export function matchKey(
  specification: Pick<SimilarProjectsSpecification, 'terms' | 'attributes'>,
  project: { readonly score: number; readonly closeDate: string; readonly opportunityId: string },
): string {
  return `${scoreBase(specification) + project.score}${project.closeDate}${project.opportunityId}`;
}

/** Added to every score so that all have the same number of digits, which a text needs to sort as a number. */
function scoreBase(specification: Pick<SimilarProjectsSpecification, 'terms' | 'attributes'>): number {
  return 10 ** String(bestScore(specification)).length;
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
  if (column !== 'partner_name') return `${column} = ${bind(value)}`;
  const words = partnerWords(value);
  if (words.length === 0) return `lower(${column}) = ${bind(value.toLowerCase())}`;
  return words.map((word) => `lower(${column}) LIKE ${bind(`%${word}%`)}`).join(' AND ');
}

/** The weight of the best name that a project has; they are tried in that order, and the first decides. */
function bestOf(group: readonly QueryTerm[], bind: Bind): string {
  const cases = group.map(({ needles, weight }) => {
    const held = needles.map((needle) => `search_text LIKE ${bind(`%${needle}%`)}`).join(' AND ');
    return `WHEN ${held} THEN ${weight}`;
  });
  return `CASE ${cases.join(' ')} ELSE 0 END`;
}

function points(condition: string, weight: number): string {
  return `CASE WHEN ${condition} THEN ${weight} ELSE 0 END`;
}

function sum(parts: readonly string[]): string {
  if (parts.length === 0) return '0';
  return parts.length === 1 ? parts.join('') : parts.join(parts.length > 2 ? '\n      + ' : ' + ');
}
