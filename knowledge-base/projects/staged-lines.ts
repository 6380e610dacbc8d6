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
  let buffer = '';
  const write = () => {
    open ??= openFile(join(dir, `${prefix}-${files}.lines`));
    writeSync(open.descriptor, buffer);
    written += buffer.length;
    buffer = '';
  };
  const end = () => {
    if (buffer !== '') write();
    if (open === undefined) return;
    closeSync(open.descriptor);
    onFile(open.path);
    open = undefined;
    written = 0;
    files += 1;
  };
  return {
    add(project, completeness, place) {
      buffer += lineOf(project, completeness, place);
      if (buffer.length < BUFFER_LENGTH) return;
      write();
      if (written >= FILE_LENGTH) end();
    },
    end,
  };
}

function openFile(path: string) {
  return { path, descriptor: openSync(path, 'w') };
}

const FIELDS = FILE_COLUMNS.flatMap(({ field }) => (field === 'dataVersion' ? [] : [field]));

function lineOf(project: NormalisedProject, completeness: number, place: number): string {
  let line = '';
  for (const field of FIELDS) {
    const value = project[field];
    line += value === null ? CELL_END : value + CELL_END;
  }
  return `${line}${project.closeYear}${CELL_END}${completeness}${CELL_END}${place}\n`;
}
