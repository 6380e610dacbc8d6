import { createHash } from 'node:crypto';
import type { TurnQueue } from '#channels/turn/queue/turn-queue.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { turnIdOfKey } from '#channels/turn/worker/turn-job.ts';
import { type Batch, type BatchCall, type BatchStore, MOST_OPEN, type RowResult } from './batch.ts';
import type { BatchFault } from './batch-file-error.ts';
import { batchMessage } from './batch-work.ts';
import { type BatchFile, type BatchRow, readBatchFile } from './read-batch.ts';

/** A file that a seller sends. */
export interface SentBatch {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** The same key of the same seller is the same batch. At most 128 characters. */
  readonly key: string;
  /** What to do when rows have faults: take nothing, or leave those rows out. */
  readonly onFault: 'refuse' | 'skip';
}

export type SubmittedBatch =
  | { readonly status: 'taken'; readonly batch: Batch; readonly isNew: boolean }
  /** Rows have faults, and nothing was taken. */
  | { readonly status: 'faulty'; readonly file: BatchFile }
  /** Every row has faults: nothing would be left. */
  | { readonly status: 'nothing-left'; readonly file: BatchFile }
  /** The key was used for another file. */
  | { readonly status: 'conflict'; readonly batch: Batch }
  /** Too many of this seller have not ended. */
  | { readonly status: 'too-many'; readonly open: number };

/** A row with what became of it so far. */
export interface RowOutcome {
  readonly row: BatchRow;
  readonly result: RowResult | undefined;
}

/** Files of opportunities, analysed row by row. An id is no permission: each reading is checked against who reads. */
export interface Batches {
  /** @throws {BatchFileError} when the file as a whole cannot be taken; {BatchStoreError} */
  submit(sent: SentBatch, seller: Seller, call: BatchCall): Promise<SubmittedBatch>;
  /** @throws {BatchError} */
  find(batchId: string, reader: Seller, call: BatchCall): Promise<Batch>;
  /** The latest first, at most 50. */
  ofSeller(seller: Seller, call: BatchCall): Promise<readonly Batch[]>;
  /** Every row in order, with its result where there is one. @throws {BatchError} */
  outcomes(batchId: string, reader: Seller, call: BatchCall): AsyncIterable<RowOutcome>;
  /** Ends it before its end: what is analysed stays. @throws {BatchError} */
  cancel(batchId: string, reader: Seller, call: BatchCall): Promise<Batch>;
}

export class BatchError extends Error {
  override readonly name = 'BatchError';
  readonly code: 'batch-not-found' | 'batch-not-permitted';
  constructor(code: BatchError['code'], batchId: string) {
    super(`${code}: ${batchId}`);
    this.code = code;
  }
}

export interface BatchesOptions {
  readonly store: BatchStore;
  readonly queue: TurnQueue;
  readonly clock: () => Date;
}

const BATCH_ID = /^[0-9a-f]{32}$/;

export function createBatches({ store, queue, clock }: BatchesOptions): Batches {
  async function permitted(batchId: string, reader: Seller, call: BatchCall): Promise<Batch> {
    const batch = BATCH_ID.test(batchId) ? await store.find(batchId, call) : undefined;
    if (batch === undefined) throw new BatchError('batch-not-found', batchId);
    if (batch.sellerId !== reader.sellerId) throw new BatchError('batch-not-permitted', batchId);
    return batch;
  }

  return {
    async submit({ bytes, fileName, key, onFault }, { sellerId }, call) {
      const batchId = turnIdOfKey(sellerId, 'web-batch', key);
      const requestHash = createHash('sha256').update(bytes).update(`\n${onFault}`).digest('hex');
      const there = await store.find(batchId, call);
      if (there !== undefined && there.requestHash !== requestHash)
        return { status: 'conflict', batch: there };
      if (there !== undefined) {
        // It may have been kept and never queued.
        if (there.state === 'queued') await queue.send(batchMessage(there), call);
        return { status: 'taken', batch: there, isNew: false };
      }
      const now = clock().toISOString();
      const today = now.slice(0, 10);
      const file = await readBatchFile(bytes, today);
      if (file.faults.length > 0 && onFault === 'refuse') return { status: 'faulty', file };
      if (file.rows.every(({ faults }) => faults.length > 0)) return { status: 'nothing-left', file };
      const open = (await store.ofSeller(sellerId, call)).filter(
        ({ endedAt }) => endedAt === undefined,
      ).length;
      if (open >= MOST_OPEN) return { status: 'too-many', open };
      const created: Batch = {
        batchId,
        sellerId,
        state: 'queued',
        fileName: fileName.slice(0, 200),
        columns: file.columns.map((column) => ({ ...column })),
        notes: [...file.notes],
        today,
        rows: file.rows.length,
        nextRow: 1,
        analysed: 0,
        failed: 0,
        skipped: 0,
        createdAt: now,
        requestHash,
      };
      const batch = await store.create(created, file.rows, call);
      await queue.send(batchMessage(batch), call);
      return { status: 'taken', batch, isNew: true };
    },
    find: permitted,
    ofSeller: ({ sellerId }, call) => store.ofSeller(sellerId, call),
    async *outcomes(batchId, reader, call) {
      const { rows } = await permitted(batchId, reader, call);
      const results = new Map<number, RowResult>();
      let seen = 0;
      for (let from = 1; from <= rows; ) {
        const page = await store.rows(batchId, from, call);
        const last = page.at(-1)?.row;
        if (last === undefined) return;
        while (seen < last) {
          const more = await store.results(batchId, seen + 1, call);
          for (const result of more) results.set(result.row, result);
          const reached = more.at(-1)?.row;
          if (reached === undefined) break;
          seen = reached;
        }
        for (const row of page) {
          yield { row, result: results.get(row.row) };
          results.delete(row.row);
        }
        from = last + 1;
      }
    },
    async cancel(batchId, reader, call) {
      await permitted(batchId, reader, call);
      return store.end(batchId, 'cancelled', call);
    },
  };
}

/** How far a batch has come, as its seller is told. */
export function progressOf(batch: Batch) {
  const { rows, analysed, failed, skipped } = batch;
  return { rows, analysed, failed, skipped, left: rows - analysed - failed - skipped };
}

/** Most faults that are listed; the count says how many there are. */
export const MOST_FAULTS_LISTED = 1_000;

/** Where the faults of a file are listed for its seller. */
export function listedFaults(faults: readonly BatchFault[]) {
  return { faults: faults.slice(0, MOST_FAULTS_LISTED), faultCount: faults.length };
}
