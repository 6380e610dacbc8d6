import { dayNumber } from '../calendar-date.ts';
import { isBlank, readText, UNREADABLE } from '../normalise-text.ts';
import type { RowCondition, TableMapping, TargetSource } from './mapping.ts';
import type { RowFault } from './source-rows.ts';
import { createMoneyReader, createSourceDateReader, readNumber } from './transforms.ts';

/** A row of any table, as predictions are tried on it. */
export interface TableRow {
  /** Null when the mapping names no id. */
  readonly id: string | null;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly target: number;
  /** The mapping's columns of words, joined. */
  readonly text: string;
  readonly categories: Readonly<Record<string, string | null>>;
  readonly numbers: Readonly<Record<string, number | null>>;
}

/** Why a row of a table is left out. */
export const TABLE_DROP_REASONS = {
  blank: 'The row is empty',
  'wrong-cell-count': 'The row has fewer or more cells than the header',
  'no-object': 'The line is no JSON object',
  'not-selected': "It does not meet the mapping's conditions (where)",
  'date-missing': 'It has no date, so its place in time is unknown',
  'date-unreadable': 'Its date is none, or not of the format',
  'target-missing': 'It does not say what is to be predicted',
  'target-unreadable': 'What is to be predicted cannot be read as the mapping says',
  'target-other-currency': 'Its amount is in a currency that the mapping gives no rate for',
  'target-not-positive': 'What is to be predicted is zero or below, and the scale is log',
  'duplicate-id': 'A row before it has the same id',
} as const satisfies Record<RowFault, string> & Record<string, string>;
export type TableDropReason = keyof typeof TABLE_DROP_REASONS;

type ReadRow = (cells: readonly unknown[]) => TableRow | TableDropReason;
type Cells = readonly unknown[];

/** Turns the cells of one file into rows; the header has every column that the mapping names. */
export function compileTableRow(
  mapping: TableMapping,
  target: TargetSource,
  header: readonly string[],
): ReadRow {
  const places = new Map(header.map((name, index) => [name, index]));
  const at = (column: string) => {
    const place = places.get(column) ?? -1;
    return (cells: Cells) => cells[place];
  };
  const idAt = mapping.id === undefined ? undefined : at(mapping.id);
  const dateSource =
    typeof mapping.date === 'string' ? { as: 'date' as const, from: mapping.date } : mapping.date;
  const dateAt = at(dateSource.from);
  const readDate = createSourceDateReader(dateSource, mapping.source?.dateOrder);
  const readTarget = targetReader(mapping, target, at);
  const conditions = (mapping.where ?? []).map((condition) => conditionTest(condition, at(condition.column)));
  const texts = (mapping.text ?? []).map(at);
  const categories = (mapping.categories ?? []).map((column) => [column, at(column)] as const);
  const numbers = (mapping.numbers ?? []).map((column) => [column, at(column)] as const);
  return (cells) => {
    if (!conditions.every((test) => test(cells))) return 'not-selected';
    const date = readDate(dateAt(cells));
    if (date === null) return 'date-missing';
    if (date === UNREADABLE) return 'date-unreadable';
    const value = readTarget(cells);
    if (typeof value === 'string') return value;
    if (target.scale === 'log' && value <= 0) return 'target-not-positive';
    return {
      id: idAt === undefined ? null : readText(idAt(cells)),
      date,
      target: value,
      text: texts
        .map((text) => readText(text(cells)))
        .filter((text) => text !== null)
        .join(' '),
      categories: Object.fromEntries(categories.map(([column, cell]) => [column, readText(cell(cells))])),
      numbers: Object.fromEntries(numbers.map(([column, cell]) => [column, knownNumber(cell(cells))])),
    };
  };
}

type Getter = (column: string) => (cells: Cells) => unknown;

function targetReader(
  mapping: TableMapping,
  target: TargetSource,
  at: Getter,
): (cells: Cells) => number | TableDropReason {
  const from = at(target.from);
  if (target.as === 'days') {
    const to = at(target.to);
    const readDate = createSourceDateReader(target, mapping.source?.dateOrder);
    return (cells) => {
      const [first, last] = [readDate(from(cells)), readDate(to(cells))];
      if (typeof first === 'symbol' || typeof last === 'symbol') return 'target-unreadable';
      if (first === null || last === null) return 'target-missing';
      return dayNumber(last) - dayNumber(first);
    };
  }
  if (target.as === 'number')
    return (cells) => {
      const value = readNumber(from(cells), target.decimal);
      return value === null ? 'target-missing' : value === UNREADABLE ? 'target-unreadable' : value;
    };
  const currency = target.currencyFrom === undefined ? () => undefined : at(target.currencyFrom);
  const readMoney = createMoneyReader(target, mapping.rates);
  return (cells) => {
    const value = readMoney(from(cells), currency(cells));
    if (typeof value === 'number') return value;
    if (value === null) return 'target-missing';
    return value === UNREADABLE ? 'target-unreadable' : 'target-other-currency';
  };
}

function conditionTest(condition: RowCondition, cell: (cells: Cells) => unknown): (cells: Cells) => boolean {
  const { above, below, oneOf, noneOf } = condition;
  const accepted = oneOf === undefined ? undefined : new Set(oneOf.map(fold));
  const refused = noneOf === undefined ? undefined : new Set(noneOf.map(fold));
  return (cells) => {
    const value = cell(cells);
    if (above !== undefined || below !== undefined) {
      const number = knownNumber(value);
      if (number === null || (above !== undefined && number <= above)) return false;
      if (below !== undefined && number >= below) return false;
    }
    const text = isBlank(value) ? '' : fold(readText(value) ?? '');
    return (accepted === undefined || accepted.has(text)) && (refused === undefined || !refused.has(text));
  };
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}

/** Currency marks do not matter to a feature or a condition. */
function knownNumber(cell: unknown): number | null {
  const value = readNumber(cell);
  return typeof value === 'number' ? value : null;
}
