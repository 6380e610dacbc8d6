import { readdir } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { SqlParameter } from './execution-parameters.ts';
import { quoteText } from './trino-nodes.ts';
import type { Rewritten } from './trino-rewrite.ts';

/**
 * Estimates the bytes a statement scans, from above: the compressed size of every column it names (`*` names all),
 * in every file of the data versions whose name it carries as a text or a bound value (of all, when it carries
 * none). Pruning by year and by row-group statistics is not deducted. Column sizes are read once for a set of
 * data versions; where they cannot be read, neither can the bytes be told, and the query fails.
 */
export function createScanEstimate(connection: DuckDBConnection, folder: string, files: string) {
  let known: { readonly versions: string; readonly sizes: Promise<readonly ColumnSize[]> } | undefined;

  return async (statement: Rewritten, parameters: readonly SqlParameter[]): Promise<number> => {
    const versions = (await versionsIn(folder)).sort().join('/');
    if (versions === '') return 0;
    if (known?.versions !== versions) known = { versions, sizes: readSizes(connection, files) };
    const texts = new Set(statement.texts);
    for (const parameter of parameters) if (parameter.type === 'varchar') texts.add(parameter.value);
    const sizes = await known.sizes.catch((error: unknown) => {
      // Not kept: the next query reads them again.
      known = undefined;
      if (isWithoutFiles(error)) return [];
      throw error;
    });
    const named = sizes.filter(({ version }) => texts.has(version));
    let bytes = 0;
    for (const { column, size } of named.length > 0 ? named : sizes) {
      if (statement.isStarred || statement.names.has(column)) bytes += size;
    }
    return bytes;
  };
}

/** None where nothing was published yet; a folder that cannot be read fails the query. */
async function versionsIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** A statement that reads no table runs before the first file is there: it scans nothing. */
function isWithoutFiles(error: unknown): boolean {
  return error instanceof Error && error.message.includes('No files found that match the pattern');
}

interface ColumnSize {
  readonly version: string;
  readonly column: string;
  readonly size: number;
}

async function readSizes(connection: DuckDBConnection, files: string): Promise<readonly ColumnSize[]> {
  const reader = await connection.runAndReadAll(
    `SELECT regexp_extract(file_name, 'data_version=([^/\\\\]*)', 1), path_in_schema,
       CAST(sum(total_compressed_size) AS DOUBLE) FROM parquet_metadata(${quoteText(files)}) GROUP BY 1, 2`,
  );
  return reader.getRowsJS().map(([version, column, size]) => ({
    version: String(version),
    column: String(column),
    size: Number(size),
  }));
}
