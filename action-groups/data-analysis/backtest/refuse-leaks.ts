import { BacktestError } from './backtest-error.ts';
import { knownLaterByName } from './known-later.ts';
import { partsDisjointly, rankCorrelation } from './rank-statistics.ts';
import type { Table } from './table-task.ts';

/** A number that orders rows like the target to this degree is the target in other words. */
export const LEAST_COPY_CORRELATION = 0.98;

/** A text that holds the target's figure in so many rows tells it. */
const LEAST_TOLD_SHARE = 0.2;

/**
 * Features that are known only when the outcome is: by what they are made of, by their names, and by how closely
 * they follow the target.
 * @throws {BacktestError} `leaking-feature`, naming every such column and why
 */
export function refuseLeaks(table: Table): void {
  const faults = leaksOf(table);
  if (faults.length === 0) return;
  throw new BacktestError(
    'leaking-feature',
    [
      ...faults.map(({ column, why }) => `${column} cannot be used to foretell ${table.target}: ${why}.`),
      faults.every(({ why }) => why === MADE_OF_IT)
        ? 'Take it out of the mapping.'
        : 'Take it out of the mapping, or, if it is truly known when a row opens, name it under allow with a reason.',
    ].join(' '),
  );
}

const MADE_OF_IT = 'the target is made of it';

export interface Leak {
  readonly column: string;
  readonly why: string;
}

/** What {@link refuseLeaks} refuses. */
export function leaksOf(table: Table): readonly Leak[] {
  const { text, categories, numbers } = table.columns;
  const found = [
    ...text.map((column) => ({ column, why: undefined })),
    ...(text.length === 0 ? [] : [{ column: text.join(' + '), why: whyText(table) }]),
    ...categories.map((column) => ({ column, why: whyCategory(table, column) })),
    ...numbers.map((column) => ({ column, why: whyNumber(table, column) })),
  ];
  return found.flatMap(({ column, why: byValues }) => {
    if (table.targetColumns.includes(column)) return [{ column, why: MADE_OF_IT }];
    if (column.split(' + ').some((part) => table.allowed.includes(part))) return [];
    const why = knownLaterByName(column) ?? byValues;
    return why === undefined ? [] : [{ column, why }];
  });
}

function whyText({ rows }: Table): string | undefined {
  const large = rows.filter(({ target }) => Math.abs(target) >= 100);
  const told = large.filter(({ text, target }) => tells(text, target));
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

function whyCategory({ rows }: Table, column: string): string | undefined {
  const known = rows.flatMap(({ categories, target }) => {
    const level = categories[column] ?? null;
    return level === null ? [] : [{ level, target }];
  });
  return partsDisjointly(known) ? 'its levels part the target into ranges that do not overlap' : undefined;
}

function whyNumber({ rows }: Table, column: string): string | undefined {
  const known = rows.flatMap(({ numbers, target }) => {
    const value = numbers[column] ?? null;
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
