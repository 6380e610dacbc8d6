import type { Expression, Query, Select, Source } from './guard-syntax.ts';
import { unsafe } from './guard-tokens.ts';

export interface AllowedNames {
  readonly table: string;
  readonly columns: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
}

/** Columns by the name of what they are read from. */
type Columns = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Checks that every table, column and function is on the list, that each name means one thing, and that
 * tables are joined on equal columns only.
 * @throws {OperationError} `unsafe-query`
 */
export function checkNames(query: Query, allowed: AllowedNames): void {
  const tables = new Map<string, ReadonlySet<string>>([[allowed.table, allowed.columns]]);
  for (const { name, select } of query.with) {
    if (tables.has(name)) throw unsafe(`${name} is named twice`);
    tables.set(name, checkSelect(select, tables, allowed.functions));
  }
  checkSelect(query.select, tables, allowed.functions);
}

/** The names of the columns a SELECT gives. */
function checkSelect(select: Select, tables: Columns, functions: ReadonlySet<string>): ReadonlySet<string> {
  const columns = new Map<string, ReadonlySet<string>>();
  for (const source of [select.from, ...select.joins.map((join) => join.source)]) {
    addSource(source, tables, columns);
  }
  for (const { on } of select.joins) checkJoin(on);
  const expressions = [
    ...select.items.map(({ expression }) => expression),
    ...select.joins.map(({ on }) => on),
    ...(select.where === undefined ? [] : [select.where]),
    ...select.orderBy.map(({ expression }) => expression),
  ];
  for (const expression of expressions) checkExpression(expression, columns, functions);
  const outputs = select.items.map(
    ({ expression, alias }) => alias ?? (expression.kind === 'column' ? expression.name : undefined),
  );
  const names = new Set(outputs.filter((name) => name !== undefined));
  if (names.size !== outputs.length) throw unsafe('each column needs a name of its own');
  return names;
}

function addSource(source: Source, tables: Columns, columns: Map<string, ReadonlySet<string>>): void {
  const found = tables.get(source.table);
  const name = source.alias ?? source.table;
  if (found === undefined) throw unsafe(`the table ${source.table} is not on the list`);
  if (columns.has(name) || (source.alias !== undefined && tables.has(source.alias))) {
    throw unsafe(`${name} is named twice`);
  }
  columns.set(name, found);
}

function checkJoin(on: Expression): void {
  const equal = on.kind === 'compare' && on.operator === '=' ? on : undefined;
  if (
    equal?.left.kind !== 'column' ||
    equal.right.kind !== 'column' ||
    equal.left.source === equal.right.source
  ) {
    throw unsafe('tables are joined on one pair of equal columns only');
  }
}

function checkExpression(expression: Expression, columns: Columns, functions: ReadonlySet<string>): void {
  if (expression.kind === 'column') {
    const { source, name } = expression;
    const from = source === undefined ? [...columns.values()] : [columns.get(source)];
    if (from.filter((names) => names?.has(name)).length !== 1) {
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
      return [expression.when, expression.then, expression.otherwise];
    case 'all':
    case 'sum':
      return expression.operands;
    case 'compare':
      return [expression.left, expression.right];
    case 'between':
      return [expression.value, expression.low, expression.high];
    case 'in':
      return [expression.value, ...expression.options];
    case 'like':
      return [expression.value, expression.pattern];
    default:
      return [];
  }
}
