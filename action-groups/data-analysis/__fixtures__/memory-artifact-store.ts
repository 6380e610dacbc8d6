import { type Artifact, scopeCovers } from '#knowledge-base/artifacts/artifact.ts';
import { ArtifactError, type ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';

/** A double of the result store: keeps JSON, compares scopes, and is down when told so. */
export function createMemoryArtifactStore(): ArtifactStore & {
  readonly ids: () => string[];
  /** Which calls fail from now on. */
  readonly fail: (calls: readonly ('put' | 'get')[]) => void;
} {
  const kept = new Map<string, string>();
  let down: readonly ('put' | 'get')[] = [];
  const reach = (call: 'put' | 'get') => {
    if (down.includes(call))
      throw new ArtifactError('artifact-store-unavailable', 'the result store could not be reached');
  };
  return {
    ids: () => [...kept.keys()].sort(),
    fail: (calls) => {
      down = calls;
    },
    async put(artifact) {
      reach('put');
      kept.set(artifact.id, JSON.stringify(artifact));
    },
    async get(id, reader) {
      reach('get');
      const text = kept.get(id);
      if (text === undefined) throw new ArtifactError('artifact-not-found', `no result with the id ${id}`);
      const artifact = JSON.parse(text) as Artifact;
      if (!scopeCovers(reader, artifact.scope)) {
        throw new ArtifactError('artifact-not-permitted', `${id} was made from rows you may not see`);
      }
      return artifact;
    },
  };
}
