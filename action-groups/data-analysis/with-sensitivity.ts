import type { OperationContext } from '../kernel/operation.ts';
import type { Analysis } from './analysis.ts';
import { analysisIdOf, makeAnalysis } from './make-analysis.ts';

/**
 * The analysis with what its numbers depend on, made now where it was not before, and stored with it. Where the
 * data, the model, the day or what the seller may see has changed since, it stays without: it would be of other
 * numbers.
 */
export async function withSensitivity(stored: Analysis, context: OperationContext): Promise<Analysis> {
  const { analysisId, analysisType, opportunity, outcome, sensitivity, whatIfOf } = stored;
  if (sensitivity !== null || outcome !== 'predicted') return stored;
  const data = await context.dataVersions.current();
  const predictor = await context.predictors.load(data.dataVersion, context.scope);
  const asked = {
    analysisType,
    opportunity,
    data,
    predictor,
    ...(whatIfOf === undefined ? {} : { whatIfOf }),
  };
  if (analysisIdOf(asked, context) !== analysisId) return stored;
  return makeAnalysis({ ...asked, analysisId, isVaried: true }, context);
}
