import { describe, expect, it } from 'vitest';
import { describeArtifactStore, madeFrom } from './artifact-store.contract.ts';
import { createMemoryArtifactStore } from './memory-artifact-store.ts';

describeArtifactStore('createMemoryArtifactStore', async () => ({
  store: createMemoryArtifactStore({ clock: () => new Date() }),
  close: async () => {},
}));

describe('createMemoryArtifactStore', () => {
  const { signal } = new AbortController();
  const organisation = { kind: 'organisation' } as const;

  it('forgets after seven days', async () => {
    let now = new Date('2026-11-23T09:00:00Z');
    const store = createMemoryArtifactStore({ clock: () => now });
    const artifact = madeFrom('a', organisation);
    await store.put(artifact, { signal });
    now = new Date('2026-11-30T08:59:59Z');
    expect(await store.get(artifact.id, organisation, { signal })).toEqual(artifact);
    now = new Date('2026-11-30T09:00:00Z');
    await expect(store.get(artifact.id, organisation, { signal })).rejects.toMatchObject({
      code: 'artifact-not-found',
    });
  });

  it('gives each reader a copy of its own', async () => {
    const store = createMemoryArtifactStore({ clock: () => new Date() });
    const artifact = madeFrom('b', organisation);
    await store.put(artifact, { signal });
    Object.assign((await store.get(artifact.id, organisation, { signal })).body, { changed: true });
    expect(await store.get(artifact.id, organisation, { signal })).toEqual(artifact);
  });
});
