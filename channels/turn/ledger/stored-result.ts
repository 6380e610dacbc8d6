import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import type { TurnArtifact, TurnResult } from '../turn-result.ts';
import type { StoredResult } from './turn-ledger.ts';

/** A result as the ledger keeps it. */
export function storedResult(result: TurnResult): StoredResult {
  return { ...result, artifacts: result.artifacts.map(({ type, id }) => ({ type, id })) };
}

/** The result with its artifacts, as far as the reader may see them. */
export async function wholeResult(
  stored: StoredResult,
  reader: Scope,
  artifacts: ArtifactStore,
  signal: AbortSignal,
): Promise<TurnResult> {
  const loaded = await Promise.all(
    stored.artifacts.map(async ({ type, id }): Promise<TurnArtifact> => {
      const { body } = await artifacts.get(id, reader, { signal });
      return { type, id, ...body };
    }),
  );
  return { ...stored, artifacts: loaded };
}
