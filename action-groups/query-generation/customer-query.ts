import { PROJECTS_TABLE, type ProjectColumnName } from '#knowledge-base/projects/project-columns.ts';
import { searchWords } from '#knowledge-base/projects/search-text.ts';
import type { SqlValue, Statement } from '#knowledge-base/projects/warehouse.ts';
import { guardQuery } from './guard-query.ts';
import { type Reading, readingLimits } from './reading-limits.ts';

/** Customers whose name could be the one that was said, whatever the spelling. */
export interface CustomerNamesSpecification extends Reading {
  /** The name as it was said. */
  readonly asked: string;
}

/** What was sold to a customer. */
export interface CustomerProjectsSpecification extends Reading {
  /** The customer's name in each spelling that the rows have, at least one. */
  readonly customerNames: readonly string[];
}

/** Past so many the less similar names are not looked at. */
export const MOST_NAMES = 300;
/** Projects of one customer that are read. */
export const MOST_CUSTOMER_PROJECTS = 200;

export const CUSTOMER_PROJECT_COLUMNS = [
  'opportunity_id',
  'customer_name',
  'opportunity_name',
  'partner_name',
  'stage',
  'close_date',
  'arr_usd',
  'services_json',
] as const satisfies readonly ProjectColumnName[];

const READABLE: ReadonlySet<string> = new Set([
  ...CUSTOMER_PROJECT_COLUMNS,
  'partner_id',
  'data_version',
  'close_year',
]);

/**
 * The names nearest to the one that was said, by the pairs of letters they share, as one Trino SELECT with the
 * columns `customer_name` and `score`: a typo or two leave most pairs as they are. Who is meant of them is not
 * decided here.
 * @returns undefined when the name has no letter and no digit to look for
 * @throws {OperationError} `unsafe-query`, `not-permitted` for a scope without partners
 */
export function compileCustomerNames(specification: CustomerNamesSpecification): Statement | undefined {
  const pieces = piecesOf(specification.asked);
  if (pieces.length === 0) return undefined;
  const values: SqlValue[] = [];
  const bind = (value: SqlValue) => {
    values.push(value);
    return '?';
  };
  // Bound in the order of the text: what limits the reading stands first.
  const where = readingLimits(specification, bind).join('\n    AND ');
  const points = pieces.map((piece) => `CASE WHEN folded LIKE ${bind(`%${piece}%`)} THEN 1 ELSE 0 END`);
  const sql = `WITH named AS (
  SELECT
    customer_name
  FROM ${PROJECTS_TABLE}
  WHERE ${where}
  GROUP BY customer_name
), spelt AS (
  SELECT
    customer_name,
    lower(customer_name) AS folded
  FROM named
), scored AS (
  SELECT
    customer_name,
    ${points.join(points.length > 2 ? '\n      + ' : ' + ')} AS score
  FROM spelt
)
SELECT
  customer_name,
  score
FROM scored
WHERE score >= ${Math.ceil(pieces.length * LEAST_SHARE)}
ORDER BY score DESC, customer_name
LIMIT ${MOST_NAMES}`;
  return guarded({ sql, values }, specification, MOST_NAMES);
}

/**
 * A customer's projects as one Trino SELECT, the latest first, those without a close date last.
 * @throws {OperationError} `unsafe-query`, `not-permitted` for a scope without partners
 */
export function compileCustomerProjects(specification: CustomerProjectsSpecification): Statement {
  const values: SqlValue[] = [];
  const bind = (value: SqlValue) => {
    values.push(value);
    return '?';
  };
  const sql = `SELECT
  ${CUSTOMER_PROJECT_COLUMNS.join(',\n  ')}
FROM ${PROJECTS_TABLE}
WHERE ${[
    ...readingLimits(specification, bind),
    `customer_name IN (${specification.customerNames.map(bind).join(', ')})`,
  ].join('\n  AND ')}
ORDER BY close_date DESC, opportunity_id
LIMIT ${MOST_CUSTOMER_PROJECTS}`;
  return guarded({ sql, values }, specification, MOST_CUSTOMER_PROJECTS);
}

/** Names share this part of the pairs at least: a word may be left out, or its letters wrong. */
const LEAST_SHARE = 1 / 3;
/** Each costs the query as much as the one before. */
const MOST_PIECES = 24;

/** Pairs of letters of a name, folded and, where accents are lost by that, as they were written. */
function piecesOf(name: string): readonly string[] {
  const written = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const pieces = [...searchWords(name), ...written].flatMap((word) => {
    const letters = [...word];
    return letters.length <= 2 ? [word] : letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
  });
  return [...new Set(pieces)].slice(0, MOST_PIECES);
}

function guarded(statement: Statement, { scope, dataVersion }: Reading, mostRows: number): Statement {
  return guardQuery(statement, {
    scope,
    dataVersion,
    table: PROJECTS_TABLE,
    columns: READABLE,
    functions: new Set(['lower']),
    mostRows,
  });
}
