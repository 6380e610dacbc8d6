import { parseQuery } from '#action-groups/query-generation/guard-parser.ts';
import { partsOf } from '#action-groups/query-generation/guard-parts.ts';
import { printQuery } from '#action-groups/query-generation/guard-printer.ts';
import type { Expression, Query, Select } from '#action-groups/query-generation/guard-syntax.ts';
import type { Expectation } from '../cases/expectation.ts';
import { type Check, type CheckContext, skipped, type Verdict, verdict } from './check.ts';
import { bodyOf } from './shown-results.ts';

type Expected = NonNullable<Expectation['sql']>;

/** The SQL behind the turn's results, by the grammar of the guard that stands behind the compiler. */
export const sql: Check<Expected> = (expected, context) => {
  const statements = statementsOf(context, expected.from);
  if (statements.length === 0) return verdict(1, [`no ${expected.from ?? 'result'} of this turn holds SQL`]);
  const { from: _, sameResultAs, ...own } = expected;
  const faults = statements.flatMap(({ type, text }) =>
    faultsOf(own, text).map((fault) => `${type}: ${fault}`),
  );
  const same = sameResultAs === undefined ? undefined : compared(sameResultAs, context);
  if (same?.status === 'skipped' && faults.length === 0) return same;
  const parts = Object.keys(own).length * statements.length + Number(same !== undefined);
  return verdict(parts, [...faults, ...(same?.status === 'fail' ? [same.detail ?? ''] : [])]);
};

/** Texts of SQL in a turn's results. */
export function statementsOf(
  context: CheckContext,
  from?: string,
): readonly { readonly type: string; readonly text: string; readonly values: readonly unknown[] }[] {
  return context.observed.artifacts
    .filter(({ type }) => from === undefined || type === from)
    .flatMap((artifact) => {
      const body = bodyOf(artifact, context) as Holder | undefined;
      const holder = typeof body?.sql === 'string' ? body : body?.evidence;
      return typeof holder?.sql === 'string'
        ? [{ type: artifact.type, text: holder.sql, values: holder.values ?? [] }]
        : [];
    });
}

interface Holder {
  readonly sql?: unknown;
  readonly values?: readonly unknown[];
  readonly evidence?: { readonly sql?: unknown; readonly values?: readonly unknown[] };
}

function faultsOf(expected: Omit<Expected, 'from' | 'sameResultAs'>, text: string): string[] {
  let query: Query;
  try {
    query = parseQuery(text);
  } catch (error) {
    return [`it is not the SQL that may run: ${error instanceof Error ? error.message : String(error)}`];
  }
  const { parses, readOnly, single, tables, maxLimit, filters = [] } = expected;
  // What prints as it was written is one SELECT and nothing else.
  const isWhole = printQuery(query) === text.trim();
  const isClosed = [parses, readOnly, single].includes(true);
  const read = tablesOf(query);
  const { limit } = query.select;
  const filtered = new Set(
    selectsOf(query).flatMap(({ where }) => (where === undefined ? [] : columnsOf(where))),
  );
  return [
    ...(isClosed && !isWhole ? ['it does not print as it was written'] : []),
    ...(tables !== undefined && [...read].sort().join() !== [...new Set(tables)].sort().join()
      ? [`it reads ${[...read].join(', ')}, not ${tables.join(', ')}`]
      : []),
    ...(maxLimit !== undefined && (limit === undefined || limit > maxLimit)
      ? [`its LIMIT is ${limit ?? 'missing'}, at most ${maxLimit} is accepted`]
      : []),
    ...filters.filter((column) => !filtered.has(column)).map((column) => `no condition names ${column}`),
  ];
}

function selectsOf(query: Query): readonly Select[] {
  return [...query.with.map(({ select }) => select), query.select];
}

/** Tables of the warehouse, without what the statement names itself. */
function tablesOf(query: Query): ReadonlySet<string> {
  const own = new Set(query.with.map(({ name }) => name));
  const sources = selectsOf(query).flatMap(({ from, joins }) => [from, ...joins.map(({ source }) => source)]);
  return new Set(sources.map(({ table }) => table).filter((table) => !own.has(table)));
}

function columnsOf(expression: Expression): string[] {
  return [
    ...(expression.kind === 'column' ? [expression.name] : []),
    ...partsOf(expression).flatMap(columnsOf),
  ];
}

function compared(reference: string, { turn }: CheckContext): Verdict {
  const found = turn.comparisons?.find((each) => each.reference === reference);
  if (found === undefined || found.same === null)
    return skipped(`sameResultAs: ${found?.detail ?? 'this target cannot run SQL'}`);
  return verdict(1, found.same ? [] : [`not the rows of ${reference}: ${found.detail}`]);
}
