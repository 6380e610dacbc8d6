import { describeArtifactStore } from '#knowledge-base/artifacts/artifact-store.contract.ts';
import { createMemoryArtifactStore } from './memory-artifact-store.ts';

describeArtifactStore('the double of the result store', async () => ({
  store: createMemoryArtifactStore(),
  close: async () => {},
}));
