import type { SourceOptions } from './mapping.ts';
import { openCsvSource } from './source-csv.ts';
import type { SourceFile } from './source-files.ts';
import { openJsonlSource } from './source-jsonl.ts';
import { openParquetSource } from './source-parquet.ts';
import type { OpenSource, SourceReadOptions } from './source-rows.ts';

/** Opens a file of any format that we read: its header is known, its rows are yet to be read. */
export function openSource(
  file: SourceFile,
  options: SourceOptions = {},
  read: SourceReadOptions = {},
): Promise<OpenSource> {
  if (file.format === 'parquet') return openParquetSource(file, read);
  return file.format === 'jsonl' ? openJsonlSource(file, options, read) : openCsvSource(file, options, read);
}
