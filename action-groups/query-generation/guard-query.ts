import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { Statement } from '#knowledge-base/projects/warehouse.ts';
import { checkNames } from './guard-names.ts';
import { parseQuery } from './guard-parser.ts';
import { conjuncts, printQuery } from './guard-printer.ts';
import type { Expression, Query, Select, Source } from './guard-syntax.ts';
import { unsafe } from './guard-tokens.ts';

export interface GuardOptions {
  /** Whose rows may be read: the statement must say so itself, for every reading of the table. */
  readonly scope: Scope;
  readonly dataVersion: string;
  readonly table: string;
  readonly columns: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  /** Most rows the statement may ask for. */
  readonly mostRows: number;
}

/** Bound values a statement may carry; the compiler needs about sixty, and up to a few hundred partners. */
const MOST_VALUES = 1_000;

/** Common table expressions a statement may have. */
const MOST_TABLES = 8;

/**
 * Stands behind the compiler: reads the statement with its own small grammar, prints it again, and lets it
 * through only when both texts are the same and every reading of the table is limited to the data version, a
 * range of years, and the partners of the scope, by the values that are bound.
 * @returns the statement itself
 * @throws {OperationError} `unsafe-query`: it fails closed.
 */
export function guardQuery(statement: Statement, options: GuardOptions): Statement {
  const query = parseQuery(statement.sql);
  if (printQuery(query) !== statement.sql) throw unsafe('it does not print as it was written');
  checkValues(query, statement);
  checkNames(query, options);
  const { limit } = query.select;
  if (limit === undefined || limit < 1 || limit > options.mostRows) {
    throw unsafe(`a LIMIT of 1 to ${options.mostRows} is needed`);
  }
  for (const select of selectsOf(query)) {
    for (const source of sourcesOf(select)) {
      if (source.table === options.table) checkReading(select, source, statement, options);
    }
  }
  return statement;
}

function checkValues({ with: ctes, select }: Query, { sql, values }: Statement): void {
  const placeholders = sql.split('?').length - 1;
  if (placeholders !== values.length) {
    throw unsafe(`${placeholders} placeholders for ${values.length} values`);
  }
  if (values.length > MOST_VALUES) throw unsafe(`more than ${MOST_VALUES} values`);
  if (
    ctes.length > MOST_TABLES ||
    [select, ...ctes.map((cte) => cte.select)].some(({ joins }) => joins.length > 1)
  ) {
    throw unsafe('too many tables');
  }
}

function checkReading(select: Select, source: Source, { values }: Statement, options: GuardOptions): void {
  const conditions = conjuncts(select.where);
  const alone = sourcesOf(select).length === 1;
  const isColumn = (expression: Expression, name: string) =>
    expression.kind === 'column' &&
    expression.name === name &&
    (expression.source === undefined ? alone : expression.source === (source.alias ?? source.table));
  const bound = (expression: Expression) =>
    expression.kind === 'placeholder' ? values[expression.index] : undefined;

  const versioned = conditions.some(
    (condition) =>
      condition.kind === 'compare' &&
      condition.operator === '=' &&
      isColumn(condition.left, 'data_version') &&
      bound(condition.right) === options.dataVersion,
  );
  if (!versioned) throw unsafe('a reading of the table is not limited to the data version');

  const pruned = conditions.some(
    (condition) =>
      (condition.kind === 'between' && isColumn(condition.value, 'close_year')) ||
      (condition.kind === 'in' &&
        isColumn(condition.value, 'close_year') &&
        condition.options.every((option) => typeof bound(option) === 'number')),
  );
  if (!pruned) throw unsafe('a reading of the table is not limited to a range of years');

  const { scope } = options;
  if (scope.kind === 'organisation') return;
  const scoped = conditions.some(
    (condition) =>
      condition.kind === 'in' &&
      isColumn(condition.value, 'partner_id') &&
      condition.options.every((option) => {
        const id = bound(option);
        return typeof id === 'string' && scope.partnerIds.includes(id);
      }),
  );
  if (!scoped) throw unsafe('a reading of the table is not limited to the partners of the scope');
}

function selectsOf(query: Query): Select[] {
  return [...query.with.map(({ select }) => select), query.select];
}

function sourcesOf(select: Select): Source[] {
  return [select.from, ...select.joins.map(({ source }) => source)];
}
