import type { DuckDBConnection } from '@duckdb/node-api';
import { FILE_COLUMNS } from './project-columns.ts';
import { CELL_END, STAGED_EXTRAS, type StagedFile } from './staged-lines.ts';
import { SUMMARISED_COLUMNS } from './staged-summary-parquet.ts';

const LINE_COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ...FILE_COLUMNS.map(({ name, type }) => [name, type] as const),
  ...STAGED_EXTRAS,
];
/** What is looked at over all rows before any is written: none of the long texts. */
const LOOKED_AT: ReadonlySet<string> = new Set<string>([
  ...['opportunity_id', 'customer_name', 'partner_id', 'partner_name', 'doubts', 'completeness', 'place'],
  ...SUMMARISED_COLUMNS,
]);

/** Takes what is looked at of all lines into the table `staged`; the rest is read when it is written. */
export async function createStagedTable(
  connection: DuckDBConnection,
  files: readonly StagedFile[],
): Promise<void> {
  const columns = LINE_COLUMNS.filter(([name]) => LOOKED_AT.has(name));
  const types = columns.map(([name, type]) => `${name} ${type}`).join(', ');
  await connection.run(`CREATE TABLE staged (${types}, close_year INTEGER)`);
  if (files.length === 0) return;
  const names = columns.map(([name]) => name).join(', ');
  await connection.run(
    `INSERT INTO staged SELECT ${names}, coalesce(year(close_date), 0) FROM ${linesTable(files)}`,
  );
}

/** More than a row's texts and the words of them can be. */
const LONGEST_LINE = 16 << 20;

/** Lines as a table; of what a statement does not name nothing is read. */
export function linesTable(files: readonly StagedFile[]): string {
  const types = LINE_COLUMNS.map(([name, type]) => `'${name}': '${type}'`).join(', ');
  const paths = files.map(({ path }) => `'${path.replaceAll("'", "''")}'`).join(', ');
  return `read_csv([${paths}], columns = {${types}}, delim = '${CELL_END}', header = false, quote = '', escape = '',
    comment = '', nullstr = '', auto_detect = false, new_line = '\\n', max_line_size = ${LONGEST_LINE},
    buffer_size = ${2 * LONGEST_LINE})`;
}
