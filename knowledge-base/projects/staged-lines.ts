import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { NormalisedProject } from './normalise-project.ts';
import { FILE_COLUMNS } from './project-columns.ts';

/** Between cells and after a row: normalised text has no control characters, so neither can be in a cell. */
export const CELL_END = '\u001F';

/** What is staged beside the columns of a project. */
export const STAGED_EXTRAS = [
  ['close_year', 'INTEGER'],
  ['completeness', 'INTEGER'],
  ['place', 'BIGINT'],
] as const;

/** Files of about this size come out, so that one is taken in while the next is written. */
const FILE_LENGTH = 48 << 20;
const BUFFER_LENGTH = 1 << 20;

export interface StagedLinesOptions {
  readonly dir: string;
  /** Begins the files' names: another for every thread. */
  readonly prefix: string;
  /** Called with each file that is whole. */
  readonly onFile: (path: string) => void;
}

/** Writes normalised projects as lines that the database takes in by itself, which is faster than cell by cell. */
export interface StagedLines {
  /** @param place tells which of two equal duplicates came later */
  add(project: NormalisedProject, completeness: number, place: number): void;
  end(): void;
}

export function createStagedLines({ dir, prefix, onFile }: StagedLinesOptions): StagedLines {
  let files = 0;
  let open: { readonly path: string; readonly descriptor: number } | undefined;
  let written = 0;
  let buffer = Buffer.allocUnsafe(2 * BUFFER_LENGTH);
  let used = 0;
  const write = () => {
    open ??= openFile(join(dir, `${prefix}-${files}.lines`));
    for (let at = 0; at < used; ) at += writeSync(open.descriptor, buffer, at, used - at);
    written += used;
    used = 0;
  };
  const end = () => {
    if (used > 0) write();
    if (open === undefined) return;
    closeSync(open.descriptor);
    onFile(open.path);
    open = undefined;
    written = 0;
    files += 1;
  };
  return {
    add(project, completeness, place) {
      const line = lineOf(project, completeness, place);
      // UTF-8 takes three bytes at most for a unit of a string.
      if (used + 3 * line.length > buffer.length) {
        write();
        if (3 * line.length > buffer.length) buffer = Buffer.allocUnsafe(3 * line.length);
      }
      used += buffer.write(line, used);
      if (used >= BUFFER_LENGTH) write();
      if (written >= FILE_LENGTH) end();
    },
    end,
  };
}

function openFile(path: string) {
  return { path, descriptor: openSync(path, 'w') };
}

const FIELDS = FILE_COLUMNS.flatMap(({ field }) => (field === 'dataVersion' ? [] : [field]));

/** Used again for every row: one row is written at a time. */
const CELLS: (string | number | null)[] = [];

/** Nulls are nothing between two ends. */
function lineOf(project: NormalisedProject, completeness: number, place: number): string {
  let index = 0;
  for (const field of FIELDS) {
    CELLS[index] = project[field];
    index += 1;
  }
  CELLS[index] = project.closeYear;
  CELLS[index + 1] = completeness;
  CELLS[index + 2] = place;
  return `${CELLS.join(CELL_END)}\n`;
}
