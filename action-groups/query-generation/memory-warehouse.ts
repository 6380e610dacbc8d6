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
import { cellOf, compareCells, comparisonOf, FUNCTIONS } from './memory-values.ts';

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

/** A row within a statement may hold what `max(value, count)` gives. */
type Inner = Readonly<Record<string, Cell | readonly Cell[]>>;
type Tables = Readonly<Record<string, readonly Inner[]>>;
/** A row under construction: rows of the tables by source name. */
type Joined = Readonly<Record<string, Inner>>;
type Evaluate = (row: Joined) => Cell;

/** What an expression needs beside its row. */
interface Setting {
  readonly values: readonly SqlValue[];
  /** The sources that columns without one are read from. */
  readonly sources: readonly string[];
}

function run({ sql, values }: Statement, tables: Readonly<Record<string, readonly Row[]>>): Row[] {
  const query = parseQuery(sql);
  const known: Record<string, readonly Inner[]> = { ...tables };
  for (const { name, select } of query.with) known[name] = runSelect(select, known, values);
  return runSelect(query.select, known, values).map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, single(value)])),
  );
}

function runSelect(select: Select, tables: Tables, values: readonly SqlValue[]): Inner[] {
  const first = nameOf(select.from);
  const { unnest } = select;
  const setting: Setting = { values, sources: [first, ...(unnest === undefined ? [] : [unnest.alias])] };
  let joined: Joined[] = (tables[select.from.table] ?? []).map((row) => ({ [first]: row }));
  if (unnest !== undefined) {
    const { of, alias, name } = unnest;
    joined = joined.flatMap((row) =>
      (typeof of === 'string' ? elements(row[first]?.[of]) : of).map((element) => ({
        ...row,
        [alias]: { [name]: element },
      })),
    );
  }
  for (const { source, on } of select.joins) {
    joined = join(joined, nameOf(source), tables[source.table] ?? [], on, setting);
  }
  const conditions = conjuncts(select.where).map((condition) => compile(condition, setting));
  const kept = joined.filter((row) => conditions.every((holds) => holds(row) === true));
  if (select.items.some(({ expression }) => isAggregate(expression)))
    return [aggregated(select, kept, setting)];
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

function isAggregate({ kind }: Expression): boolean {
  return kind === 'count' || kind === 'greatest';
}

function aggregated({ items }: Select, rows: readonly Joined[], setting: Setting): Inner {
  return Object.fromEntries(
    items.map(({ expression, alias = '' }) => {
      if (expression.kind !== 'greatest') return [alias, rows.length];
      const value = compile(expression.value, setting);
      const greatest = rows.map(value).filter((cell) => cell !== null);
      return [alias, greatest.sort((a, b) => compareCells(b, a)).slice(0, expression.count)];
    }),
  );
}

function elements(value: Inner[string] | undefined): readonly Cell[] {
  return value !== undefined && isArray(value) ? value : [];
}

function isArray(value: Inner[string]): value is readonly Cell[] {
  return Array.isArray(value);
}

function single(value: Inner[string] | undefined): Cell {
  if (value === undefined) return null;
  if (isArray(value)) throw new TypeError('an array is unnested before it is read');
  return value;
}

function nameOf({ alias, table }: Select['from']): string {
  return alias ?? table;
}

function compareKeys(a: readonly Cell[], b: readonly Cell[], orderBy: Select['orderBy']): number {
  for (const [index, { descending }] of orderBy.entries()) {
    const [first, second] = [a[index] ?? null, b[index] ?? null];
    const order = compareCells(first, second);
    // NULL comes last in either direction, as in Trino.
    const turns = descending && first !== null && second !== null;
    if (order !== 0) return turns ? -order : order;
  }
  return 0;
}

/** Joins on the equality that the guard allows: a column of one side, a value of the other. */
function join(
  left: readonly Joined[],
  name: string,
  right: readonly Inner[],
  on: Expression,
  setting: Setting,
): Joined[] {
  if (on.kind !== 'compare') throw new TypeError('a join on equal values only');
  const [a, b] = [compile(on.left, setting), compile(on.right, setting)];
  const sides = sourceOf(on.left) === name ? { own: a, other: b } : { own: b, other: a };
  const byKey = new Map<Cell, Joined[]>();
  for (const match of right.map((row) => ({ [name]: row }))) {
    const key = sides.own(match);
    byKey.set(key, [...(byKey.get(key) ?? []), match]);
  }
  return left.flatMap((row) => {
    const key = sides.other(row);
    return key === null ? [] : (byKey.get(key) ?? []).map((match) => ({ ...row, ...match }));
  });
}

function sourceOf(expression: Expression): string | undefined {
  if (expression.kind === 'call') return expression.arguments.map(sourceOf)[0];
  return expression.kind === 'column' ? expression.source : undefined;
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
    case 'count':
    case 'greatest':
      throw new TypeError('what is made of all rows stands alone in its column');
    case 'aggregate':
    case 'place':
    case 'partitionSum':
    case 'arithmetic':
    case 'null':
    case 'truth':
    case 'isNull':
      throw new TypeError(
        `${expression.kind} is for the engine: the double runs the search for similar projects`,
      );
    case 'cast': {
      const value = part(expression.value);
      return (row) => {
        const cell = value(row);
        return cell === null ? null : String(cell);
      };
    }
    case 'column': {
      const { name, source } = expression;
      const sources = source === undefined ? setting.sources : [source];
      return (row) => single(sources.map((from) => row[from]?.[name]).find((cell) => cell !== undefined));
    }
    case 'call': {
      const values = expression.arguments.map(part);
      const call = FUNCTIONS[expression.name];
      if (call === undefined) throw new TypeError(`${expression.name} is not known here`);
      return (row) => {
        const given = values.map((value) => value(row));
        return given.includes(null) ? null : call(given.map(String));
      };
    }
    case 'case': {
      const branches = expression.branches.map(({ when, value }) => ({
        when: part(when),
        value: part(value),
      }));
      const otherwise = part(expression.otherwise);
      return (row) => (branches.find(({ when }) => when(row) === true)?.value ?? otherwise)(row);
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
  const compared = comparisonOf(operator);
  return (row) => compared(left(row), right(row));
}
