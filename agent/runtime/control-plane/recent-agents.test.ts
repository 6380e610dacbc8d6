import { describe, expect, it } from 'vitest';
import type { AgentRecord } from './agent-record.ts';
import { createInMemoryAgentStore } from './in-memory-agent-store.ts';
import { keepRecent, RECENT_MS } from './recent-agents.ts';

const { signal } = new AbortController();
const at = '2026-11-25T12:00:00.000Z';
const record: AgentRecord = {
  agentId: 'AGENT00001',
  createdAt: at,
  updatedAt: at,
  preparedAt: at,
  draft: {},
  prepared: {},
  latestVersion: 0,
  versions: [],
  aliases: [],
};

async function setUp() {
  let nowMs = Date.parse(at);
  let loads = 0;
  const under = createInMemoryAgentStore();
  await under.save(record, { revision: 0, signal });
  const counted = {
    ...under,
    load: (...call: Parameters<typeof under.load>) => {
      loads += 1;
      return under.load(...call);
    },
  };
  const kept = keepRecent(counted, () => new Date(nowMs));
  const version = async () => (await kept.recent.load('AGENT00001', { signal }))?.record.latestVersion;
  return {
    ...kept,
    under,
    version,
    loads: () => loads,
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe('keepRecent', () => {
  it('asks the store once a moment', async () => {
    const { version, loads, wait } = await setUp();
    expect([await version(), await version(), loads()]).toEqual([0, 0, 1]);
    wait(RECENT_MS);
    expect([await version(), loads()]).toEqual([0, 2]);
  });

  it('sees a write of its own at once, another process’s within the moment, whatever the clock does', async () => {
    const { store, under, version, wait } = await setUp();
    await version();
    await store.save({ ...record, latestVersion: 1 }, { revision: 1, signal });
    expect(await version()).toBe(1);
    await under.save({ ...record, latestVersion: 2 }, { revision: 2, signal });
    expect(await version()).toBe(1);
    wait(-5_000);
    expect(await version()).toBe(2);
  });

  it('forgets what a failed write may have changed, and keeps nothing of what is not there', async () => {
    const { store, recent, under, version, loads } = await setUp();
    await version();
    await under.save({ ...record, latestVersion: 1 }, { revision: 1, signal });
    await expect(store.save(record, { revision: 0, signal })).rejects.toMatchObject({
      code: 'agent-conflict',
    });
    expect(await version()).toBe(1);
    const before = loads();
    await recent.load('NOBODY0001', { signal });
    await recent.load('NOBODY0001', { signal });
    expect(loads() - before).toBe(2);
  });
});
