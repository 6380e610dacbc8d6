import type { AgentStore, StoredAgent } from './agent-store.ts';

/** How long a record that was read serves turns: a release or a kill switch of another process acts within it. */
export const RECENT_MS = 1_000;

/**
 * Keeps what was read of each agent for a moment, so that a turn need not ask the store. Whoever writes through
 * `store` is seen at once. What cannot be read is not kept.
 */
export function keepRecent(
  store: AgentStore,
  clock: () => Date,
): { readonly store: AgentStore; readonly recent: AgentStore } {
  const kept = new Map<string, { readonly untilMs: number; readonly found: StoredAgent | undefined }>();
  const writing: AgentStore = {
    ...store,
    async save(record, options) {
      // Before as well: a write whose answer was lost may have been one.
      kept.delete(record.agentId);
      try {
        await store.save(record, options);
      } finally {
        kept.delete(record.agentId);
      }
    },
  };
  return {
    store: writing,
    recent: {
      ...writing,
      async load(agentId, options) {
        const nowMs = clock().getTime();
        const known = kept.get(agentId);
        if (known !== undefined && nowMs < known.untilMs && nowMs >= known.untilMs - RECENT_MS)
          return known.found;
        const found = await store.load(agentId, options);
        if (found !== undefined) kept.set(agentId, { untilMs: nowMs + RECENT_MS, found });
        return found;
      },
    },
  };
}
