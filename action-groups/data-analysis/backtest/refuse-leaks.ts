import { BacktestError } from './backtest-error.ts';
import { knownLaterByName } from './known-later.ts';
import { partsDisjointly, rankCorrelation } from './rank-statistics.ts';
import type { Table, UsableRow } from './table-task.ts';

/** A number that orders rows like the target to this degree is the target in other words. */
export const LEAST_COPY_CORRELATION = 0.98;

/** A text that holds the target's figure in so many rows tells it. */
const LEAST_TOLD_SHARE = 0.2;

/** A table with only the rows that are learned from. */
export interface CheckedTable extends Omit<Table, 'rows'> {
  readonly rows: readonly UsableRow[];
}

/**
 * Features that are known only when the outcome is: by what they are made of, by their names, and by how closely
 * they follow the target.
 * @throws {BacktestError} `leaking-feature`, naming every such column and why
 */
export function refuseLeaks(table: CheckedTable): void {
  const faults = leaksOf(table);
  if (faults.length === 0) return;
  throw new BacktestError(
    'leaking-feature',
    [
      ...faults.map(({ column, why }) => `${column} cannot be used to foretell ${table.target}: ${why}.`),
      'Take it out of the mapping, or, if it is truly known when a row opens, name it under allow with a reason.',
    ].join(' '),
  );
}

export interface Leak {
  readonly column: string;
  readonly why: string;
}

/** What {@link refuseLeaks} refuses. */
export function leaksOf(table: CheckedTable): readonly Leak[] {
  const { text, categories, numbers } = table.columns;
  const found = [
    ...text.map((column, at) => ({ column, why: whyText(table, at) })),
    ...categories.map((column, at) => ({ column, why: whyCategory(table, at) })),
    ...numbers.map((column, at) => ({ column, why: whyNumber(table, at) })),
  ];
  return found.flatMap(({ column, why: byValues }) => {
    if (table.targetColumns.includes(column)) return [{ column, why: 'the target is made of it' }];
    if (table.allowed.includes(column)) return [];
    const why = knownLaterByName(column) ?? byValues;
    return why === undefined ? [] : [{ column, why }];
  });
}

function whyText({ rows }: CheckedTable, at: number): string | undefined {
  const large = rows.filter(({ target }) => Math.abs(target) >= 100);
  const told = large.filter(({ texts, target }) => tells(texts[at] ?? '', target));
  return large.length > 0 && told.length >= LEAST_TOLD_SHARE * rows.length
    ? `it holds the target's own figure in ${told.length} of ${rows.length} rows`
    : undefined;
}

function tells(text: string, target: number): boolean {
  const figure = String(Math.round(target));
  return (text.match(/\d[\d,. ]*/g) ?? []).some(
    (number) => number.replace(/[,\s]|[.]\d{1,2}\s*$/g, '') === figure,
  );
}

function whyCategory({ rows }: CheckedTable, at: number): string | undefined {
  const known = rows.flatMap(({ categories, target }) => {
    const level = categories[at] ?? null;
    return level === null ? [] : [{ level, target }];
  });
  return partsDisjointly(known) ? 'its levels part the target into ranges that do not overlap' : undefined;
}

function whyNumber({ rows }: CheckedTable, at: number): string | undefined {
  const known = rows.flatMap(({ numbers, target }) => {
    const value = numbers[at] ?? null;
    return value === null ? [] : [{ value, target }];
  });
  const correlation = rankCorrelation(known.map(({ value, target }) => [value, target]));
  if (Math.abs(correlation) >= LEAST_COPY_CORRELATION)
    return `it orders the rows as the target does (rank correlation ${correlation.toFixed(3)})`;
  const levels = new Set(known.map(({ value }) => value));
  return levels.size <= MOST_GRADES &&
    partsDisjointly(known.map(({ value, target }) => ({ level: String(value), target })))
    ? 'its values part the target into ranges that do not overlap'
    : undefined;
}

/** A number of so few values may be a grade of the target. */
const MOST_GRADES = 20;
