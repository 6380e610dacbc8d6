/** A value bound to a `?` of a statement; a calendar date is `{date: 'YYYY-MM-DD'}`. */
export type SqlValue = string | number | bigint | boolean | null | { readonly date: string };

/** One SELECT in the Trino dialect; `values` are bound to its `?` in order, never pasted into the text. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** A cell as the warehouse typed it: numbers as numbers, dates and all else as text, SQL NULL as null. */
export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly Row[];
  /** True when `maxRows` cut the result: there were more rows than these. */
  readonly truncated: boolean;
  readonly executionId: string;
  readonly bytesScanned: number;
  /** Time inside the engine, in milliseconds, as it reports it. */
  readonly engineMs: number;
}

export interface QueryOptions {
  /** Aborting stops the query in the engine too; the reason is thrown. */
  readonly signal: AbortSignal;
  /** Most rows to page in; default 10,000. */
  readonly maxRows?: number;
}

/** Port: where the historical projects can be asked. */
export interface Warehouse {
  /** @throws {WarehouseError} */
  query(statement: Statement, options: QueryOptions): Promise<QueryResult>;
}

export type WarehouseErrorCode =
  | 'warehouse-unavailable' // cannot be reached, or the connection was cut
  | 'warehouse-throttled' // it asked us to slow down, and retries did not help
  | 'warehouse-timeout' // it did not answer in time
  | 'warehouse-rejected' // it refused the statement
  | 'warehouse-failed' // the query ran and failed
  | 'warehouse-cancelled'; // somebody else stopped it

export class WarehouseError extends Error {
  override readonly name = 'WarehouseError';
  readonly code: WarehouseErrorCode;
  constructor(code: WarehouseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
