import type { Cell, SqlValue } from '#knowledge-base/projects/warehouse.ts';

/** What two values are by an operator, null where one of them is not known. */
export function comparisonOf(operator: string): (a: Cell, b: Cell) => boolean | null {
  const holds = COMPARISONS[operator];
  return (a, b) => (a === null || b === null || holds === undefined ? null : holds(compareCells(a, b)));
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

export function cellOf(value: SqlValue): Cell {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'object' && value !== null ? value.date : value;
}

export function compareCells(a: Cell, b: Cell): number {
  if (a === b) return 0;
  // NULL sorts last, as in Trino.
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

/** The functions of the searches, of texts that are known. */
export const FUNCTIONS: Readonly<Record<string, (given: readonly string[]) => string>> = {
  lower: ([text = '']) => text.toLowerCase(),
  concat: (texts) => texts.join(''),
  substr: ([text = '', start]) => text.slice(Number(start) - 1),
};
