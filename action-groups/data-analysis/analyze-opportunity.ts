import { z } from 'zod';
import { scopeKey } from '#knowledge-base/artifacts/artifact.ts';
import { artifactId, hashInputs } from '#knowledge-base/artifacts/artifact-id.ts';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import { oneOf, plainText } from '../kernel/fields.ts';
import { defineOperation, type OperationContext, type Reply } from '../kernel/operation.ts';
import { type Opportunity, opportunity, opportunityFields } from '../opportunity.ts';
import { MOST_ROWS } from '../query-generation/similar-projects-columns.ts';
import {
  ENHANCED_TERMS,
  queryArtifact,
  STANDARD_TERMS,
  similarProjectsQuery,
} from '../query-generation/similar-projects-query.ts';
import type { Analysis } from './analysis.ts';
import { buildAnalysis } from './build-analysis.ts';
import { loadAnalysis } from './load-analysis.ts';
import { METHOD_VERSION } from './methodology.ts';
import { NOT_NOTED, noteAnalysis } from './note-analysis.ts';
import type { LoadedPredictor } from './prediction/predictor-store.ts';
import { rememberedOf } from './remembered-opportunity.ts';
import { summarizeAnalysis } from './summarize-analysis.ts';
import { compareWhatIf } from './what-if.ts';
import { withWholeDescription } from './whole-description.ts';

const ANALYSIS_TYPES = ['standard', 'enhanced'] as const;

/** Predicts an opportunity from past projects; the result is stored, and asked for again it is not computed again. */
export const analyzeOpportunity = defineOperation({
  operationId: 'analyzeOpportunity',
  description:
    'Predicts ARR, MRR, launch month and delivery duration of an opportunity as ranges, with services, the most similar past projects, risks and confidence. Call it once the customer, a country or region, the close date and a description are known, and again after a correction. With whatIfOf it answers what would be if, compared with that analysis, which stays the current one; to keep a what-if, call it again without whatIfOf.',
  input: z
    .object({
      ...opportunityFields,
      analysisType: oneOf(ANALYSIS_TYPES)
        .optional()
        .describe('standard looks for 8 terms of the description, enhanced for 12. Default standard.'),
      whatIfOf: plainText(100)
        .optional()
        .describe(
          'For a what-if only: the analysisId to compare with. All other arguments are the opportunity as it would be, unchanged facts included.',
        ),
    })
    .refine((value) => value.country !== undefined || value.region !== undefined, {
      path: ['country'],
      message: 'country or region is needed',
    }),
  run: async ({ analysisType = 'standard', whatIfOf, ...given }, context) => {
    const asked = await withWholeDescription(opportunity.parse(given), context);
    // A base that is not there or not theirs fails before any query.
    const base = whatIfOf === undefined ? undefined : await loadAnalysis(whatIfOf, context);
    const data = await context.dataVersions.current();
    const predictor = await context.predictors.load(data.dataVersion, context.scope);
    const request = {
      analysisType,
      opportunity: asked,
      data,
      predictor,
      ...(whatIfOf === undefined ? {} : { whatIfOf }),
    };
    const analysisId = analysisIdOf(request, context);
    const known = await stored(analysisId, context);
    const found = known ?? (await analyze({ ...request, analysisId }, context));
    if (base !== undefined) return whatIfReply(base, found);
    // What is found again was noted when it was made.
    const isNoted = known !== undefined || (await noteAnalysis(found, context));
    return reply(isNoted ? found : { ...found, notes: [...found.notes, NOT_NOTED] });
  },
});

/** Everything a result depends on is in its id, so that a stored one is right or is not found. */
function analysisIdOf(
  { opportunity: about, analysisType, data, predictor, whatIfOf }: Omit<Asked, 'analysisId'>,
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

/**
 * The stored analysis, or undefined when there is none. A store that is down fails the operation here, before
 * the query: what it gave could not be stored, and nothing is shown that is not.
 */
async function stored(analysisId: string, context: OperationContext): Promise<Analysis | undefined> {
  try {
    return await loadAnalysis(analysisId, context);
  } catch (error) {
    if (error instanceof ArtifactError && error.code === 'artifact-not-found') return undefined;
    throw error;
  }
}

interface Asked {
  readonly analysisId: string;
  readonly analysisType: Analysis['analysisType'];
  readonly opportunity: Opportunity;
  readonly data: DataVersion;
  readonly predictor: LoadedPredictor | undefined;
  readonly whatIfOf?: string;
}

async function analyze(asked: Asked, context: OperationContext): Promise<Analysis> {
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
      { type: 'analysis', id: built.analysisId, scope, createdAt: createdAt.toISOString(), body: built },
      { signal },
    ),
  ]);
  return built;
}

function reply(built: Analysis): Reply<Readonly<Record<string, unknown>>> {
  return {
    result: { ...summarizeAnalysis(built) },
    artifacts: [{ type: 'analysis', id: built.analysisId }],
    remember: rememberedOf(built),
  };
}

/** A what-if is compared with its base and changes nothing in the session. */
function whatIfReply(base: Analysis, built: Analysis): Reply<Readonly<Record<string, unknown>>> {
  return {
    result: { ...summarizeAnalysis(built), whatIf: compareWhatIf(base, built) },
    artifacts: [{ type: 'analysis', id: built.analysisId }],
  };
}
