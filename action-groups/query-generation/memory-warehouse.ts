import type {
  Cell,
  QueryResult,
  Row,
  SqlValue,
  Statement,
  Warehouse,
} from '#knowledge-base/projects/warehouse.ts';
import { parseQuery } from './guard-parser.ts';
import { conjuncts } from './guard-printer.ts';
import type { Expression, Select } from './guard-syntax.ts';

/** A double of the warehouse: it runs the very statements of the SQL subset over rows in memory, column by column. */
export function createMemoryWarehouse(tables: Readonly<Record<string, readonly Row[]>>): Warehouse & {
  /** What was asked, in order. */
  readonly asked: readonly Statement[];
} {
  const asked: Statement[] = [];
  return {
    asked,
    async query(statement, { signal, maxRows = 10_000 }): Promise<QueryResult> {
      signal.throwIfAborted();
      asked.push(statement);
      const rows = run(statement, tables);
      return {
        columns: Object.keys(rows[0] ?? {}).map((name) => ({ name, type: 'unknown' })),
        rows: rows.slice(0, maxRows),
        truncated: rows.length > maxRows,
        executionId: `memory-${asked.length}`,
        bytesScanned: 0,
        engineMs: 0,
      };
    },
  };
}

/** A row under construction: rows of the tables by source name. */
type Joined = Readonly<Record<string, Row>>;
type Evaluate = (row: Joined) => Cell;

/** What an expression needs beside its row. */
interface Setting {
  readonly values: readonly SqlValue[];
  /** The only source, which columns without one are read from. */
  readonly only: string;
  /** How many rows there are, once it is known: what `count(*) OVER ()` gives. */
  rows: number;
}

function run({ sql, values }: Statement, tables: Readonly<Record<string, readonly Row[]>>): Row[] {
  const query = parseQuery(sql);
  const known: Record<string, readonly Row[]> = { ...tables };
  for (const { name, select } of query.with) known[name] = runSelect(select, known, values);
  return runSelect(query.select, known, values);
}

function runSelect(
  select: Select,
  tables: Readonly<Record<string, readonly Row[]>>,
  values: readonly SqlValue[],
): Row[] {
  const only = nameOf(select.from);
  const setting: Setting = { values, only, rows: 0 };
  let joined: Joined[] = (tables[select.from.table] ?? []).map((row) => ({ [only]: row }));
  for (const { source, on } of select.joins) {
    joined = hashJoin(joined, nameOf(source), tables[source.table] ?? [], on);
  }
  const conditions = conjuncts(select.where).map((condition) => compile(condition, setting));
  const kept = joined.filter((row) => conditions.every((holds) => holds(row) === true));
  setting.rows = kept.length;
  const keys = select.orderBy.map(({ expression }) => compile(expression, setting));
  const items = select.items.map(({ expression, alias }) => ({
    name: alias ?? (expression.kind === 'column' ? expression.name : ''),
    value: compile(expression, setting),
  }));
  return kept
    .map((row) => ({ row, by: keys.map((key) => key(row)) }))
    .sort((a, b) => compareKeys(a.by, b.by, select.orderBy))
    .slice(0, select.limit)
    .map(({ row }) => Object.fromEntries(items.map(({ name, value }) => [name, value(row)])));
}

function nameOf({ alias, table }: Select['from']): string {
  return alias ?? table;
}

function compareKeys(a: readonly Cell[], b: readonly Cell[], orderBy: Select['orderBy']): number {
  for (const [index, { descending }] of orderBy.entries()) {
    const order = compare(a[index] ?? null, b[index] ?? null);
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

function hashJoin(left: readonly Joined[], name: string, right: readonly Row[], on: Expression): Joined[] {
  if (on.kind !== 'compare' || on.left.kind !== 'column' || on.right.kind !== 'column') {
    throw new TypeError('a join on equal columns only');
  }
  const [own, other] = on.left.source === name ? [on.left, on.right] : [on.right, on.left];
  const keyOf = (row: Joined) => row[other.source ?? '']?.[other.name] ?? null;
  const wanted = new Set(left.map(keyOf));
  const byKey = new Map<Cell, Row[]>();
  for (const row of right) {
    const key = row[own.name] ?? null;
    if (key !== null && wanted.has(key)) byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  return left.flatMap((row) => (byKey.get(keyOf(row)) ?? []).map((match) => ({ ...row, [name]: match })));
}

function compile(expression: Expression, setting: Setting): Evaluate {
  const part = (inner: Expression) => compile(inner, setting);
  switch (expression.kind) {
    case 'placeholder': {
      const value = cellOf(setting.values[expression.index] ?? null);
      return () => value;
    }
    case 'number': {
      const value = Number(expression.text);
      return () => value;
    }
    case 'count-over':
      return () => setting.rows;
    case 'column': {
      const { name, source = setting.only } = expression;
      return (row) => row[source]?.[name] ?? null;
    }
    case 'call': {
      const values = expression.arguments.map(part);
      return (row) => {
        const [text] = values.map((value) => value(row));
        return typeof text === 'string' ? text.toLowerCase() : null;
      };
    }
    case 'case': {
      const [when, then, otherwise] = [expression.when, expression.then, expression.otherwise].map(part);
      return (row) => (when?.(row) === true ? then?.(row) : otherwise?.(row)) ?? null;
    }
    case 'all': {
      const parts = expression.operands.map(part);
      return (row) => parts.every((holds) => holds(row) === true);
    }
    case 'sum': {
      const parts = expression.operands.map(part);
      return (row) => parts.reduce((total, value) => total + Number(value(row)), 0);
    }
    case 'compare':
      return comparison(expression.operator, part(expression.left), part(expression.right));
    case 'between': {
      const atLeast = comparison('>=', part(expression.value), part(expression.low));
      const atMost = comparison('<=', part(expression.value), part(expression.high));
      return (row) => atLeast(row) === true && atMost(row) === true;
    }
    case 'in': {
      const [value, options] = [part(expression.value), expression.options.map(part)];
      return (row) => options.some((option) => option(row) === value(row));
    }
    case 'like': {
      const [text, pattern] = [part(expression.value), part(expression.pattern)];
      // Terms hold letters, digits and spaces only, with a % at each end.
      return (row) => String(text(row) ?? '').includes(String(pattern(row)).slice(1, -1));
    }
  }
}

function comparison(operator: string, left: Evaluate, right: Evaluate): Evaluate {
  const holds = COMPARISONS[operator];
  return (row) => {
    const [a, b] = [left(row), right(row)];
    return a === null || b === null || holds === undefined ? null : holds(compare(a, b));
  };
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

function cellOf(value: SqlValue): Cell {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'object' && value !== null ? value.date : value;
}

function compare(a: Cell, b: Cell): number {
  if (a === b) return 0;
  // NULL sorts last, as in Trino.
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
