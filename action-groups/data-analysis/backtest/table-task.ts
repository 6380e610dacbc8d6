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
  readonly date: string | null;
  /** By {@link TableColumns}. */
  readonly texts: readonly (string | null)[];
  readonly categories: readonly (string | null)[];
  readonly numbers: readonly (number | null)[];
  readonly target: number | null;
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
    examples: ordered.map(exampleOf),
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

/** A row that can be learned from. */
export type UsableRow = TableRow & { readonly date: string; readonly target: number };

function usable(
  rows: readonly TableRow[],
  scale: Scale,
  todayDate: string,
): { readonly rows: readonly UsableRow[]; readonly notes: readonly string[] } {
  const counts = { noDate: 0, future: 0, noTarget: 0, offScale: 0 };
  const kept: UsableRow[] = [];
  for (const row of rows) {
    const { date, target } = row;
    if (date === null) counts.noDate += 1;
    else if (date > todayDate) counts.future += 1;
    else if (target === null || !Number.isFinite(target)) counts.noTarget += 1;
    else if (!isOnScale(scale, target)) counts.offScale += 1;
    else kept.push({ ...row, date, target });
  }
  const said = (count: number, why: string) =>
    count === 0 ? [] : [`${formatCount(count, 'row')} left out: ${why}.`];
  return {
    rows: kept,
    notes: [
      ...said(counts.noDate, 'no date, or one that cannot be read'),
      ...said(counts.future, `a date after today (${todayDate}), so no outcome yet`),
      ...said(counts.noTarget, 'the target is missing or cannot be read'),
      ...said(counts.offScale, 'the target is zero or negative, which has no place on a log scale'),
      ...copies(kept),
    ],
  };
}

function copies(rows: readonly UsableRow[]): readonly string[] {
  const distinct = new Set(rows.map(keyOf)).size;
  return distinct === rows.length
    ? []
    : [`${rows.length - distinct} rows are exact copies of another one; they count.`];
}

/** By date, then by what the row says: a file in another order gives the same history. */
function keyOf({ date, id, texts, categories, numbers, target }: UsableRow): string {
  return `${date} ${JSON.stringify([id, texts, categories, numbers, target])}`;
}

function exampleOf({ date, id, texts, categories, numbers }: UsableRow, place: number): Example {
  return {
    id: id ?? String(place),
    day: dayNumber(date),
    text: texts.filter((text) => text !== null).join(' '),
    categories,
    numbers,
  };
}

function allowedNote(allowed: readonly string[]): readonly string[] {
  return allowed.length === 0
    ? []
    : [`Used though it looks as if known only afterwards: ${allowed.join(', ')}.`];
}
