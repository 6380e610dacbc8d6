import type { AgentRecord } from './agent-record.ts';
import { type AgentStore, AgentStoreError } from './agent-store.ts';

/** A store that forgets when the process ends: the double for tests. Passes the same contract suite. */
export function createInMemoryAgentStore(): AgentStore {
  const records = new Map<string, { text: string; revision: number }>();
  const snapshots = new Map<string, string>();
  return {
    load: async (agentId) => {
      const row = records.get(agentId);
      return row && { record: JSON.parse(row.text) as AgentRecord, revision: row.revision };
    },
    save: async (record, { revision, snapshot }) => {
      if (snapshot !== undefined) snapshots.set(snapshot.sha256, snapshot.text);
      if ((records.get(record.agentId)?.revision ?? 0) !== revision) {
        throw new AgentStoreError('agent-conflict', 'the agent was changed by another request');
      }
      records.set(record.agentId, { text: JSON.stringify(record), revision: revision + 1 });
    },
    snapshot: async (sha256) => {
      const text = snapshots.get(sha256);
      return text === undefined ? undefined : { sha256, text };
    },
  };
}
