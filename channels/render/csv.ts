import type { Cell } from './table.ts';

/**
 * RFC 4180: CRLF after every record, quotes where a cell has a comma, a quote or a line break. `null` is an
 * empty cell and numbers are plain, so that a spreadsheet reads them as numbers. Text that a spreadsheet
 * would run as a formula gets an apostrophe in front.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** Formula starters, their full-width twins, and the white space a spreadsheet may skip before them. */
const FORMULA = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u;

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
