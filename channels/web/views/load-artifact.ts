import type { Seller } from '#channels/turn/seller-directory.ts';
import type { Artifact, ArtifactType } from '#knowledge-base/artifacts/artifact.ts';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import { PageProblem } from '../pages/page-problem.ts';
import type { Web } from '../web.ts';

/** @throws {PageProblem} that tells "not permitted" from "not there" from "cannot be reached". */
export async function loadArtifact(
  type: ArtifactType,
  id: string,
  web: Web,
  seller: Seller,
  signal: AbortSignal,
): Promise<Artifact> {
  try {
    const artifact = await web.artifacts.get(id, seller.scope, { signal });
    if (artifact.type !== type) throw new PageProblem('not-found');
    return artifact;
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    const code = { 'artifact-not-found': 'not-found', 'artifact-not-permitted': 'not-permitted' } as const;
    throw new PageProblem(error.code === 'artifact-store-unavailable' ? error.code : code[error.code], {
      cause: error,
    });
  }
}
