import { resolve } from 'node:path';
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBResult,
  StatementType,
} from '@duckdb/node-api';
import { duckdbValue } from './duckdb-value.ts';
import type { EngineResult, EngineSettings, EngineTable, ToEngine } from './engine-messages.ts';
import { athenaType, athenaValue } from './result-encoding.ts';
import { createScanEstimate } from './scanned-bytes.ts';
import { TRINO_MACROS } from './trino-macros.ts';
import { quoteName, quoteText } from './trino-nodes.ts';
import { rewriteTrino } from './trino-rewrite.ts';
import { TrinoError } from './trino-tokens.ts';

export interface Sandbox {
  /** Runs one statement on a connection of its own. */
  run(query: Omit<ToEngine & { type: 'run' }, 'type'>, signal: AbortSignal): Promise<EngineResult>;
}

/** Opens DuckDB with nothing in reach but the Parquet under the data folder. */
export async function openSandbox(settings: EngineSettings): Promise<Sandbox> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(settings.threads) });
  const tables = settings.tables.map((table) => placed(table, settings.dataDir));
  const setup = await instance.connect();
  for (const macro of TRINO_MACROS) await setup.run(`CREATE MACRO ${macro}`);
  for (const statement of lockdown(settings, tables)) await setup.run(statement);
  const estimates = tables.map(({ name, folder, files }) => ({
    name,
    scannedBytes: createScanEstimate(setup, folder, files),
  }));

  return {
    async run(query, signal) {
      const startedMs = performance.now();
      const rewritten = rewriteTrino(query.sql, settings);
      if (query.database !== undefined && query.database.toLowerCase() !== settings.database) {
        throw new TrinoError('SCHEMA_NOT_FOUND', `Schema '${query.database}' does not exist`);
      }
      if (rewritten.parameters !== query.parameters.length) {
        throw new TrinoError(
          'INVALID_PARAMETER_USAGE',
          `Incorrect number of parameters: expected ${rewritten.parameters} but found ${query.parameters.length}`,
        );
      }
      const connection = await instance.connect();
      const interrupt = () => connection.interrupt();
      signal.addEventListener('abort', interrupt);
      try {
        // A view of this connection: it sees the data versions that are there now.
        for (const { name, view } of tables) if (rewritten.names.has(name)) await connection.run(view);
        const statement = await prepareSelect(connection, rewritten.sql);
        query.parameters.forEach((parameter, index) => {
          const { value, type } = duckdbValue(parameter);
          statement.bindValue(index + 1, value, type);
        });
        const result = await statement.stream();
        const rows = await encodeRows(result, settings.maxResultBytes, signal);
        const engineMs = Math.round(performance.now() - startedMs);
        let scannedBytes = 0;
        for (const estimate of estimates)
          if (rewritten.names.has(estimate.name))
            scannedBytes += await estimate.scannedBytes(rewritten, query.parameters);
        return { columns: columnsOf(result, rewritten.names), rows, engineMs, scannedBytes };
      } finally {
        signal.removeEventListener('abort', interrupt);
        connection.closeSync();
      }
    },
  };
}

interface PlacedTable {
  readonly name: string;
  readonly folder: string;
  /** The pattern of its files. */
  readonly files: string;
  /** Makes it, of the files that are there then. */
  readonly view: string;
}

function placed({ name, partitions }: EngineTable, dataDir: string): PlacedTable {
  const folder = `${resolve(dataDir, name)}/`;
  const names = Object.keys(partitions);
  const files = `${folder}${names.map((partition) => `${partition}=*/`).join('')}*.parquet`;
  const types = Object.entries(partitions).map(([partition, type]) => `${quoteText(partition)}: ${type}`);
  return {
    name,
    folder,
    files,
    view: `CREATE OR REPLACE TEMP VIEW ${quoteName(name)} AS
      SELECT * EXCLUDE (${names.join(', ')}), ${names.join(', ')} FROM read_parquet(
      ${quoteText(files)}, union_by_name=true, hive_partitioning=true, hive_types={${types.join(', ')}})`,
  };
}

function lockdown(settings: EngineSettings, tables: readonly PlacedTable[]): readonly string[] {
  return [
    `SET memory_limit = ${quoteText(settings.memoryLimit)}`,
    "SET TimeZone = 'UTC'",
    'SET GLOBAL integer_division = true',
    `SET allowed_directories = [${tables.map(({ folder }) => quoteText(folder)).join(', ')}]`,
    'SET autoinstall_known_extensions = false',
    'SET autoload_known_extensions = false',
    'SET allow_community_extensions = false',
    "SET max_temp_directory_size = '0MB'",
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ];
}

async function prepareSelect(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw new TrinoError('SYNTAX_ERROR', 'only one statement is allowed');
  const statement = await statements.prepare(0);
  if (statement.statementType !== StatementType.SELECT) {
    throw new TrinoError('NOT_SUPPORTED', 'only SELECT is answered here');
  }
  return statement;
}

/** Names a column without one `_col0`, `_col1`, … as Trino does: a name that the statement never wrote is DuckDB's. */
function columnsOf(result: DuckDBResult, written: ReadonlySet<string>): EngineResult['columns'] {
  const known = new Set([...written].map((name) => name.toLowerCase()));
  const starred = result.columnNames();
  return starred.map((name, index) => ({
    name: known.has(name.toLowerCase()) || /^\w+$/.test(name) ? name : `_col${index}`,
    type: athenaType(result.columnType(index)),
  }));
}

async function encodeRows(
  result: DuckDBResult,
  maxBytes: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const types = result.columnTypes();
  const rows: string[] = [];
  let bytes = 0;
  for (;;) {
    signal.throwIfAborted();
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return rows;
    const columns = chunk.getColumns();
    for (let row = 0; row < chunk.rowCount; row += 1) {
      const cells = types.map((type, column) => {
        const text = athenaValue(columns[column]?.[row] ?? null, type);
        return text === undefined ? '{}' : `{"VarCharValue":${JSON.stringify(text)}}`;
      });
      const encoded = `{"Data":[${cells.join(',')}]}`;
      bytes += encoded.length;
      rows.push(encoded);
    }
    if (bytes > maxBytes) {
      throw new TrinoError('EXCEEDED_LOCAL_RESULT_LIMIT', `the result is larger than ${maxBytes} bytes`);
    }
  }
}
