import type { Expression, Query, Select, Source, Unnest } from './guard-syntax.ts';
import { unsafe } from './guard-tokens.ts';

export interface AllowedNames {
  readonly table: string;
  readonly columns: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  /** Most values that a `max(value, count)` may keep. */
  readonly mostRows: number;
}

/** Columns by the name of what they are read from; true for an array, which may only be unnested. */
type Columns = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

/**
 * Checks that every table, column and function is on the list, that each name means one thing, that tables are
 * joined on equal columns only, that one row is made of many only where a SELECT does nothing else, and that
 * only what such a row holds is unnested.
 * @throws {OperationError} `unsafe-query`
 */
export function checkNames(query: Query, allowed: AllowedNames): void {
  const columns = new Map([...allowed.columns].map((name) => [name, false]));
  const tables = new Map<string, ReadonlyMap<string, boolean>>([[allowed.table, columns]]);
  for (const { name, select } of query.with) {
    if (tables.has(name)) throw unsafe(`${name} is named twice`);
    tables.set(name, checkSelect(select, tables, allowed));
  }
  checkSelect(query.select, tables, allowed);
}

/** The columns a SELECT gives. */
function checkSelect(select: Select, tables: Columns, allowed: AllowedNames): ReadonlyMap<string, boolean> {
  const columns = new Map<string, ReadonlyMap<string, boolean>>();
  for (const source of [select.from, ...select.joins.map((join) => join.source)]) {
    addSource(source, tables, columns);
  }
  if (select.unnest !== undefined) addUnnest(select.unnest, tables, columns);
  checkAggregates(select, allowed);
  for (const { on } of select.joins) checkJoin(on);
  const expressions = [
    ...select.items.flatMap(({ expression }) =>
      isAggregate(expression) ? partsOf(expression) : [expression],
    ),
    ...select.joins.map(({ on }) => on),
    ...(select.where === undefined ? [] : [select.where]),
    ...select.orderBy.map(({ expression }) => expression),
  ];
  for (const expression of expressions) checkExpression(expression, columns, allowed.functions);
  const outputs = new Map<string, boolean>();
  for (const { expression, alias } of select.items) {
    const name = alias ?? (expression.kind === 'column' ? expression.name : undefined);
    if (name !== undefined) outputs.set(name, expression.kind === 'greatest');
  }
  if (outputs.size !== select.items.length) throw unsafe('each column needs a name of its own');
  return outputs;
}

function addSource(
  source: Source,
  tables: Columns,
  columns: Map<string, ReadonlyMap<string, boolean>>,
): void {
  const found = tables.get(source.table);
  const name = source.alias ?? source.table;
  if (found === undefined) throw unsafe(`the table ${source.table} is not on the list`);
  if (columns.has(name) || (source.alias !== undefined && tables.has(source.alias))) {
    throw unsafe(`${name} is named twice`);
  }
  columns.set(name, found);
}

function addUnnest(
  { column, alias, name }: Unnest,
  tables: Columns,
  columns: Map<string, ReadonlyMap<string, boolean>>,
): void {
  const arrays = [...columns.values()].filter((names) => names.get(column) === true);
  if (arrays.length !== 1) throw unsafe(`${column} is no array of an earlier table`);
  if (columns.has(alias) || tables.has(alias)) throw unsafe(`${alias} is named twice`);
  columns.set(alias, new Map([[name, false]]));
}

/** Either every column of a SELECT is made of all its rows, or none is. */
function checkAggregates({ items, unnest, joins, orderBy, limit }: Select, { mostRows }: AllowedNames): void {
  const aggregates = items.map(({ expression }) => expression).filter(isAggregate);
  if (aggregates.length === 0) return;
  const isAlone = unnest === undefined && joins.length === 0 && orderBy.length === 0 && limit === undefined;
  if (aggregates.length < items.length || !isAlone)
    throw unsafe('rows are counted in a SELECT that only counts');
  for (const aggregate of aggregates) {
    if (aggregate.kind === 'greatest' && (aggregate.count < 1 || aggregate.count > mostRows)) {
      throw unsafe(`max keeps 1 to ${mostRows} values`);
    }
  }
}

function isAggregate(expression: Expression): boolean {
  return expression.kind === 'count' || expression.kind === 'greatest';
}

/** On two columns, or on a column and the rest of a key from a position on. */
function checkJoin(on: Expression): void {
  const equal = on.kind === 'compare' && on.operator === '=' ? on : undefined;
  const right = equal === undefined ? undefined : keyColumn(equal.right);
  if (equal?.left.kind !== 'column' || right?.kind !== 'column' || equal.left.source === right.source) {
    throw unsafe('tables are joined on one pair of equal columns only');
  }
}

function keyColumn(expression: Expression): Expression | undefined {
  if (expression.kind !== 'call') return expression;
  const [key, start, ...more] = expression.arguments;
  return expression.name === 'substr' && start?.kind === 'number' && more.length === 0 ? key : undefined;
}

function checkExpression(expression: Expression, columns: Columns, functions: ReadonlySet<string>): void {
  if (isAggregate(expression)) throw unsafe('rows are counted in a SELECT that only counts');
  if (expression.kind === 'column') {
    const { source, name } = expression;
    const from = source === undefined ? [...columns.values()] : [columns.get(source)];
    if (from.filter((names) => names?.get(name) === false).length !== 1) {
      throw unsafe(`the column ${source === undefined ? name : `${source}.${name}`} is not on the list`);
    }
  }
  if (expression.kind === 'call' && !functions.has(expression.name)) {
    throw unsafe(`the function ${expression.name} is not on the list`);
  }
  for (const part of partsOf(expression)) checkExpression(part, columns, functions);
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return expression.arguments;
    case 'case':
      return [...expression.branches.flatMap(({ when, value }) => [when, value]), expression.otherwise];
    case 'all':
    case 'sum':
      return expression.operands;
    case 'compare':
      return [expression.left, expression.right];
    case 'between':
      return [expression.value, expression.low, expression.high];
    case 'in':
      return [expression.value, ...expression.options];
    case 'greatest':
    case 'text':
      return [expression.value];
    case 'like':
      return [expression.value, expression.pattern];
    default:
      return [];
  }
}
