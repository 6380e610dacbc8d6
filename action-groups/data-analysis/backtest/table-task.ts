import { dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import { formatCount } from '../../kernel/format.ts';
import type { Example, History } from '../learning/example.ts';
import type { Scale } from './backtest.ts';
import { BacktestError } from './backtest-error.ts';
import type { BacktestTask } from './backtest-task.ts';
import { NO_GROUP } from './foretell.ts';
import { refuseLeaks } from './refuse-leaks.ts';
import { isOnScale, onScale } from './scale.ts';

/** Columns of a table that are known when a row opens. */
export interface TableColumns {
  readonly text: readonly string[];
  /** The first is the group of the group median. */
  readonly categories: readonly string[];
  readonly numbers: readonly string[];
}

/** A row as a mapping reads it; null is "not known". */
export interface TableRow {
  /** What tells rows apart; null where nothing does. */
  readonly id: string | null;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly text: string;
  /** By {@link TableColumns}. */
  readonly categories: Readonly<Record<string, string | null>>;
  readonly numbers: Readonly<Record<string, number | null>>;
  readonly target: number;
}

export interface Table {
  readonly columns: TableColumns;
  /** The target's name, and the columns it is made of. */
  readonly target: string;
  readonly targetColumns: readonly string[];
  readonly scale: 'log' | 'linear';
  readonly rows: readonly TableRow[];
  /** Columns that look as if they were known only afterwards, and are not: they are used. */
  readonly allowed: readonly string[];
  /** What the reader of the table has to say. */
  readonly notes: readonly string[];
}

/** A table's rows as a history, in order of date, whatever order they came in. @throws {BacktestError} */
export function tableTask(table: Table, { todayDate }: { readonly todayDate: string }): BacktestTask {
  const { columns, target } = table;
  if (columns.text.length + columns.categories.length + columns.numbers.length === 0)
    throw new BacktestError(
      'no-feature',
      'The mapping names no text, categories or numbers to foretell from: there is nothing to learn.',
    );
  const scale: Scale = table.scale === 'log' ? 'ln x' : 'x';
  const { rows, notes } = usable(table.rows, scale, todayDate);
  refuseLeaks({ ...table, rows });
  const ordered = rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row);
  const history: History = {
    features: { categories: columns.categories, numbers: columns.numbers },
    examples: ordered.map((row, place) => exampleOf(row, columns, place)),
    outcomes: { [target]: Float64Array.from(ordered, (row) => onScale(scale, row.target)) },
  };
  return {
    target,
    outcome: target,
    history,
    scale,
    training: { primary: target, groupOf: ({ categories }) => categories[0] ?? NO_GROUP },
    groupColumn: columns.categories[0] ?? null,
    notes: [...table.notes, ...notes, ...allowedNote(table.allowed)],
  };
}

function usable(
  rows: readonly TableRow[],
  scale: Scale,
  todayDate: string,
): { readonly rows: readonly TableRow[]; readonly notes: readonly string[] } {
  const isPast = ({ date }: TableRow) => date <= todayDate;
  const hasPlace = ({ target }: TableRow) => isOnScale(scale, target);
  const past = rows.filter(isPast);
  const kept = past.filter(hasPlace);
  const said = (count: number, why: string) =>
    count === 0 ? [] : [`${formatCount(count, 'row')} left out: ${why}.`];
  return {
    rows: kept,
    notes: [
      ...said(rows.length - past.length, `a date after today (${todayDate}), so no outcome yet`),
      ...said(past.length - kept.length, 'the target is zero or negative, which has no place on a log scale'),
      ...copies(kept),
    ],
  };
}

function copies(rows: readonly TableRow[]): readonly string[] {
  const distinct = new Set(rows.map(keyOf)).size;
  return distinct === rows.length
    ? []
    : [
        `${formatCount(rows.length - distinct, 'row is an', 'rows are')} exact ${rows.length - distinct === 1 ? 'copy' : 'copies'} of another one, and counted.`,
      ];
}

/** By date, then by what the row says: a file in another order gives the same history. */
function keyOf({ date, id, text, categories, numbers, target }: TableRow): string {
  return `${date} ${JSON.stringify([id, text, Object.values(categories), Object.values(numbers), target])}`;
}

function exampleOf(
  { date, id, text, categories, numbers }: TableRow,
  columns: TableColumns,
  place: number,
): Example {
  return {
    id: id ?? String(place),
    day: dayNumber(date),
    text,
    categories: columns.categories.map((name) => categories[name] ?? null),
    numbers: columns.numbers.map((name) => numbers[name] ?? null),
  };
}

function allowedNote(allowed: readonly string[]): readonly string[] {
  return allowed.length === 0
    ? []
    : [`Used though it looks as if known only afterwards: ${allowed.join(', ')}.`];
}
