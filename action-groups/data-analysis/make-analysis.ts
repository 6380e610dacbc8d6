import { scopeKey } from '#knowledge-base/artifacts/artifact.ts';
import { artifactId, hashInputs } from '#knowledge-base/artifacts/artifact-id.ts';
import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import type { OperationContext } from '../kernel/operation.ts';
import type { Opportunity } from '../opportunity.ts';
import { MOST_ROWS } from '../query-generation/similar-projects-columns.ts';
import {
  ENHANCED_TERMS,
  queryArtifact,
  STANDARD_TERMS,
  similarProjectsQuery,
} from '../query-generation/similar-projects-query.ts';
import type { Analysis } from './analysis.ts';
import { buildAnalysis } from './build-analysis.ts';
import { METHOD_VERSION } from './methodology.ts';
import type { LoadedPredictor } from './prediction/predictor-store.ts';

/** An analysis as it is asked for, with what it rests on. */
export interface Asked {
  readonly analysisId: string;
  readonly analysisType: Analysis['analysisType'];
  readonly opportunity: Opportunity;
  readonly data: DataVersion;
  readonly predictor: LoadedPredictor | undefined;
  readonly whatIfOf?: string;
  /** Whether to recompute what the numbers depend on; an `enhanced` one always does. */
  readonly isVaried?: boolean;
}

/** Queries, computes and stores it. */
export async function makeAnalysis(asked: Asked, context: OperationContext): Promise<Analysis> {
  const { artifacts, clock, scope, signal, today, warehouse } = context;
  const query = similarProjectsQuery(asked.opportunity, {
    scope,
    data: asked.data,
    today,
    mostTerms: asked.analysisType === 'enhanced' ? ENHANCED_TERMS : STANDARD_TERMS,
  });
  const result = await warehouse.query(query.statement, { signal, maxRows: MOST_ROWS });
  const built = buildAnalysis({ ...asked, today, query, result });
  const createdAt = clock();
  await Promise.all([
    artifacts.put(queryArtifact(query, asked.data, createdAt), { signal }),
    artifacts.put(
      {
        type: 'analysis',
        id: built.analysisId,
        scope,
        createdAt: createdAt.toISOString(),
        customerName: asked.opportunity.customerName,
        body: built,
      },
      { signal },
    ),
  ]);
  return built;
}

/** Everything a result depends on is in its id, so that a stored one is right or is not found. */
export function analysisIdOf(
  { opportunity: about, analysisType, data, predictor, whatIfOf }: Omit<Asked, 'analysisId' | 'isVaried'>,
  { scope, today }: OperationContext,
): string {
  return artifactId({
    opportunityId: hashInputs({
      opportunity: about,
      scope: scopeKey(scope),
      dataVersion: data.dataVersion,
      today,
      method: METHOD_VERSION,
      model: predictor?.modelHash,
      whatIfOf,
    }),
    analysisType,
  });
}
