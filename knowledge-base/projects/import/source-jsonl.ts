import type { SourceOptions } from './mapping.ts';
import { SourceError } from './source-error.ts';
import type { SourceFile } from './source-files.ts';
import type { OpenSource, SourceReadOptions, SourceRow } from './source-rows.ts';
import { textBlocks } from './text-blocks.ts';

/**
 * Opens a file of JSON objects, one a line. A column is a key; keys of objects inside are joined by a dot
 * (`account.name`). The header holds the keys of the first lines, and grows when others come.
 * @throws {SourceError} when none of the first lines is an object
 */
export async function openJsonlSource(
  file: SourceFile,
  options: SourceOptions,
  read: SourceReadOptions,
): Promise<OpenSource> {
  const header: string[] = [];
  const places = new Map<string, number>();
  let objects = 0;
  for await (const block of textBlocks(file, options)) {
    for (const row of rowsOf(block, 0, header, places)) objects += row.fault === undefined ? 1 : 0;
    if (objects === 0 || (read.columns ?? []).every((column) => places.has(column))) break;
  }
  if (objects === 0)
    throw new SourceError(
      'source-broken',
      `${file.name}: none of its first lines is a JSON object; JSONL has one on each line`,
    );
  return { header, batches: () => batches(file, { options, header, places }, read) };
}

interface Layout {
  readonly options: SourceOptions;
  readonly header: string[];
  readonly places: Map<string, number>;
}

async function* batches(file: SourceFile, { options, header, places }: Layout, read: SourceReadOptions) {
  let row = 0;
  let last: SourceRow | undefined;
  let endsLine = true;
  for await (const block of textBlocks(file, { ...read, encoding: options.encoding })) {
    const rows = rowsOf(block, row, header, places);
    row += rows.length;
    last = rows.at(-1) ?? last;
    endsLine = block.endsWith('\n');
    yield rows;
  }
  if (last?.fault === 'no-object' && !endsLine)
    throw new SourceError(
      'source-cut-off',
      `${file.name}: the last line (${row}) ends in the middle of an object; the file is cut off`,
    );
}

/** More keys than this are no columns but data. */
const MOST_COLUMNS = 2_000;
const DEEPEST = 4;

function rowsOf(block: string, before: number, header: string[], places: Map<string, number>): SourceRow[] {
  const lines = block.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => {
    const row = before + index + 1;
    if (line.trim() === '') return { row, cells: [], fault: 'blank' };
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return { row, cells: [line], fault: 'no-object' };
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { row, cells: [line], fault: 'no-object' };
    const cells: unknown[] = new Array(header.length).fill(null);
    fill(cells, value, '', 0);
    return { row, cells };
  });

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
