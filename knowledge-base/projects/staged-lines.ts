import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { NormalisedProject } from './normalise-project.ts';
import { FILE_COLUMNS } from './project-columns.ts';

/** Between cells: normalised text has no control characters, so neither this nor a line feed can be in a cell. */
export const CELL_END = '\u001F';

/** What a line has beside the columns of a project. */
export const STAGED_EXTRAS = [
  ['completeness', 'INTEGER'],
  ['place', 'BIGINT'],
] as const;

/** Normalised projects of one close year, a line each. */
export interface StagedFile {
  readonly path: string;
  readonly closeYear: number;
}

/**
 * Writes normalised projects as lines, a file for each close year, which the database reads by itself: faster than
 * cell by cell, and in any thread.
 */
export interface StagedLines {
  /** @param place tells which of two equal duplicates came later */
  add(project: NormalisedProject, completeness: number, place: number): void;
  /** @returns the files, which are whole from now on */
  end(): readonly StagedFile[];
}

/** @param prefix begins the names of the files in `dir`: another for every thread */
export function createStagedLines(dir: string, prefix: string): StagedLines {
  const years = new Map<number, YearFile>();
  return {
    add(project, completeness, place) {
      let year = years.get(project.closeYear);
      if (year === undefined) {
        year = openYear(join(dir, `${prefix}-${project.closeYear}.lines`));
        years.set(project.closeYear, year);
      }
      year.add(lineOf(project, completeness, place));
    },
    end() {
      for (const year of years.values()) year.end();
      return [...years].map(([closeYear, { path }]) => ({ path, closeYear }));
    },
  };
}

type YearFile = ReturnType<typeof openYear>;

/** There are at most 111 years, each with its own. */
const BUFFER_BYTES = 1 << 18;

function openYear(path: string) {
  const descriptor = openSync(path, 'w');
  let buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  let used = 0;
  const write = () => {
    for (let at = 0; at < used; ) at += writeSync(descriptor, buffer, at, used - at);
    used = 0;
  };
  return {
    path,
    add(line: string): void {
      // UTF-8 takes three bytes at most for a unit of a string.
      const most = 3 * line.length;
      if (used + most > buffer.length) write();
      if (most > buffer.length) buffer = Buffer.allocUnsafe(most);
      used += buffer.write(line, used);
    },
    end(): void {
      write();
      closeSync(descriptor);
    },
  };
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
  CELLS[index] = completeness;
  CELLS[index + 1] = place;
  return `${CELLS.join(CELL_END)}\n`;
}
