import { type Session, SessionError, type SessionStore } from './session-store.ts';

/** A store that forgets when the process ends: the double for tests. Passes the same contract suite. */
export function createInMemorySessionStore(options: { readonly clock: () => Date }): SessionStore {
  const rows = new Map<string, { text: string; revision: number; expiresAtMs: number }>();
  const live = (key: string) => {
    const row = rows.get(key);
    return row !== undefined && row.expiresAtMs > options.clock().getTime() ? row : undefined;
  };
  return {
    load: async (key) => {
      const row = live(key);
      return row && { session: JSON.parse(row.text) as Session, revision: row.revision };
    },
    save: async (key, session, { revision, idleTtlSeconds }) => {
      const stored = revision === 0 ? live(key) : rows.get(key);
      if ((stored?.revision ?? 0) !== revision) {
        throw new SessionError('session-conflict', 'the session was changed by another turn');
      }
      const expiresAtMs = options.clock().getTime() + idleTtlSeconds * 1000;
      rows.set(key, { text: JSON.stringify(session), revision: revision + 1, expiresAtMs });
    },
    delete: async (key) => {
      rows.delete(key);
    },
  };
}
