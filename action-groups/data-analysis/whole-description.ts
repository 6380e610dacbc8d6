import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import type { OperationContext } from '../kernel/operation.ts';
import type { Opportunity } from '../opportunity.ts';
import { loadAnalysis } from './load-analysis.ts';

/**
 * The opportunity with its whole description, where a model repeats the beginning of one that the working set had
 * to cut: the analysis still holds the rest. An analysis that has expired leaves the beginning.
 */
export async function withWholeDescription(
  asked: Opportunity,
  context: OperationContext,
): Promise<Opportunity> {
  const entry = context.workingSet.opportunities.find(
    ({ descriptionCut, opportunity }) =>
      descriptionCut === true && opportunity.description === asked.description,
  );
  if (entry === undefined) return asked;
  try {
    const { description } = (await loadAnalysis(entry.analysisId, context)).opportunity;
    return description.startsWith(asked.description) ? { ...asked, description } : asked;
  } catch (error) {
    if (error instanceof ArtifactError && error.code === 'artifact-not-found') return asked;
    throw error;
  }
}
