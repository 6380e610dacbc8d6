import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { NormaliseProjectOptions } from './normalise-project.ts';
import { DOUBT_REASONS, type NormaliseReport, zeroCounts } from './normalise-reasons.ts';
import { writeOwnershipParquet } from './ownership-parquet.ts';
import { FILE_COLUMNS } from './project-columns.ts';
import { type StagedProjects, stageRows } from './stage-rows.ts';
import type { StagedFile } from './staged-lines.ts';
import { type StagedSummary, summariseStaged } from './staged-summary-parquet.ts';
import { createStagedTable, linesTable } from './staged-table-parquet.ts';

/** Two threads can share even a small table's scan, and a scan can skip what a period leaves out. */
export const ROW_GROUP_ROWS = 16_384;

export interface ProjectsParquetOptions extends NormaliseProjectOptions {
  /** Rows of a feed, in its order; or what normalises and stages them itself. */
  readonly rows: Iterable<unknown> | AsyncIterable<unknown> | StageProjects;
  /** An empty folder of this run, for what does not fit in memory. */
  readonly scratchDir: string;
  /** Where `close_year=…/part-0.parquet` go. */
  readonly targetDir: string;
  /** Where `part-0.parquet` of the ownership table goes. */
  readonly ownershipDir: string;
  /** Called now and then with the rows read, and with `rows` 0 once they are all in and files are written. */
  readonly onProgress?: ((progress: WriteProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface DroppedDuplicate {
  readonly opportunityId: string;
  readonly place: number;
}

/** Normalises rows and writes them as lines ({@link createStagedLines}) into a folder. */
export type StageProjects = (dir: string) => Promise<StagedProjects>;

export type WriteProgress =
  | { readonly step: 'reading'; readonly rows: number }
  | { readonly step: 'writing'; readonly files: number; readonly ofFiles: number };

export interface WrittenProjects {
  readonly report: NormaliseReport;
  /** The last close date, null when no row has one. */
  readonly throughDate: string | null;
  /** Paths below `targetDir`, in order. */
  readonly files: readonly string[];
  readonly summary: StagedSummary;
  /** The first of the duplicates that were dropped. */
  readonly duplicates: readonly DroppedDuplicate[];
}

/**
 * Normalises rows and writes them as Parquet, one file a close year, sorted by close date, and beside them which
 * partner has which customer. The rows are staged in
 * a database file, where duplicates are told apart, so none is kept in JavaScript. The same rows in the same
 * order give the same bytes.
 */
export async function writeProjectsParquet(options: ProjectsParquetOptions): Promise<WrittenProjects> {
  const { scratchDir, targetDir, ownershipDir, signal, onProgress } = options;
  const instance = await DuckDBInstance.create(join(scratchDir, 'staged.duckdb'), {
    memory_limit: MEMORY_LIMIT,
    // More threads hold more at once, and gain little beside the reading.
    threads: '2',
    temp_directory: join(scratchDir, 'spilled'),
  });
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    // Never committed: the rows go to the file as memory fills, and no log is written of what is thrown away.
    await connection.run('BEGIN');
    const staged = await stage(options);
    signal?.throwIfAborted();
    await createStagedTable(connection, staged.files);
    const duplicates = await dropDuplicates(connection);
    const dropped = { ...staged.dropped, 'duplicate-opportunity': duplicates.count };
    const doubted = { ...zeroCounts(DOUBT_REASONS), ...(await countDoubts(connection)) };
    const years = await connection.runAndReadAll(
      `SELECT close_year, count(*)::INTEGER, max(close_date)::VARCHAR FROM staged GROUP BY 1 ORDER BY 1`,
    );
    const partitions = years.getRows().map(([year, rows, last]) => ({ year, rows: Number(rows), last }));
    const files: string[] = [];
    for (const { year } of partitions) {
      signal?.throwIfAborted();
      onProgress?.({ step: 'writing', files: files.length, ofFiles: partitions.length });
      const folder = `close_year=${year}`;
      await mkdir(join(targetDir, folder), { recursive: true });
      const file = join(targetDir, folder, 'part-0.parquet');
      await copyYear(connection, { year: Number(year), files: staged.files, file });
      files.push(`${folder}/part-0.parquet`);
    }
    const summary = await summariseStaged(connection);
    await writeOwnershipParquet(connection, { file: join(ownershipDir, 'part-0.parquet'), signal });
    const kept = partitions.reduce((sum, { rows }) => sum + rows, 0);
    const throughDate = partitions.at(-1)?.last;
    return {
      report: { read: staged.read, kept, dropped, doubted },
      throughDate: typeof throughDate === 'string' ? throughDate : null,
      files,
      summary,
      duplicates: duplicates.first,
    };
  } catch (error) {
    // An interrupted statement says so in its own words; the caller asked for the signal's reason.
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    connection.closeSync();
    instance.closeSync();
  }
}

function stage(options: ProjectsParquetOptions): Promise<StagedProjects> {
  const { rows, scratchDir: dir, onProgress } = options;
  if (typeof rows === 'function') return rows(dir);
  const onRows = (count: number) => onProgress?.({ step: 'reading', rows: count });
  return stageRows({ ...options, rows, dir, onRows });
}

/** What the database may hold before it goes to the file; buffers of the moment come on top. */
const MEMORY_LIMIT = '384MB';

/** Of rows with one id the most complete stays, of equals the latest. */
async function dropDuplicates(connection: DuckDBConnection) {
  await connection.run(`
    CREATE TEMP TABLE duplicates AS
    SELECT opportunity_id, place FROM (
      SELECT opportunity_id, place,
        row_number() OVER (PARTITION BY opportunity_id ORDER BY completeness DESC, place DESC) AS rank
      FROM staged
      WHERE opportunity_id IN (SELECT opportunity_id FROM staged GROUP BY 1 HAVING count(*) > 1)
    ) WHERE rank > 1`);
  const first = await connection.runAndReadAll(
    'SELECT opportunity_id, place::DOUBLE FROM duplicates ORDER BY place LIMIT 5',
  );
  const deleted = await connection.run('DELETE FROM staged WHERE place IN (SELECT place FROM duplicates)');
  return {
    count: deleted.rowsChanged,
    first: first
      .getRows()
      .map(([id, place]): DroppedDuplicate => ({ opportunityId: String(id), place: Number(place) })),
  };
}

async function countDoubts(connection: DuckDBConnection): Promise<Record<string, number>> {
  const counted = await connection.runAndReadAll(`
    SELECT reason, count(*)::INTEGER
    FROM (SELECT unnest(string_split(doubts, ',')) AS reason FROM staged WHERE doubts <> '') GROUP BY 1`);
  return Object.fromEntries(counted.getRows().map(([reason, count]) => [`${reason}`, Number(count)]));
}

interface YearToWrite {
  readonly year: number;
  readonly files: readonly StagedFile[];
  readonly file: string;
}

async function copyYear(connection: DuckDBConnection, { year, files, file }: YearToWrite): Promise<void> {
  const ofYear = files.filter(({ closeYear }) => closeYear === year);
  const columns = FILE_COLUMNS.map(({ name }) =>
    name === 'doubts' ? "coalesce(doubts, '') AS doubts" : name,
  );
  await connection.run(`
    COPY (
      SELECT ${columns.join(', ')} FROM ${linesTable(ofYear)}
      WHERE place NOT IN (SELECT place FROM duplicates) ORDER BY close_date, opportunity_id
    ) TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${ROW_GROUP_ROWS})`);
  for (const { path } of ofYear) await rm(path);
}
