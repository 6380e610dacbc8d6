import { describe, expect, it } from 'vitest';
import { createWorker } from './work-kinds.ts';

const { signal } = new AbortController();
const delivery = (kind: unknown) => ({ body: { kind }, attempt: 1, signal });

describe('createWorker', () => {
  const failures: unknown[] = [];
  const worker = createWorker(
    {
      turn: {
        handle: async () => ({ outcome: 'done' }),
        giveUp: async () => Promise.reject(new Error('the ledger is away')),
      },
    },
    (where) => failures.push(where),
  );

  it('hands each delivery to its kind, and fails on what nobody can read', async () => {
    expect(await worker.handle(delivery('turn'))).toEqual({ outcome: 'done' });
    for (const kind of ['toString', 'novel', 7, undefined])
      await expect(worker.handle(delivery(kind))).rejects.toThrow('unknown kind');
  });

  it('drops a dead letter that nobody can read, and keeps one that could not be told of yet', async () => {
    expect(await worker.handleDead(delivery('novel'))).toEqual({ outcome: 'done' });
    await expect(worker.handleDead(delivery('turn'))).rejects.toThrow('away');
    expect(failures).toEqual(['dead letter', 'dead letter']);
  });
});
