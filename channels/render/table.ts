import {
  formatCount,
  formatDate,
  formatExactUsd,
  formatMonth,
  formatShare,
  formatUsd,
} from '#action-groups/kernel/format.ts';
import { printableLine } from './printable.ts';

/** What a column's numbers and texts are, and so how they are written. */
export type Unit =
  | 'text'
  | 'usd'
  | 'exactUsd'
  | 'share'
  | 'days'
  | 'months'
  | 'count'
  | 'weight'
  | 'date'
  | 'month';

/** `null` is "not known", and is said. */
export type Cell = string | number | null;

export interface TableColumn {
  readonly name: string;
  readonly align: 'left' | 'right';
  readonly unit: Unit;
}

/** A table for any channel: values stay values until {@link cellText} words them. The first column names the row. */
export interface Table {
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

export const NOT_KNOWN = 'not known';

export function textColumn(name: string): TableColumn {
  return { name, align: 'left', unit: 'text' };
}

export function numberColumn(name: string, unit: Unit): TableColumn {
  return { name, align: 'right', unit };
}

/** A cell as a person reads it, on one line. */
export function cellText(cell: Cell, unit: Unit): string {
  if (cell === null) return NOT_KNOWN;
  return typeof cell === 'number' ? numberText(cell, unit) : stringText(cell, unit);
}

function numberText(value: number, unit: Unit): string {
  switch (unit) {
    case 'usd':
      return formatUsd(value);
    case 'exactUsd':
      return formatExactUsd(value);
    case 'share':
      return formatShare(value);
    case 'days':
      return formatCount(Math.round(value), 'day');
    case 'months':
      return formatCount(Math.round(value * 10) / 10, 'month');
    case 'weight':
      return value.toLocaleString('en-US', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
    default:
      return value.toLocaleString('en-US');
  }
}

/** Calendar text that is none is shown as it came: it is data, and data may be wrong. */
function stringText(text: string, unit: Unit): string {
  if (unit === 'month' && /^\d{4}-(0[1-9]|1[0-2])/.test(text)) return formatMonth(text);
  if (unit === 'date' && /^\d{4}-(0[1-9]|1[0-2])-\d{2}/.test(text)) return formatDate(text);
  return printableLine(text);
}
