import { availableParallelism } from 'node:os';
import type { CurrentData } from '../current-data.ts';
import { DROP_REASONS, type DropReason, zeroCounts } from '../normalise-reasons.ts';
import type { WriteProgress, WrittenProjects } from '../projects-parquet.ts';
import { PublishProjectsError, publishProjects } from '../publish-projects.ts';
import type { LaneResult } from './import-lane.ts';
import type { ImportReport } from './import-report.ts';
import { importReport } from './import-report.ts';
import { openLanes } from './lanes.ts';
import type { ProjectsMapping } from './mapping.ts';
import { namedColumns, requireColumns } from './mapping-columns.ts';
import { writeSellersFile } from './sellers-file.ts';
import { openSource } from './source.ts';
import { findSourceFiles, type SourceFile, type SourceFiles } from './source-files.ts';
import type { OpenSource } from './source-rows.ts';

export interface ImportProjectsOptions {
  /** A file, or a folder with all that is below it. */
  readonly input: string;
  readonly mapping: ProjectsMapping;
  /** The data's folder. */
  readonly outDir: string;
  readonly now: () => Date;
  /** Today, YYYY-MM-DD: what closes later has not been won. */
  readonly todayDate: string;
  /** Threads beside this one; told by the size of the files and the machine when left out. */
  readonly threads?: number | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Aborting leaves the data that was there as it was. */
  readonly signal?: AbortSignal | undefined;
}

export type ImportProgress =
  | { readonly step: 'reading'; readonly bytes: number; readonly ofBytes: number }
  | Extract<WriteProgress, { readonly step: 'writing' }>;

/**
 * Reads a source by its mapping, makes what is kept the current data at once, or leaves the data that was there, and
 * writes a seller directory to start from.
 * @throws {SourceError} when a file is missing, broken or cut off, or lacks a column that the mapping names
 */
export async function importProjects(options: ImportProjectsOptions): Promise<ImportReport> {
  const { input, mapping, outDir, now, todayDate, onProgress, signal } = options;
  const found = await findSourceFiles(input, mapping.source?.format);
  const opened = await openAll(found.files, options);
  const lanes: { results: readonly LaneResult[]; blockFiles: readonly number[] } = {
    results: [],
    blockFiles: [],
  };
  let written: WrittenProjects | undefined;
  let current: CurrentData | undefined;
  try {
    current = await publishProjects({
      rows: async (dir) => {
        Object.assign(lanes, await readAll(opened, found, dir, options));
        return countsOf(lanes.results);
      },
      outDir,
      sample: false,
      now,
      todayDate,
      signal,
      onWritten: (each) => {
        written = each;
      },
      onProgress: (progress) => progress.step === 'writing' && onProgress?.(progress),
    });
  } catch (error) {
    if (!(error instanceof PublishProjectsError)) throw error;
  }
  if (written === undefined) throw new Error('Nothing was written, and nothing said why.');
  const sellersFile = current === undefined ? null : await writeSellersFile(outDir, written.summary.partners);
  return importReport({ found, lanes, written, current, mapping, sellersFile, at: now() });
}

async function openAll(files: readonly SourceFile[], { mapping, signal, onProgress }: ImportProjectsOptions) {
  const columns = namedColumns(mapping).map(({ column }) => column);
  const ofBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let bytes = 0;
  const onBytes = (more: number) => {
    bytes += more;
    onProgress?.({ step: 'reading', bytes, ofBytes });
  };
  const opened: OpenSource[] = [];
  for (const file of files) {
    const source = await openSource(file, mapping.source, { columns, onBytes, signal });
    requireColumns(mapping, source.header, file.name);
    opened.push(source);
  }
  return opened;
}

/** Below this a thread takes longer to start than to work. */
const BYTES_FOR_THREADS = 12 << 20;
const MOST_THREADS = 4;

async function readAll(
  opened: readonly OpenSource[],
  { files }: SourceFiles,
  dir: string,
  { mapping, todayDate, threads, signal }: ImportProjectsOptions,
) {
  const bytes = files.reduce((sum, file) => sum + file.bytes * (file.isGzip ? 6 : 1), 0);
  const lanes = openLanes({
    mapping,
    todayDate,
    dir,
    files: opened.map(({ header, layout }) => ({ header, layout })),
    threads: threads ?? (bytes < BYTES_FOR_THREADS ? 0 : Math.min(MOST_THREADS, availableParallelism())),
  });
  const blockFiles: number[] = [];
  try {
    for (const [file, source] of opened.entries())
      for await (const content of source.blocks()) {
        signal?.throwIfAborted();
        await lanes.take({ file, block: blockFiles.length, content });
        blockFiles.push(file);
      }
    return { results: await lanes.end(), blockFiles };
  } finally {
    await lanes.close();
  }
}

function countsOf(results: readonly LaneResult[]) {
  const dropped: Record<DropReason, number> = zeroCounts(DROP_REASONS);
  let read = 0;
  for (const result of results) {
    for (const [, rows] of result.blockRows) read += rows;
    for (const reason of Object.keys(dropped) as DropReason[]) dropped[reason] += result.dropped[reason];
  }
  return { read, dropped, files: results.flatMap(({ staged }) => staged) };
}
