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

/** A row under construction: cells by source name. */
type Joined = Readonly<Record<string, Row>>;

interface Evaluation {
  readonly values: readonly SqlValue[];
  /** How many rows there are: what `count(*) OVER ()` gives. */
  readonly rows: number;
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
  const named = (source: Select['from']) => source.alias ?? source.table;
  let joined: Joined[] = (tables[select.from.table] ?? []).map((row) => ({ [named(select.from)]: row }));
  for (const { source, on } of select.joins) {
    joined = hashJoin(joined, named(source), tables[source.table] ?? [], on);
  }
  const kept = joined.filter((row) =>
    conjuncts(select.where).every((condition) => evaluate(condition, row, { values, rows: 0 }) === true),
  );
  const given = { values, rows: kept.length };
  const keys = kept.map((row) => ({
    row,
    keys: select.orderBy.map(({ expression }) => evaluate(expression, row, given)),
  }));
  keys.sort((a, b) => {
    for (const [index, { descending }] of select.orderBy.entries()) {
      const order = compare(a.keys[index] ?? null, b.keys[index] ?? null);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
  return keys
    .slice(0, select.limit)
    .map(({ row }) =>
      Object.fromEntries(
        select.items.map(({ expression, alias }) => [
          alias ?? (expression.kind === 'column' ? expression.name : ''),
          evaluate(expression, row, given),
        ]),
      ),
    );
}

function hashJoin(left: readonly Joined[], name: string, right: readonly Row[], on: Expression): Joined[] {
  if (on.kind !== 'compare' || on.left.kind !== 'column' || on.right.kind !== 'column') {
    throw new TypeError('a join on equal columns only');
  }
  const [own, other] = on.left.source === name ? [on.left, on.right] : [on.right, on.left];
  const byKey = new Map<Cell, Row[]>();
  for (const row of right)
    byKey.set(row[own.name] ?? null, [...(byKey.get(row[own.name] ?? null) ?? []), row]);
  return left.flatMap((row) =>
    (byKey.get(row[other.source ?? '']?.[other.name] ?? null) ?? []).map((match) => ({
      ...row,
      [name]: match,
    })),
  );
}

function evaluate(expression: Expression, row: Joined, given: Evaluation): Cell {
  const value = (part: Expression) => evaluate(part, row, given);
  switch (expression.kind) {
    case 'placeholder':
      return cellOf(given.values[expression.index] ?? null);
    case 'number':
      return Number(expression.text);
    case 'count-over':
      return given.rows;
    case 'column': {
      const source =
        expression.source ?? Object.keys(row).find((name) => expression.name in (row[name] ?? {}));
      return row[source ?? '']?.[expression.name] ?? null;
    }
    case 'call': {
      const [first] = expression.arguments.map(value);
      return typeof first === 'string' ? first.toLowerCase() : null;
    }
    case 'case':
      return value(value(expression.when) === true ? expression.then : expression.otherwise);
    case 'all':
      return expression.operands.every((operand) => value(operand) === true);
    case 'sum':
      return expression.operands.reduce((sum, operand) => sum + Number(value(operand)), 0);
    case 'compare': {
      const [left, right] = [value(expression.left), value(expression.right)];
      if (left === null || right === null) return null;
      const order = compare(left, right);
      return (
        { '=': order === 0, '<': order < 0, '>': order > 0, '<=': order <= 0, '>=': order >= 0 }[
          expression.operator
        ] ?? null
      );
    }
    case 'between': {
      const [middle, low, high] = [value(expression.value), value(expression.low), value(expression.high)];
      return middle === null ? null : compare(middle, low) >= 0 && compare(middle, high) <= 0;
    }
    case 'in':
      return expression.options.some((option) => value(option) === value(expression.value));
    case 'like': {
      const [text, pattern] = [value(expression.value), value(expression.pattern)];
      // Terms hold letters, digits and spaces only, with a % at each end.
      return typeof text === 'string' && text.includes(String(pattern).slice(1, -1));
    }
  }
}

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
