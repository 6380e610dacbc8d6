import { describe, expect, it } from 'vitest';
import { sealSnapshot } from '../../definition/agent-snapshot.ts';
import { testAgent } from '../test-agent.ts';
import { ensureReleased } from './first-release.ts';
import { createInMemoryAgentStore } from './in-memory-agent-store.ts';

const { signal } = new AbortController();
const now = new Date('2026-11-23T12:00:00Z');
const release = (instruction: string) => ({
  agentId: 'AGENT00001',
  definition: { ...testAgent, instruction },
  aliases: [
    { agentAliasId: 'DEV0000001', agentAliasName: 'dev', onDraft: true },
    { agentAliasId: 'PROD000001', agentAliasName: 'prod', onDraft: false },
  ],
});

describe('ensureReleased', () => {
  it('makes version 1 and the aliases once, also for processes that begin together', async () => {
    const store = createInMemoryAgentStore();
    await Promise.all(
      ['one', 'two', 'three'].map((words) => ensureReleased(store, release(words), { now, signal })),
    );
    const stored = await store.load('AGENT00001', { signal });
    expect(stored?.revision).toBe(1);
    expect(stored?.record.aliases.map((alias) => [alias.agentAliasName, alias.agentVersion])).toEqual([
      ['dev', 'DRAFT'],
      ['prod', '1'],
    ]);
  });

  it('leaves an agent that was released before as it is', async () => {
    const store = createInMemoryAgentStore();
    await ensureReleased(store, release('one'), { now, signal });
    await ensureReleased(store, release('two'), { now, signal });
    const { sha256 } = sealSnapshot(release('one').definition);
    const stored = await store.load('AGENT00001', { signal });
    expect(stored?.record.versions).toMatchObject([{ version: '1', snapshotSha256: sha256 }]);
  });

  it('fails when the store does', async () => {
    const broken = { ...createInMemoryAgentStore(), save: () => Promise.reject(new Error('disk full')) };
    await expect(ensureReleased(broken, release('one'), { now, signal })).rejects.toThrow('disk full');
  });
});
