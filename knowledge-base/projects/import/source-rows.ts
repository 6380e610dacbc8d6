import type { CsvDialect } from './csv-dialect.ts';

/** Why a row cannot be read; it is dropped and counted. */
export type RowFault = 'blank' | 'wrong-cell-count' | 'no-object';

export interface SourceRow {
  /** In the order of the header; text, and what JSON and Parquet have besides. */
  readonly cells: readonly unknown[];
  readonly fault?: RowFault | undefined;
  /** A quote stands where none can; the cells were read with it in them. */
  readonly isQuoteBroken?: boolean | undefined;
}

/** How the blocks of a file become rows: plain data, so that another thread can do it. */
export type SourceLayout =
  | {
      readonly format: 'csv';
      readonly dialect: CsvDialect;
      readonly columns: number;
      readonly shortRows: 'drop' | 'fill';
    }
  | { readonly format: 'jsonl'; readonly header: readonly string[] }
  | { readonly format: 'parquet' };

/** A part of a file, of whole rows: their bytes, or the rows themselves. */
export type SourceBlock = Uint8Array<ArrayBuffer> | readonly SourceRow[];

export interface OpenSource {
  readonly header: readonly string[];
  readonly layout: SourceLayout;
  blocks(): AsyncGenerator<SourceBlock>;
}

export interface SourceReadOptions {
  /** Columns that are needed: JSONL is read on until they are found. */
  readonly columns?: readonly string[] | undefined;
  /** Called with the bytes read of the file since the last call. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}
