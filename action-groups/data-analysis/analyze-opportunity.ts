import { z } from 'zod';
import { scopeKey } from '#knowledge-base/artifacts/artifact.ts';
import { artifactId, hashInputs } from '#knowledge-base/artifacts/artifact-id.ts';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import { oneOf } from '../kernel/fields.ts';
import { defineOperation, type OperationContext, type Reply } from '../kernel/operation.ts';
import type { Headline } from '../kernel/working-set.ts';
import { type Opportunity, opportunity, opportunityFields } from '../opportunity.ts';
import { MOST_ROWS } from '../query-generation/similar-projects-columns.ts';
import {
  ENHANCED_TERMS,
  queryArtifact,
  STANDARD_TERMS,
  similarProjectsQuery,
} from '../query-generation/similar-projects-query.ts';
import { type Analysis, analysis } from './analysis.ts';
import { buildAnalysis } from './build-analysis.ts';
import { METHOD_VERSION } from './methodology.ts';
import { summarizeAnalysis } from './summarize-analysis.ts';

const ANALYSIS_TYPES = ['standard', 'enhanced'] as const;

/** Predicts an opportunity from past projects; the result is stored, and asked for again it is not computed again. */
export const analyzeOpportunity = defineOperation({
  operationId: 'analyzeOpportunity',
  description:
    'Predicts ARR, MRR, launch month and delivery duration of an opportunity as ranges, with services, the most similar past projects, risks and confidence. Call it once the customer, a country or region, the close date and a description are known, and again after a correction.',
  input: z
    .object({
      ...opportunityFields,
      analysisType: oneOf(ANALYSIS_TYPES)
        .optional()
        .describe('standard looks for 8 terms of the description, enhanced for 12. Default standard.'),
    })
    .refine((value) => value.country !== undefined || value.region !== undefined, {
      path: ['country'],
      message: 'country or region is needed',
    }),
  run: async ({ analysisType = 'standard', ...given }, context) => {
    const asked = opportunity.parse(given);
    const data = await context.dataVersions.current();
    const analysisId = analysisIdOf(asked, analysisType, data, context);
    const known = await stored(analysisId, context);
    return reply(known ?? (await analyze({ analysisId, analysisType, opportunity: asked, data }, context)));
  },
});

/** Everything a result depends on is in its id, so that a stored one is right or is not found. */
function analysisIdOf(
  asked: Opportunity,
  analysisType: Analysis['analysisType'],
  data: DataVersion,
  { scope, today }: OperationContext,
): string {
  return artifactId({
    opportunityId: hashInputs({
      opportunity: asked,
      scope: scopeKey(scope),
      dataVersion: data.dataVersion,
      today,
      method: METHOD_VERSION,
    }),
    analysisType,
  });
}

/**
 * The stored analysis, or undefined when there is none. A store that is down fails the operation here, before
 * the query: what it gave could not be stored, and nothing is shown that is not.
 */
async function stored(
  analysisId: string,
  { artifacts, scope, signal }: OperationContext,
): Promise<Analysis | undefined> {
  try {
    return analysis.parse((await artifacts.get(analysisId, scope, { signal })).body);
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
  const { analysisId, opportunity: about } = built;
  return {
    result: { ...summarizeAnalysis(built) },
    artifacts: [{ type: 'analysis', id: analysisId }],
    remember: {
      kind: 'opportunity',
      analysisId,
      opportunity: Object.fromEntries(
        Object.entries(about).filter(([, value]) => value !== undefined),
      ) as Record<string, string | number>,
      headline: headlineOf(built),
      ...labelOf(built),
    },
  };
}

function headlineOf({ metrics: { arrUsd, launchMonth }, confidence }: Analysis): Headline {
  return {
    arrUsd: arrUsd === null ? null : { low: arrUsd.low, median: arrUsd.median, high: arrUsd.high },
    launchMonth:
      launchMonth === null
        ? null
        : { low: launchMonth.low, median: launchMonth.median, high: launchMonth.high },
    confidence: confidence.level,
  };
}

/** The opportunity's own name, else the term that tells most of the work, as the seller wrote it. */
function labelOf({ opportunity: { opportunityName, description }, evidence }: Analysis): { label?: string } {
  if (opportunityName !== undefined) return { label: opportunityName };
  const term = evidence.terms.find(({ term: text }) => description.toLowerCase().includes(text));
  if (term === undefined) return {};
  const at = description.toLowerCase().indexOf(term.term);
  return { label: description.slice(at, at + term.term.length) };
}
