import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Batch, BatchStore } from './batch.ts';
import type { BatchRow } from './read-batch.ts';

const call = { signal: new AbortController().signal };

export function exampleBatch(changes: Partial<Batch> = {}): Batch {
  return {
    batchId: randomBytes(16).toString('hex'),
    sellerId: 'olivia',
    state: 'queued',
    fileName: 'deals.csv',
    columns: [{ name: 'Customer', field: 'customerName' }, { name: 'Notes' }],
    notes: [],
    today: '2026-11-25',
    rows: 60,
    nextRow: 1,
    analysed: 0,
    failed: 0,
    skipped: 0,
    createdAt: '2026-11-25T10:00:00.000Z',
    requestHash: 'h',
    ...changes,
  };
}

export function exampleRows(count: number, note = 'n'): readonly BatchRow[] {
  return Array.from({ length: count }, (_, index) => ({
    row: index + 1,
    line: index + 2,
    cells: [`Customer ${index + 1}`, note],
    values: { customerName: `Customer ${index + 1}` },
    faults: [],
  }));
}

/** What every store does; `open` gives one over a clock that the test moves. */
export function batchStoreContract(open: (clock: () => Date) => BatchStore): void {
  const store = (clock = () => new Date('2026-11-25T10:00:00Z')) => open(clock);

  it('keeps a batch and its rows, and what was there first', async () => {
    const { create, find, rows } = store();
    const batch = exampleBatch();
    expect(await create(batch, exampleRows(60), call)).toEqual(batch);
    expect(await create({ ...batch, fileName: 'other.csv' }, exampleRows(1), call)).toEqual(batch);
    expect(await find(batch.batchId, call)).toEqual(batch);
    const seen: BatchRow[] = [];
    for (;;) {
      const page = await rows(batch.batchId, (seen.at(-1)?.row ?? 0) + 1, call);
      if (page.length === 0) break;
      seen.push(...page);
    }
    expect(seen).toEqual(exampleRows(60));
    expect((await rows(batch.batchId, 33, call))[0]?.row).toBe(33);
    expect(await find('0'.repeat(32), call)).toBeUndefined();
  });

  it('has room for long rows', async () => {
    const { create, rows } = store();
    const batch = exampleBatch({ rows: 12 });
    const long = exampleRows(12, 'x'.repeat(60_000));
    await create(batch, long, call);
    expect((await rows(batch.batchId, 12, call))[0]).toEqual(long[11]);
  });

  it('counts each row once, in order, whoever records it again', async () => {
    const { create, record, results, find } = store();
    const batch = exampleBatch();
    await create(batch, exampleRows(60), call);
    const first = { row: 1, state: 'analysed', analysisId: 'a1' } as const;
    expect(await record(batch.batchId, first, call)).toMatchObject({
      state: 'running',
      nextRow: 2,
      analysed: 1,
    });
    // A worker that was lost and comes back, with another opinion.
    const again = await record(batch.batchId, { row: 1, state: 'failed' }, call);
    expect(again).toMatchObject({ nextRow: 2, analysed: 1, failed: 0 });
    const fault = { code: 'required', message: 'Customer: Enter it.' };
    await record(batch.batchId, { row: 2, state: 'skipped', fault }, call);
    await Promise.all([3, 3, 3].map((row) => record(batch.batchId, { row, state: 'failed' }, call)));
    expect(await find(batch.batchId, call)).toMatchObject({ nextRow: 4, analysed: 1, skipped: 1, failed: 1 });
    expect(await results(batch.batchId, 1, call)).toEqual([
      first,
      { row: 2, state: 'skipped', fault },
      { row: 3, state: 'failed' },
    ]);
    expect(await results(batch.batchId, 4, call)).toEqual([]);
  });

  it('ends once, and stays as it ended', async () => {
    const { create, end, record } = store();
    const batch = exampleBatch();
    await create(batch, exampleRows(60), call);
    expect(await end(batch.batchId, 'cancelled', call)).toMatchObject({
      state: 'cancelled',
      endedAt: batch.createdAt,
    });
    expect(await end(batch.batchId, 'done', call)).toMatchObject({ state: 'cancelled' });
    // The row that was in hand is counted, and the batch stays ended.
    const after = await record(batch.batchId, { row: 1, state: 'failed' }, call);
    expect(after).toMatchObject({ state: 'cancelled', failed: 1 });
    await expect(end('0'.repeat(32), 'done', call)).rejects.toMatchObject({ code: 'batch-not-found' });
  });

  it('lists a seller’s batches, the latest first, until they expire', async () => {
    let now = new Date('2026-11-25T10:00:00Z');
    const { create, ofSeller, find } = store(() => now);
    const sellerId = randomBytes(8).toString('hex');
    const made = ['2026-11-25T10:00:00.000Z', '2026-11-25T11:00:00.000Z'].map((createdAt) =>
      exampleBatch({ sellerId, createdAt }),
    );
    for (const batch of made) await create(batch, exampleRows(1), call);
    expect(await ofSeller(sellerId, call)).toEqual(made.toReversed());
    now = new Date('2026-12-02T11:00:01Z');
    expect(await ofSeller(sellerId, call)).toEqual([]);
    expect(await find(made[0]?.batchId ?? '', call)).toBeUndefined();
  });
}
