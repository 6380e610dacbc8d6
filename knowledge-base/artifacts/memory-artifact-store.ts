import { type Artifact, scopeCovers } from './artifact.ts';
import { ArtifactError, type ArtifactStore } from './artifact-store.ts';
import { TABLES } from './table-declarations.ts';

/**
 * Keeps results as text for as long as the process runs, and by the same rules as the table: seven days, and only for
 * readers whose scope covers what the result was made from. Passes the same contract suite.
 */
export function createMemoryArtifactStore({ clock }: { readonly clock: () => Date }): ArtifactStore {
  const rows = new Map<string, { readonly text: string; readonly expiresAtMs: number }>();
  return {
    async put(artifact, { signal }) {
      signal.throwIfAborted();
      const expiresAtMs = clock().getTime() + TABLES.results.ttlSeconds * 1000;
      rows.set(artifact.id, { text: JSON.stringify(artifact), expiresAtMs });
    },
    async get(id, reader, { signal }) {
      signal.throwIfAborted();
      const row = rows.get(id);
      if (row === undefined || row.expiresAtMs <= clock().getTime())
        throw new ArtifactError(
          'artifact-not-found',
          `no result with the id ${id}, or it is older than seven days`,
        );
      const artifact = JSON.parse(row.text) as Artifact;
      if (!scopeCovers(reader, artifact.scope))
        throw new ArtifactError('artifact-not-permitted', `${id} was made from rows you may not see`);
      return artifact;
    },
  };
}
