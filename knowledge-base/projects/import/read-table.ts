import { createBlockReader } from './block-rows.ts';
import type { TableMapping, TargetSource } from './mapping.ts';
import { namedColumns, requireColumns } from './mapping-columns.ts';
import { openSource } from './source.ts';
import { SourceError } from './source-error.ts';
import { findSourceFiles } from './source-files.ts';
import type { SourceRow } from './source-rows.ts';
import { compileTableRow, TABLE_DROP_REASONS, type TableDropReason, type TableRow } from './table-row.ts';

export interface ReadTableOptions {
  /** A file or a folder. */
  readonly input: string;
  readonly mapping: TableMapping;
  /** One of the mapping's targets. */
  readonly target: string;
  readonly signal?: AbortSignal | undefined;
}

export interface TableReport {
  readonly files: readonly string[];
  readonly skippedFiles: readonly string[];
  readonly read: number;
  readonly kept: number;
  readonly dropped: Readonly<Record<TableDropReason, number>>;
}

export interface ReadTable {
  /** In the order of the files; nothing is sorted. */
  readonly rows: readonly TableRow[];
  readonly target: TargetSource;
  readonly report: TableReport;
}

/** A table with more rows than this is not held in memory. */
const MOST_ROWS = 2_000_000;

/**
 * Reads a table by its mapping, for one of its targets.
 * @throws {SourceError} when a file is missing, broken, cut off, or lacks a column that the mapping names
 * @throws {RangeError} for a target that the mapping does not have
 */
export async function readTable({ input, mapping, target, signal }: ReadTableOptions): Promise<ReadTable> {
  const source = mapping.targets[target];
  if (source === undefined)
    throw new RangeError(
      `There is no target ${target}; the mapping has ${Object.keys(mapping.targets).join(', ')}.`,
    );
  const { files, skipped } = await findSourceFiles(input, mapping.source?.format);
  const dropped = Object.fromEntries(Object.keys(TABLE_DROP_REASONS).map((reason) => [reason, 0])) as Record<
    TableDropReason,
    number
  >;
  const rows: TableRow[] = [];
  const seen = new Set<string>();
  let read = 0;
  const columns = namedColumns(mapping).map(({ column }) => column);
  for (const file of files) {
    const opened = await openSource(file, mapping.source, { signal, columns });
    requireColumns(mapping, opened.header, file.name);
    const toRow = compileTableRow(mapping, source, opened.header);
    const reader = createBlockReader(opened.layout, opened.header);
    for await (const block of opened.blocks())
      for (const raw of reader.rows(block)) {
        read += 1;
        const row = rowOf(raw, toRow, seen);
        if (typeof row === 'string') dropped[row] += 1;
        else if (rows.push(row) > MOST_ROWS)
          throw new SourceError(
            'source-broken',
            `${input}: more than ${MOST_ROWS} rows; take a part of them`,
          );
      }
  }
  const report = {
    files: files.map(({ name }) => name),
    skippedFiles: skipped,
    read,
    kept: rows.length,
    dropped,
  };
  return { rows, target: source, report };
}

function rowOf(
  { cells, fault }: SourceRow,
  toRow: ReturnType<typeof compileTableRow>,
  seen: Set<string>,
): TableRow | TableDropReason {
  if (fault !== undefined) return fault;
  const row = toRow(cells);
  if (typeof row === 'string' || row.id === null) return row;
  if (seen.has(row.id)) return 'duplicate-id';
  seen.add(row.id);
  return row;
}
