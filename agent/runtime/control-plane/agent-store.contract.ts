import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealSnapshot } from '../../definition/agent-snapshot.ts';
import { testAgent } from '../test-agent.ts';
import type { AgentRecord } from './agent-record.ts';
import type { AgentStore } from './agent-store.ts';

const signal = new AbortController().signal;
const now = '2026-11-23T12:00:00.000Z';

const recordOf = (agentId: string, change: Partial<AgentRecord> = {}): AgentRecord => ({
  agentId,
  createdAt: now,
  updatedAt: now,
  preparedAt: now,
  draft: {},
  prepared: {},
  latestVersion: 0,
  versions: [],
  aliases: [],
  ...change,
});

/** What every AgentStore does. `other` is a second one over the same data, as another process has it. */
export function describeAgentStore(
  name: string,
  open: () => Promise<{ store: AgentStore; other: AgentStore; close: () => Promise<void> }>,
): void {
  describe(`AgentStore: ${name}`, () => {
    let stores: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores.close());

    it('gives back what was saved, to another process too, with a revision that grows', async () => {
      const { store, other } = stores;
      expect(await store.load('KEPT000001', { signal })).toBeUndefined();
      const record = recordOf('KEPT000001', { draft: { instruction: 'naïve 🚚' } });
      await store.save(record, { revision: 0, signal });
      expect(await other.load('KEPT000001', { signal })).toEqual({ record, revision: 1 });
      await other.save({ ...record, latestVersion: 1 }, { revision: 1, signal });
      expect(await store.load('KEPT000001', { signal })).toEqual({
        record: { ...record, latestVersion: 1 },
        revision: 2,
      });
    });

    it.for([0, 1])('lets one of many writers of revision %i win', async (revision) => {
      const { store, other } = stores;
      const agentId = `RACE00000${revision}`;
      if (revision === 1) await store.save(recordOf(agentId), { revision: 0, signal });
      const writes = Array.from({ length: 8 }, (_, index) =>
        (index % 2 === 0 ? store : other).save(recordOf(agentId, { latestVersion: index }), {
          revision,
          signal,
        }),
      );
      const outcomes = await Promise.allSettled(writes);
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost.map((outcome) => outcome.reason.code)).toEqual(Array(7).fill('agent-conflict'));
      const winner = outcomes.findIndex((outcome) => outcome.status === 'fulfilled');
      const kept = await store.load(agentId, { signal });
      expect(kept).toMatchObject({ revision: revision + 1, record: { latestVersion: winner } });
    });

    it('keeps snapshots under their hash, also when the record was refused', async () => {
      const { store, other } = stores;
      const snapshot = sealSnapshot(testAgent);
      expect(await store.snapshot(snapshot.sha256, { signal })).toBeUndefined();
      await store.save(recordOf('SNAP000001'), { revision: 0, snapshot, signal });
      const late = other.save(recordOf('SNAP000001'), { revision: 0, snapshot, signal });
      await expect(late).rejects.toMatchObject({ code: 'agent-conflict' });
      expect(await other.snapshot(snapshot.sha256, { signal })).toEqual(snapshot);
    });
  });
}
