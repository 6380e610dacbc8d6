import { setImmediate } from 'node:timers/promises';
import { type NormaliseProjectOptions, normaliseProject } from './normalise-project.ts';
import { DROP_REASONS, type DropReason, zeroCounts } from './normalise-reasons.ts';
import { createStagedLines, type StagedFile } from './staged-lines.ts';

/** Rows that became lines. */
export interface StagedProjects {
  readonly files: readonly StagedFile[];
  readonly read: number;
  /** By reason; duplicates are told later. */
  readonly dropped: Readonly<Record<DropReason, number>>;
}

export interface StageRowsOptions extends NormaliseProjectOptions {
  readonly rows: Iterable<unknown> | AsyncIterable<unknown>;
  /** Where the files of lines go. */
  readonly dir: string;
  /** Called now and then with the rows read. */
  readonly onRows: (rows: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Rows between two breaths, in which a signal or a terminal is served. */
const BATCH_ROWS = 2_048;

/** Normalises rows in their order and writes them as lines. */
export async function stageRows({
  rows,
  dir,
  onRows,
  signal,
  ...options
}: StageRowsOptions): Promise<StagedProjects> {
  const lines = createStagedLines(dir, 'rows');
  const dropped = zeroCounts(DROP_REASONS);
  let read = 0;
  for await (const raw of rows) {
    read += 1;
    const kept = normaliseProject(raw, options);
    if (typeof kept === 'string') dropped[kept] += 1;
    else lines.add(kept.project, kept.completeness, read);
    if (read % BATCH_ROWS !== 0) continue;
    await setImmediate();
    signal?.throwIfAborted();
    onRows(read);
  }
  onRows(read);
  return { read, dropped, files: lines.end() };
}
