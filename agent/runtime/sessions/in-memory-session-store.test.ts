import { createInMemorySessionStore } from './in-memory-session-store.ts';
import { describeSessionStore } from './session-store.contract.ts';

describeSessionStore('createInMemorySessionStore', async (clock) => ({
  store: createInMemorySessionStore({ clock }),
  close: async () => {},
}));
