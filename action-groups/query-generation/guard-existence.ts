import type { Statement } from '#knowledge-base/projects/warehouse.ts';
import { parseQuery } from './guard-parser.ts';
import { conjuncts, printQuery } from './guard-printer.ts';
import type { Expression } from './guard-syntax.ts';
import { unsafe } from './guard-tokens.ts';

export interface ExistenceGuardOptions {
  /** Read through this shape only: no other guard lets a statement name it. */
  readonly table: string;
  readonly keyColumn: string;
  readonly dataVersion: string;
}

/** A hash, so that nothing but a whole name can be asked for. */
const KEY = /^[0-9a-f]{32}$/;

/**
 * Lets through one shape alone: how many rows of the table have a key in the data version. No row, no other
 * column, no range and no pattern of keys can be read.
 * @returns the statement itself
 * @throws {OperationError} `unsafe-query`: it fails closed.
 */
export function guardExistence(statement: Statement, options: ExistenceGuardOptions): Statement {
  const { sql, values } = statement;
  const query = parseQuery(sql);
  if (printQuery(query) !== sql) throw unsafe('it does not print as it was written');
  if (values.length !== 2) throw unsafe(`${values.length} values for two placeholders`);
  const { items, from, unnest, joins, where, orderBy, limit } = query.select;
  const [item, ...others] = items;
  const isAlone =
    query.with.length === 0 &&
    from.table === options.table &&
    from.alias === undefined &&
    unnest === undefined &&
    joins.length === 0 &&
    orderBy.length === 0 &&
    limit === undefined;
  if (!isAlone) throw unsafe(`${options.table} is read alone or not at all`);
  if (item?.expression.kind !== 'count' || others.length > 0) throw unsafe('only rows are counted here');
  const [version, key, ...more] = conjuncts(where);
  if (more.length > 0 || boundOf(version, 'data_version', values) !== options.dataVersion)
    throw unsafe('the table is not limited to the data version and one key');
  const asked = boundOf(key, options.keyColumn, values);
  if (typeof asked !== 'string' || !KEY.test(asked)) throw unsafe('what is looked for is no key');
  return statement;
}

/** The value of `column = ?`; undefined for any other condition. */
function boundOf(condition: Expression | undefined, column: string, values: Statement['values']) {
  if (condition?.kind !== 'compare' || condition.operator !== '=') return undefined;
  const { left, right } = condition;
  const isColumn = left.kind === 'column' && left.source === undefined && left.name === column;
  return isColumn && right.kind === 'placeholder' ? values[right.index] : undefined;
}
