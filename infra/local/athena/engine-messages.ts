import type { SqlParameter } from './execution-parameters.ts';

/** A table of the catalog: Parquet below `dataDir/name/`, partitioned by path. */
export interface EngineTable {
  readonly name: string;
  /** The partitions in the order of the path, with their types; the first is `data_version`. */
  readonly partitions: Readonly<Record<string, 'VARCHAR' | 'INTEGER'>>;
}

/** What the engine's process is started with, as one JSON argument. */
export interface EngineSettings {
  /** Holds the folders of the tables. */
  readonly dataDir: string;
  readonly catalog: string;
  readonly database: string;
  readonly tables: readonly EngineTable[];
  readonly threads: number;
  /** DuckDB's own limit, e.g. '256MB'. */
  readonly memoryLimit: string;
  /** Resident bytes at which the process ends itself: DuckDB's limit does not cover every allocation. */
  readonly maxResidentBytes: number;
  /** Bytes of one result at which its query fails. */
  readonly maxResultBytes: number;
}

export type ToEngine =
  | {
      readonly type: 'run';
      readonly id: string;
      readonly sql: string;
      readonly parameters: readonly SqlParameter[];
      /** The database the query was started in. */
      readonly database: string | undefined;
    }
  | { readonly type: 'stop'; readonly id: string };

export type FromEngine =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly id: string; readonly result: EngineResult }
  | { readonly type: 'failed'; readonly id: string; readonly failure: EngineFailure }
  | { readonly type: 'out-of-memory'; readonly residentBytes: number };

export interface EngineResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** One JSON text a row, as GetQueryResults spells a row: built once, joined into pages as it is. */
  readonly rows: readonly string[];
  readonly engineMs: number;
  readonly scannedBytes: number;
}

export interface EngineFailure {
  /** Trino's name of the failure, e.g. COLUMN_NOT_FOUND. */
  readonly code: string;
  readonly message: string;
}
