/** Why a row cannot be read; it is dropped and counted. */
export type RowFault = 'blank' | 'wrong-cell-count' | 'no-object';

export interface SourceRow {
  /** Its place among the rows of its file, from 1; the header is none. */
  readonly row: number;
  /** In the order of the header; text, and what JSON and Parquet have besides. */
  readonly cells: readonly unknown[];
  readonly fault?: RowFault | undefined;
  /** A quote stands where none can; the cells were read with it in them. */
  readonly isQuoteBroken?: boolean | undefined;
}

export interface OpenSource {
  /** The names of the columns; JSONL may add names at the end while it is read. */
  readonly header: readonly string[];
  /** Rows in batches of a few thousand. */
  batches(): AsyncGenerator<readonly SourceRow[]>;
}

export interface SourceReadOptions {
  /** Columns that are needed: JSONL is read on until they are found. */
  readonly columns?: readonly string[] | undefined;
  /** Called with the bytes read of the file since the last call. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}
