import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { createTableInput } from '#knowledge-base/artifacts/dynamodb-table.ts';
import { SELLER_BATCHES_INDEX, TABLES } from '#knowledge-base/artifacts/table-declarations.ts';
import { type Batch, type BatchStore, BatchStoreError, batch, type RowResult, rowResult } from './batch.ts';
import {
  type BatchItem,
  type BatchTableOptions,
  number,
  openBatchTable,
  text,
} from './dynamodb-batch-table.ts';
import type { BatchRow } from './read-batch.ts';

/** Batches: the batch (`part` is `batch`), its rows in chunks (`rows#` and the first one), a result a row (`result#`). */
export function batchesTable(tableName: string): CreateTableCommandInput {
  return createTableInput(tableName, TABLES.batches);
}

const BATCH_PART = 'batch';
/** Rows of a chunk at most, and characters of its JSON: an item has room for 400 KB. */
const CHUNK_ROWS = 25;
const CHUNK_CHARACTERS = 80_000;
const WRITES_AT_ONCE = 8;
const MOST_LISTED = 50;

const storedRow = z.object({
  row: z.number(),
  line: z.number(),
  cells: z.array(z.string()),
  values: z.record(z.string(), z.string()),
  faults: z.array(
    z.object({
      line: z.number(),
      column: z.string(),
      code: z.string(),
      value: z.string(),
      message: z.string(),
    }),
  ),
});

/** One item a batch, changed by conditional updates only; what says how far it has come is moved with the counts. */
export function createDynamoDbBatchStore(options: BatchTableOptions): BatchStore {
  const table = openBatchTable(options);

  async function find(batchId: string, signal: AbortSignal): Promise<Batch | undefined> {
    const item = await table.get(batchId, BATCH_PART, signal);
    return item === undefined ? undefined : readBatch(item);
  }
  async function needed(batchId: string, signal: AbortSignal): Promise<Batch> {
    const found = await find(batchId, signal);
    if (found === undefined) throw new BatchStoreError('batch-not-found', batchId);
    return found;
  }

  return {
    async create(created, rows, { signal }) {
      const there = await find(created.batchId, signal);
      if (there !== undefined) return there;
      const chunks = chunksOf(rows);
      for (let at = 0; at < chunks.length; at += WRITES_AT_ONCE)
        await Promise.all(
          chunks
            .slice(at, at + WRITES_AT_ONCE)
            .map((chunk) =>
              table.put(
                created.batchId,
                partOf('rows', chunk[0]?.row ?? 0),
                { rowsJson: text(JSON.stringify(chunk)) },
                signal,
              ),
            ),
        );
      const isNew = await table.putNew(created.batchId, BATCH_PART, writeBatch(created), signal);
      return isNew ? created : needed(created.batchId, signal);
    },
    find: (batchId, { signal }) => find(batchId, signal),
    async ofSeller(sellerId, { signal }) {
      const items = await table.latest(SELLER_BATCHES_INDEX, 'sellerId', sellerId, MOST_LISTED, signal);
      return items.map(readBatch);
    },
    async rows(batchId, from, { signal }) {
      const bounds = [partOf('rows', 0), partOf('rows', from)] as const;
      const before = await table.between(batchId, bounds, { limit: 1, forward: false }, signal);
      const found = rowsOf(before).filter(({ row }) => row >= from);
      if (found.length > 0) return found;
      const behind = [partOf('rows', from), partOf('rows', LAST_ROW)] as const;
      return rowsOf(await table.between(batchId, behind, { limit: 1, forward: true }, signal));
    },
    async record(batchId, result, { signal }) {
      const part = partOf('result', result.row);
      const isNew = await table.putNew(batchId, part, { resultJson: text(JSON.stringify(result)) }, signal);
      const item = isNew ? undefined : await table.get(batchId, part, signal);
      const { state } = item === undefined ? result : readResult(item);
      const changed = await table.change(
        batchId,
        BATCH_PART,
        {
          set: 'nextRow = :next, batchState = if_not_exists(endedState, :running), startedAt = if_not_exists(startedAt, :now)',
          add: `${COUNTS[state]} :one`,
          condition: 'nextRow = :row',
          values: {
            ':row': number(result.row),
            ':next': number(result.row + 1),
            ':one': number(1),
            ':running': text('running'),
            ':now': text(options.clock().toISOString()),
          },
        },
        signal,
      );
      return changed === undefined ? needed(batchId, signal) : readBatch(changed);
    },
    async results(batchId, from, { signal }) {
      const bounds = [partOf('result', from), partOf('result', LAST_ROW)] as const;
      return (await table.between(batchId, bounds, { limit: 1_000, forward: true }, signal)).map(readResult);
    },
    async end(batchId, state, { signal }) {
      const changed = await table.change(
        batchId,
        BATCH_PART,
        {
          set: 'batchState = :state, endedState = :state, endedAt = :now',
          condition: 'attribute_not_exists(endedState)',
          values: { ':state': text(state), ':now': text(options.clock().toISOString()) },
        },
        signal,
      );
      return changed === undefined ? needed(batchId, signal) : readBatch(changed);
    },
  };
}

const COUNTS: Readonly<Record<RowResult['state'], string>> = {
  analysed: 'analysed',
  failed: 'failed',
  skipped: 'skipped',
};
const LAST_ROW = 99_999;

function partOf(kind: 'rows' | 'result', row: number): string {
  return `${kind}#${String(row).padStart(5, '0')}`;
}

function chunksOf(rows: readonly BatchRow[]): readonly (readonly BatchRow[])[] {
  const chunks: BatchRow[][] = [];
  let characters = 0;
  for (const row of rows) {
    const length = JSON.stringify(row).length;
    const last = chunks.at(-1);
    if (last === undefined || last.length >= CHUNK_ROWS || characters + length > CHUNK_CHARACTERS) {
      chunks.push([row]);
      characters = length;
    } else {
      last.push(row);
      characters += length;
    }
  }
  return chunks;
}

function rowsOf(items: readonly BatchItem[]): readonly BatchRow[] {
  return items.flatMap((item) => z.array(storedRow).parse(JSON.parse(item.rowsJson?.S ?? '[]')));
}

function readResult(item: BatchItem): RowResult {
  return rowResult.parse(JSON.parse(item.resultJson?.S ?? '{}'));
}

function writeBatch({
  sellerId,
  createdAt,
  state,
  nextRow,
  analysed,
  failed,
  skipped,
  ...rest
}: Batch): BatchItem {
  return {
    sellerId: text(sellerId),
    createdAt: text(createdAt),
    batchState: text(state),
    nextRow: number(nextRow),
    analysed: number(analysed),
    failed: number(failed),
    skipped: number(skipped),
    factsJson: text(JSON.stringify(rest)),
  };
}

function readBatch(item: BatchItem): Batch {
  const optional = { startedAt: item.startedAt?.S, endedAt: item.endedAt?.S };
  return batch.parse({
    ...JSON.parse(item.factsJson?.S ?? '{}'),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    sellerId: item.sellerId?.S,
    createdAt: item.createdAt?.S,
    state: item.batchState?.S,
    nextRow: Number(item.nextRow?.N),
    analysed: Number(item.analysed?.N),
    failed: Number(item.failed?.N),
    skipped: Number(item.skipped?.N),
  });
}
