import { isAggregate, partsOf } from './guard-parts.ts';
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
  const outputs = checkSelect(query.select, tables, allowed);
  if ([...outputs.values()].includes(true)) throw unsafe('an array is no column of a result');
}

/** The columns a SELECT gives. */
function checkSelect(select: Select, tables: Columns, allowed: AllowedNames): ReadonlyMap<string, boolean> {
  const columns = new Map<string, ReadonlyMap<string, boolean>>();
  for (const source of [select.from, ...select.joins.map((join) => join.source)]) {
    addSource(source, tables, columns);
  }
  if (select.unnest !== undefined) addUnnest(select.unnest, tables, columns);
  for (const { on } of select.joins) checkJoin(on);
  const isMadeOfMany = checkAggregates(select, allowed);
  const outputs = new Map<string, boolean>();
  for (const { expression, alias } of select.items) {
    const name = alias ?? (expression.kind === 'column' ? expression.name : undefined);
    const isArray = checkItem(expression, columns, allowed, isMadeOfMany ? select.groupBy : undefined);
    if (name !== undefined) outputs.set(name, isArray);
  }
  if (outputs.size !== select.items.length) throw unsafe('each column needs a name of its own');
  const others = [
    ...select.joins.map(({ on }) => on),
    ...(select.where === undefined ? [] : [select.where]),
    ...select.orderBy.map(({ expression }) => expression),
    ...select.groupBy.map((name): Expression => ({ kind: 'column', source: undefined, name })),
  ];
  for (const expression of others) checkExpression(expression, columns, allowed);
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
  { of, alias, name }: Unnest,
  tables: Columns,
  columns: Map<string, ReadonlyMap<string, boolean>>,
): void {
  const arrays = [...columns.values()].filter((names) => typeof of === 'string' && names.get(of) === true);
  if (typeof of === 'string' && arrays.length !== 1) throw unsafe(`${of} is no array of an earlier table`);
  if (typeof of !== 'string' && of.length > MOST_COPIES) throw unsafe('too many copies of a row');
  if (columns.has(alias) || tables.has(alias)) throw unsafe(`${alias} is named twice`);
  columns.set(alias, new Map([[name, false]]));
}

/** Copies of a row that an array of numbers may make. */
const MOST_COPIES = 12;

/** Whether the columns of a SELECT are made of many rows: each is then, or is what the rows have in common. */
function checkAggregates(select: Select, { mostRows }: AllowedNames): boolean {
  const { items, unnest, joins, orderBy, groupBy, limit } = select;
  const aggregates = items.flatMap(({ expression }) => aggregatesIn(expression));
  if (aggregates.length === 0 && groupBy.length === 0) return false;
  const isAlone = unnest === undefined && joins.length === 0 && orderBy.length === 0 && limit === undefined;
  if (!isAlone) throw unsafe('rows are counted in a SELECT that only counts');
  for (const aggregate of aggregates) {
    if (aggregate.kind === 'greatest' && (aggregate.count < 1 || aggregate.count > mostRows)) {
      throw unsafe(`max keeps 1 to ${mostRows} values`);
    }
  }
  return true;
}

/** The outermost of them: what is in one is made of single rows again. */
function aggregatesIn(expression: Expression): readonly Expression[] {
  return isAggregate(expression) ? [expression] : partsOf(expression).flatMap(aggregatesIn);
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

/**
 * Checks a column of the result; `groupBy` is given when it is made of many rows.
 * @returns whether it holds an array
 */
function checkItem(
  expression: Expression,
  columns: Columns,
  allowed: AllowedNames,
  groupBy: readonly string[] | undefined,
): boolean {
  if (expression.kind === 'place' || expression.kind === 'partitionSum') {
    if (groupBy !== undefined || !allowed.functions.has('row_number'))
      throw unsafe('rows are not numbered here');
    for (const part of partsOf(expression)) checkExpression(part, columns, allowed);
    return false;
  }
  if (groupBy === undefined) {
    const isArrayColumn = expression.kind === 'column' && arrayColumn(expression, columns);
    if (!isArrayColumn) checkExpression(expression, columns, allowed);
    return isArrayColumn || isArrayCall(expression);
  }
  checkGrouped(expression, columns, allowed, groupBy);
  return isArrayCall(expression);
}

/** Outside an aggregate only what the rows of a group have in common; inside only single rows. */
function checkGrouped(
  expression: Expression,
  columns: Columns,
  allowed: AllowedNames,
  groupBy: readonly string[],
): void {
  if (expression.kind === 'count' || expression.kind === 'greatest') {
    for (const part of partsOf(expression)) checkExpression(part, columns, allowed);
  } else if (expression.kind === 'aggregate') {
    const { name, value, filter } = expression;
    if (!allowed.functions.has(name)) throw unsafe(`the function ${name} is not on the list`);
    const isArray = name === 'array_agg' && value.kind === 'column' && arrayColumn(value, columns);
    if (!isArray) checkExpression(value, columns, allowed);
    if (filter !== undefined) checkExpression(filter, columns, allowed);
  } else if (expression.kind === 'column') {
    const isShared = expression.source === undefined && groupBy.includes(expression.name);
    if (!isShared) throw unsafe(`${expression.name} is not the same in all rows of a group`);
  } else {
    checkCall(expression, allowed);
    for (const part of partsOf(expression)) checkGrouped(part, columns, allowed, groupBy);
  }
}

/** Functions whose first argument is an array, and those that give one. */
const TAKES_ARRAY: ReadonlySet<string> = new Set([
  'array_sort',
  'array_distinct',
  'flatten',
  'cardinality',
  'element_at',
]);
const GIVES_ARRAY: ReadonlySet<string> = new Set(['array_agg', 'array_sort', 'array_distinct', 'flatten']);

function isArrayCall(expression: Expression): boolean {
  if (expression.kind === 'greatest') return true;
  return (expression.kind === 'call' || expression.kind === 'aggregate') && GIVES_ARRAY.has(expression.name);
}

function arrayColumn({ source, name }: Expression & { kind: 'column' }, columns: Columns): boolean {
  const from = source === undefined ? [...columns.values()] : [columns.get(source)];
  return from.filter((names) => names?.get(name) === true).length === 1;
}

function checkExpression(expression: Expression, columns: Columns, allowed: AllowedNames): void {
  if (isAggregate(expression) || expression.kind === 'place' || expression.kind === 'partitionSum') {
    throw unsafe('rows are counted in a SELECT that only counts');
  }
  if (expression.kind === 'column') {
    const { source, name } = expression;
    const from = source === undefined ? [...columns.values()] : [columns.get(source)];
    if (from.filter((names) => names?.get(name) === false).length !== 1) {
      throw unsafe(`the column ${source === undefined ? name : `${source}.${name}`} is not on the list`);
    }
  }
  checkCall(expression, allowed);
  const [first, ...others] = partsOf(expression);
  if (first === undefined) return;
  const takesArray = expression.kind === 'call' && TAKES_ARRAY.has(expression.name);
  const isArray = takesArray && first.kind === 'column' && arrayColumn(first, columns);
  if (takesArray && !isArray && !isArrayCall(first)) throw unsafe(`${expression.name} is of an array`);
  for (const part of isArray ? others : [first, ...others]) checkExpression(part, columns, allowed);
}

function checkCall(expression: Expression, { functions }: AllowedNames): void {
  if (expression.kind === 'call' && !functions.has(expression.name)) {
    throw unsafe(`the function ${expression.name} is not on the list`);
  }
}
