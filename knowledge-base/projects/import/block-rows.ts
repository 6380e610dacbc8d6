import { type CsvRecord, parseCsvRecords } from './csv-records.ts';
import type { SourceBlock, SourceLayout, SourceRow } from './source-rows.ts';

/** Turns blocks of one file into rows. */
export interface BlockReader {
  /** The names of the columns; JSONL adds at the end those that come later. */
  readonly header: readonly string[];
  rows(block: SourceBlock): readonly SourceRow[];
}

/** @param header the names of the columns as the opened file has them */
export function createBlockReader(layout: SourceLayout, header: readonly string[]): BlockReader {
  if (layout.format === 'parquet') return { header, rows: (block) => (isRows(block) ? block : []) };
  if (layout.format === 'jsonl') return jsonlReader(header);
  return {
    header,
    rows: (block) =>
      isRows(block)
        ? block
        : parseCsvRecords(lineFeedsOnly(textOf(block)), layout.dialect).records.map((record) =>
            rowOf(record, layout.columns, layout.shortRows),
          ),
  };
}

function isRows(block: SourceBlock): block is readonly SourceRow[] {
  return Array.isArray(block);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** Lines that end in a carriage return alone, as old programs write them. */
export function lineFeedsOnly(text: string): string {
  return text.includes('\n') ? text : text.replaceAll('\r', '\n');
}

function rowOf({ cells, isQuoteBroken }: CsvRecord, columns: number, shortRows: 'drop' | 'fill'): SourceRow {
  const base = isQuoteBroken ? { isQuoteBroken } : {};
  if (cells.length === columns) return isBlankRow(cells) ? { cells, fault: 'blank' } : { ...base, cells };
  if (isBlankRow(cells)) return { cells, fault: 'blank' };
  if (cells.length < columns)
    return shortRows === 'fill'
      ? { ...base, cells: [...cells, ...Array<string>(columns - cells.length).fill('')] }
      : { cells, fault: 'wrong-cell-count' };
  const isPadded = cells.slice(columns).every((cell) => cell.trim() === '');
  return isPadded ? { ...base, cells: cells.slice(0, columns) } : { cells, fault: 'wrong-cell-count' };
}

/** The first cells tell nearly always. */
function isBlankRow(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false;
  return true;
}

/** More keys than this are no columns but data. */
const MOST_COLUMNS = 2_000;
const DEEPEST = 4;

function jsonlReader(known: readonly string[]): BlockReader {
  const header = [...known];
  const places = new Map(header.map((name, index) => [name, index]));
  return { header, rows: (block) => (isRows(block) ? block : linesOf(textOf(block)).map(rowOfLine)) };

  function rowOfLine(line: string): SourceRow {
    if (line.trim() === '') return { cells: [], fault: 'blank' };
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return { cells: [line], fault: 'no-object' };
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { cells: [line], fault: 'no-object' };
    const cells: unknown[] = new Array(header.length).fill(null);
    fill(cells, value, '', 0);
    return { cells };
  }

  function fill(cells: unknown[], value: object, prefix: string, depth: number): void {
    for (const [key, cell] of Object.entries(value)) {
      const name = prefix + key;
      if (typeof cell === 'object' && cell !== null && !Array.isArray(cell) && depth < DEEPEST) {
        fill(cells, cell, `${name}.`, depth + 1);
        continue;
      }
      let place = places.get(name);
      if (place === undefined) {
        if (header.length >= MOST_COLUMNS) continue;
        place = header.push(name) - 1;
        places.set(name, place);
      }
      while (cells.length <= place) cells.push(null);
      cells[place] = cell;
    }
  }
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
