import { type Batch, type BatchStore, BatchStoreError, type RowResult } from './batch.ts';
import type { BatchRow } from './read-batch.ts';

/** Batches in memory, for tests of what stands on them. */
export function memoryBatchStore(clock: () => Date): BatchStore {
  const kept = new Map<
    string,
    { batch: Batch; readonly rows: readonly BatchRow[]; readonly results: RowResult[] }
  >();
  const now = () => clock().toISOString();
  const needed = (batchId: string) => {
    const found = kept.get(batchId);
    if (found === undefined) throw new BatchStoreError('batch-not-found', batchId);
    return found;
  };
  const isFresh = ({ createdAt }: Batch) => clock().getTime() - Date.parse(createdAt) < 7 * 86_400_000;
  return {
    async create(created, rows) {
      const there = kept.get(created.batchId);
      if (there === undefined) kept.set(created.batchId, { batch: created, rows, results: [] });
      return there?.batch ?? created;
    },
    async find(batchId) {
      const batch = kept.get(batchId)?.batch;
      return batch !== undefined && isFresh(batch) ? batch : undefined;
    },
    ofSeller: async (sellerId) =>
      [...kept.values()]
        .map(({ batch }) => batch)
        .filter((batch) => batch.sellerId === sellerId && isFresh(batch))
        .toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1)),
    rows: async (batchId, from) =>
      needed(batchId)
        .rows.filter(({ row }) => row >= from)
        .slice(0, 25),
    async record(batchId, result) {
      const one = needed(batchId);
      const there = one.results.find(({ row }) => row === result.row);
      if (there === undefined) one.results.push(result);
      const { state } = there ?? result;
      if (one.batch.nextRow === result.row)
        one.batch = {
          ...one.batch,
          state: one.batch.endedAt === undefined ? 'running' : one.batch.state,
          startedAt: one.batch.startedAt ?? now(),
          nextRow: result.row + 1,
          [state]: one.batch[state] + 1,
        };
      return one.batch;
    },
    results: async (batchId, from) => needed(batchId).results.filter(({ row }) => row >= from),
    async end(batchId, state) {
      const one = needed(batchId);
      if (one.batch.endedAt === undefined) one.batch = { ...one.batch, state, endedAt: now() };
      return one.batch;
    },
  };
}
