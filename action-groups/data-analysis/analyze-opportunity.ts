import { z } from 'zod';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import { announce } from '../kernel/announce.ts';
import { oneOf, plainText } from '../kernel/fields.ts';
import { defineOperation, type OperationContext, type Reply } from '../kernel/operation.ts';
import { opportunity, opportunityFields } from '../opportunity.ts';
import type { Analysis } from './analysis.ts';
import { loadAnalysis } from './load-analysis.ts';
import { analysisIdOf, makeAnalysis } from './make-analysis.ts';
import { NOT_NOTED, noteAnalysis } from './note-analysis.ts';
import { headlineOf, rememberedOf } from './remembered-opportunity.ts';
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
        .describe(
          'standard looks for 8 terms of the description, enhanced for 12 and recomputes what the ARR depends on. Default standard.',
        ),
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
    const found = known ?? (await makeAnalysis({ ...request, analysisId }, context));
    if (known === undefined && base === undefined) await announceAnalysis(found, context);
    if (base !== undefined) return whatIfReply(base, found);
    // What is found again was noted when it was made.
    const isNoted = known !== undefined || (await noteAnalysis(found, context));
    return reply(isNoted ? found : { ...found, notes: [...found.notes, NOT_NOTED] });
  },
});

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

/** What is found again was announced when it was made; a what-if is no result of its own. */
async function announceAnalysis(built: Analysis, context: OperationContext): Promise<void> {
  const { analysisId, analysisType } = built;
  await announce(
    { type: 'OpportunityAnalyzed', analysisId, analysisType, headline: headlineOf(built) },
    context,
  );
}
