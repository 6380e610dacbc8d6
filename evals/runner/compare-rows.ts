import type { QueryResult } from '#knowledge-base/projects/warehouse.ts';

/**
 * Whether a result has the rows of another, in any order (as bags), by the columns that the other has. Numbers are the same
 * to nine digits: two ways to add up differ behind them.
 */
export function compareRows(
  own: Pick<QueryResult, 'columns' | 'rows'>,
  wanted: Pick<QueryResult, 'columns' | 'rows'>,
): { readonly same: boolean; readonly detail: string } {
  const names = wanted.columns.map(({ name }) => name);
  const missing = names.filter((name) => !own.columns.some((column) => column.name === name));
  if (missing.length > 0) return { same: false, detail: `the columns ${missing.join(', ')} are missing` };
  if (own.rows.length !== wanted.rows.length)
    return { same: false, detail: `${own.rows.length} rows, not ${wanted.rows.length}` };
  const left = new Map<string, number>();
  for (const row of wanted.rows) count(left, keyOf(row, names), 1);
  for (const row of own.rows) {
    const key = keyOf(row, names);
    if ((left.get(key) ?? 0) === 0) return { same: false, detail: `the row ${key} is not expected` };
    count(left, key, -1);
  }
  return { same: true, detail: `${own.rows.length} rows` };
}

function keyOf(row: QueryResult['rows'][number], names: readonly string[]): string {
  return JSON.stringify(
    names.map((name) => {
      const cell = row[name] ?? null;
      return typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell;
    }),
  );
}

function count(bag: Map<string, number>, key: string, by: number): void {
  bag.set(key, (bag.get(key) ?? 0) + by);
}
