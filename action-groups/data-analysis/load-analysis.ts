import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import type { OperationContext } from '../kernel/operation.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { type Analysis, analysis } from './analysis.ts';

/**
 * A stored analysis that the seller may see.
 * @throws {OperationError} `not-found` for another kind of result.
 * @throws {ArtifactError} `artifact-not-found`, `artifact-not-permitted`, `artifact-store-unavailable`.
 */
export async function loadAnalysis(
  analysisId: string,
  { artifacts, scope, signal }: Pick<OperationContext, 'artifacts' | 'scope' | 'signal'>,
): Promise<Analysis> {
  const artifact = await artifacts.get(analysisId, scope, { signal });
  if (artifact.type !== 'analysis') {
    throw new OperationError('not-found', `${analysisId} is a ${artifact.type}, not an analysis`);
  }
  const { data, error } = analysis.safeParse(artifact.body);
  // One of an earlier method has other parts: as good as gone, so that it is made again.
  if (data === undefined)
    throw new ArtifactError('artifact-not-found', `${analysisId} is of an earlier method`, { cause: error });
  return data;
}
