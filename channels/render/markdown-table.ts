import { type Table, type TableColumn, textColumn } from './table.ts';

/** A table that words hold in Markdown's notation, and the line after it. */
export interface MarkdownTable {
  readonly table: Table;
  readonly end: number;
}

const ROW = /^\s*\|.*\|\s*$/s;
const RULE = /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/;

/** Whether a line may be a row of a table. */
export function isTableRow(line: string): boolean {
  return ROW.test(line);
}

/** The table that begins at line `at`: a header, a rule and rows; undefined when none does. */
export function readMarkdownTable(lines: readonly string[], at: number): MarkdownTable | undefined {
  const [header = '', rule = ''] = [lines[at], lines[at + 1]];
  if (!ROW.test(header) || !RULE.test(rule)) return undefined;
  let end = at + 2;
  while (end < lines.length && ROW.test(lines[end] ?? '')) end += 1;
  const names = cellsOf(header);
  const rows = lines.slice(at + 2, end).map((line) => {
    const cells = cellsOf(line);
    return names.map((_, index) => cells[index] ?? '');
  });
  return {
    table: { title: '', columns: names.map((name, index) => columnOf(name, index, rows)), rows },
    end,
  };
}

/** Columns of figures stand right, as in every other table. */
function columnOf(name: string, index: number, rows: readonly (readonly string[])[]): TableColumn {
  const figures = rows.filter((row) => /^[-$]?[$\d]/.test(row[index] ?? '')).length;
  const isFigures = index > 0 && rows.length > 0 && figures * 2 >= rows.length;
  return { ...textColumn(name), align: isFigures ? 'right' : 'left' };
}

/** `\|` is a bar in a cell; cells are not set in bold. */
function cellsOf(line: string): string[] {
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').replaceAll('**', '').trim());
}
