import { describeAgentStore } from './agent-store.contract.ts';
import { createInMemoryAgentStore } from './in-memory-agent-store.ts';

describeAgentStore('in memory', async () => {
  const store = createInMemoryAgentStore();
  return { store, other: store, close: async () => {} };
});
