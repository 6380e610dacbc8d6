import { DuckDBInstance } from '@duckdb/node-api';
import { SourceError } from './source-error.ts';
import type { SourceFile } from './source-files.ts';
import type { OpenSource, SourceReadOptions, SourceRow } from './source-rows.ts';

/** Nothing may be fetched at run time, and one file alone is read. */
const SETTINGS = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  memory_limit: '384MB',
  threads: '2',
  preserve_insertion_order: 'true',
};

/**
 * Opens a Parquet file. Dates come as `Date`, whole numbers beyond 32 bits as `bigint`.
 * @throws {SourceError} when it is cut off or broken
 */
export async function openParquetSource(file: SourceFile, read: SourceReadOptions): Promise<OpenSource> {
  const header: string[] = [];
  for await (const names of rowsOf(file, 'SELECT * FROM file LIMIT 0', {})) header.push(...names.header);
  return {
    header,
    layout: { format: 'parquet' },
    async *blocks() {
      for await (const { rows } of rowsOf(file, 'FROM file', read)) {
        if (rows.length === 0) continue;
        yield rows.map(
          (cells): SourceRow =>
            cells.every((cell) => cell === null) ? { cells, fault: 'blank' } : { cells },
        );
      }
      read.onBytes?.(file.bytes);
    },
  };
}

async function* rowsOf(file: SourceFile, sql: string, { signal }: SourceReadOptions) {
  const instance = await DuckDBInstance.create(':memory:', SETTINGS);
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    const path = file.path.replaceAll("'", "''");
    await connection.run(`CREATE VIEW file AS FROM read_parquet('${path}', hive_partitioning = false)`);
    const result = await connection.stream(sql);
    const header = result.columnNames();
    yield { header, rows: [] as unknown[][] };
    for await (const rows of result.yieldRowsJs()) yield { header: [], rows };
  } catch (cause) {
    signal?.throwIfAborted();
    throw sourceErrorOf(file, cause);
  } finally {
    signal?.removeEventListener('abort', interrupt);
    connection.closeSync();
    instance.closeSync();
  }
}

function sourceErrorOf(file: SourceFile, cause: unknown): unknown {
  if (!(cause instanceof Error) || cause instanceof SourceError) return cause;
  const isCut = /magic bytes|footer|too small|not at end/i.test(cause.message);
  const words = cause.message.split('\n')[0]?.slice(0, 200) ?? '';
  return isCut
    ? new SourceError('source-cut-off', `${file.name}: the Parquet file has no footer; it is cut off`, {
        cause,
      })
    : new SourceError('source-broken', `${file.name}: the Parquet file cannot be read: ${words}`, { cause });
}
