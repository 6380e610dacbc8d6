import { z } from 'zod';
import type { BatchRow } from './read-batch.ts';

export const BATCH_STATES = ['queued', 'running', 'done', 'cancelled'] as const;

/** Most batches of a seller that have not ended. */
export const MOST_OPEN = 5;

/** A CSV of opportunities that is analysed row by row. */
export const batch = z.object({
  /** 32 hex digits. */
  batchId: z.string(),
  sellerId: z.string(),
  state: z.enum(BATCH_STATES),
  fileName: z.string(),
  columns: z.array(z.object({ name: z.string(), field: z.string().optional() })),
  notes: z.array(z.string()),
  /** The seller's day when it was sent, from which relative dates are reckoned. */
  today: z.string(),
  rows: z.number().int(),
  /** The row that is next; `rows` and one more at the end. */
  nextRow: z.number().int(),
  /** Rows with an analysis. */
  analysed: z.number().int(),
  /** Rows whose analysis failed. */
  failed: z.number().int(),
  /** Rows that were left out for their faults. */
  skipped: z.number().int(),
  /** ISO 8601 instants. */
  createdAt: z.string(),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  /** A hash of the file and how it was to be taken. */
  requestHash: z.string(),
});
export type Batch = z.infer<typeof batch>;

const range = z.object({ low: z.number(), median: z.number(), high: z.number() });
const months = z.object({ low: z.string(), median: z.string(), high: z.string() });

/** What became of a row. */
export const rowResult = z.object({
  row: z.number().int(),
  state: z.enum(['analysed', 'failed', 'skipped']),
  analysisId: z.string().optional(),
  arrUsd: range.optional(),
  durationMonths: range.optional(),
  launchMonth: months.optional(),
  confidence: z.string().optional(),
  /** Why there is no analysis, or no prediction in it. */
  fault: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type RowResult = z.infer<typeof rowResult>;

export interface BatchCall {
  readonly signal: AbortSignal;
}

/** Port: batches, their rows and what became of them, kept for seven days. All throw {@link BatchStoreError}. */
export interface BatchStore {
  /** Keeps a batch with its rows, which is there once all of them are; what is there already stays, and is given back. */
  create(created: Batch, rows: readonly BatchRow[], call: BatchCall): Promise<Batch>;
  find(batchId: string, call: BatchCall): Promise<Batch | undefined>;
  /** The latest of a seller first, at most 50. */
  ofSeller(sellerId: string, call: BatchCall): Promise<readonly Batch[]>;
  /** Some rows from one on, in order; none behind the last. */
  rows(batchId: string, from: number, call: BatchCall): Promise<readonly BatchRow[]>;
  /**
   * Keeps what became of the next row, counts it, and goes on to the row behind it. A result that is there already
   * stays; a row that was counted before is not counted again. The batch as it is then.
   */
  record(batchId: string, result: RowResult, call: BatchCall): Promise<Batch>;
  /** Results from a row on, in order: a page of them; empty when there are none. */
  results(batchId: string, from: number, call: BatchCall): Promise<readonly RowResult[]>;
  /** Ends it; one that has ended stays as it is. The batch as it is then. */
  end(batchId: string, state: 'done' | 'cancelled', call: BatchCall): Promise<Batch>;
}

export class BatchStoreError extends Error {
  override readonly name = 'BatchStoreError';
  readonly code: 'batches-unavailable' | 'batch-not-found';
  constructor(code: BatchStoreError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
