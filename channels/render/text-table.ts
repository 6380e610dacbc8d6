import { displayWidth, shorten } from './printable.ts';
import { cellText, type Table } from './table.ts';

/** Narrowest a text column is squeezed to, in characters. */
const NARROWEST = 8;
const GAP = '  ';

/**
 * A table as lines for a terminal: title, header, a rule, one line a row. Columns are aligned by what a
 * terminal shows; when the whole is wider than `width`, the widest text columns are shortened with `…`.
 */
export function textTable(table: Table, options: { readonly width?: number } = {}): readonly string[] {
  const cells = table.rows.map((row) =>
    table.columns.map((column, index) => cellText(row[index] ?? null, column.unit)),
  );
  const header = table.columns.map((column) => column.name);
  const natural = header.map((name, index) =>
    Math.max(displayWidth(name), ...cells.map((row) => displayWidth(row[index] ?? ''))),
  );
  const widths = squeeze(natural, table, options.width ?? 100);
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => pad(cell, widths[index] ?? 0, table.columns[index]?.align ?? 'left'))
      .join(GAP)
      .trimEnd();
  const title = table.title === '' ? [] : [table.title];
  return [...title, line(header), widths.map((width) => '─'.repeat(width)).join(GAP), ...cells.map(line)];
}

function squeeze(natural: readonly number[], table: Table, width: number): readonly number[] {
  const widths = [...natural];
  const excess = () => widths.reduce((sum, each) => sum + each, 0) + GAP.length * (widths.length - 1) - width;
  while (excess() > 0) {
    const widest = widestText(widths, table);
    if (widest === undefined) return widths;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function widestText(widths: readonly number[], table: Table): number | undefined {
  let widest: number | undefined;
  for (const [index, width] of widths.entries()) {
    if (table.columns[index]?.align !== 'left' || width <= NARROWEST) continue;
    if (widest === undefined || width > (widths[widest] ?? 0)) widest = index;
  }
  return widest;
}

function pad(cell: string, width: number, align: 'left' | 'right'): string {
  const fitted = clip(cell, width);
  const space = ' '.repeat(Math.max(0, width - displayWidth(fitted)));
  return align === 'right' ? space + fitted : fitted + space;
}

function clip(cell: string, width: number): string {
  let clipped = cell;
  for (let length = width; displayWidth(clipped) > width && length > 0; length -= 1)
    clipped = shorten(cell, length);
  return clipped;
}
