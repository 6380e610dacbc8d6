import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLines, readLines } from './json-lines.ts';
import { lockRunFolder, RunFolderError } from './run-lock.ts';
import { type ResultLine, RUN_FILES, RUN_FORMAT, type RunRecord, type TranscriptLine } from './run-record.ts';

/** A run as its folder has it. */
export interface StoredRun {
  readonly dir: string;
  readonly record: RunRecord;
  /** One a case and repeat, the last of several. */
  readonly results: readonly ResultLine[];
}

/** A run that is being written; nobody else can write into its folder meanwhile. */
export interface RunFolder {
  readonly dir: string;
  /** What is there already, of a run that goes on. */
  readonly results: readonly ResultLine[];
  readonly record: RunRecord;
  append(result: ResultLine, transcript?: TranscriptLine): void;
  update(changes: Partial<RunRecord>): void;
  close(): void;
}

/**
 * Begins a run in a folder that holds none.
 * @throws {RunFolderError} when another run writes there or has written there
 */
export function createRunFolder(dir: string, record: RunRecord): RunFolder {
  mkdirSync(dir, { recursive: true });
  const unlock = lockRunFolder(dir);
  if (existsSync(join(dir, RUN_FILES.run))) {
    unlock();
    throw new RunFolderError(
      'run-folder-taken',
      `${dir}: a run is in this folder already; go on with --resume ${dir}, or give another --out`,
    );
  }
  writeRecord(dir, record);
  return openRunFolder(dir, record, unlock);
}

/**
 * Goes on with a run that was interrupted or could not be finished.
 * @throws {RunFolderError} when there is none, or another process writes it
 */
export function resumeRunFolder(dir: string): RunFolder {
  const { record } = readRun(dir);
  return openRunFolder(dir, record, lockRunFolder(dir));
}

function openRunFolder(dir: string, begun: RunRecord, unlock: () => void): RunFolder {
  const transcripts = openLines(join(dir, RUN_FILES.transcripts));
  const lines = openLines(join(dir, RUN_FILES.results));
  let record = begun;
  return {
    dir,
    results: lastOfEach(readLines<ResultLine>(join(dir, RUN_FILES.results))),
    get record() {
      return record;
    },
    append(result, transcript) {
      // The transcript first: a result without one could not be scored again.
      if (transcript !== undefined) transcripts.append(transcript);
      lines.append(result);
    },
    update(changes) {
      record = { ...record, ...changes };
      writeRecord(dir, record);
    },
    close() {
      transcripts.close();
      lines.close();
      unlock();
    },
  };
}

/**
 * Reads a run: its record and its results, as far as they got.
 * @throws {RunFolderError} when there is none, or it is of a format that this code does not know
 */
export function readRun(dir: string): StoredRun {
  const file = join(dir, RUN_FILES.run);
  if (!existsSync(file))
    throw new RunFolderError('run-folder-unreadable', `${dir}: there is no run here (no ${RUN_FILES.run})`);
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
    if (record.format !== RUN_FORMAT)
      throw new TypeError(`format ${String(record.format)}, not ${RUN_FORMAT}`);
    return { dir, record, results: lastOfEach(readLines<ResultLine>(join(dir, RUN_FILES.results))) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RunFolderError('run-folder-unreadable', `${dir}: this run cannot be read: ${why}`, { cause });
  }
}

/** What was said, one a case and repeat, the last of several. */
export function readTranscripts(dir: string): readonly TranscriptLine[] {
  return lastOfEach(readLines<TranscriptLine>(join(dir, RUN_FILES.transcripts)));
}

/** Which of a run's lines belong together. */
export function lineKey({ caseId, repeat }: { readonly caseId: string; readonly repeat: number }): string {
  return `${caseId}#${repeat}`;
}

function lastOfEach<Line extends { readonly caseId: string; readonly repeat: number }>(
  lines: readonly Line[],
): readonly Line[] {
  return [...new Map(lines.map((line) => [lineKey(line), line])).values()];
}

/** A record is whole or it is the one before: it is written beside it and put in its place. */
function writeRecord(dir: string, record: RunRecord): void {
  const file = join(dir, RUN_FILES.run);
  writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
