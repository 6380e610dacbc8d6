import { z } from 'zod';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import { plainText } from '../kernel/fields.ts';
import { defineOperation, type OperationContext, type Reply } from '../kernel/operation.ts';
import { OperationError } from '../kernel/operation-error.ts';
import {
  type InsightQuery,
  insightQuery,
  insightQueryArtifact,
  storedInsightQuery,
} from '../query-generation/insight-query.ts';
import {
  type InsightSpecification,
  insightFields,
  insightSpecification,
} from '../query-generation/insight-specification.ts';
import { buildInsight } from './build-insight.ts';
import { type Insight, insight } from './insight.ts';
import { checkNamesThatFoundNothing } from './insight-names.ts';
import { summarizeInsight } from './summarize-insight.ts';

/** Far above 100 groups, the rest and what is counted apart. */
const MOST_ROWS = 200;

/** Answers a portfolio question; the result is stored, and asked for again it is not computed again. */
export const runInsightQuery = defineOperation({
  operationId: 'runInsightQuery',
  description:
    'Answers a question about the whole portfolio of past projects: how many, how much ARR, typical duration, by industry, region, service, partner, quarter …, also against another period. Give measures and what else is known of the question, or the queryId of a query that was generated before. Relative periods ("last year") are given as dates.',
  input: z
    .object({
      queryId: plainText(100)
        .optional()
        .describe('The id that generateInsightQuery gave; then nothing else is needed.'),
      ...insightFields,
      measures: insightFields.measures
        .optional()
        .describe(`${insightFields.measures.description} Needed unless queryId is given.`),
    })
    .refine(({ queryId, measures }) => queryId !== undefined || measures !== undefined, {
      path: ['measures'],
      message: 'measures or queryId is needed',
    }),
  run: async ({ queryId, ...given }, context) => {
    const asked =
      queryId === undefined ? insightSpecification.parse(given) : await askedBefore(queryId, context);
    const data = await context.dataVersions.current();
    const query = insightQuery(asked, { scope: context.scope, data, today: context.today });
    return reply((await stored(query, context)) ?? (await answer(query, data, context)));
  },
});

async function askedBefore(
  queryId: string,
  { artifacts, scope, signal }: OperationContext,
): Promise<InsightSpecification> {
  const artifact = await artifacts.get(queryId, scope, { signal });
  const query = storedInsightQuery.safeParse(artifact.body);
  if (artifact.type !== 'query' || !query.success) {
    throw new OperationError('not-found', `${queryId} is no portfolio question`);
  }
  return query.data.asked;
}

async function stored(
  query: InsightQuery,
  { artifacts, scope, signal }: OperationContext,
): Promise<Insight | undefined> {
  try {
    return insight.parse((await artifacts.get(query.insightId, scope, { signal })).body);
  } catch (error) {
    if (error instanceof ArtifactError && error.code === 'artifact-not-found') return undefined;
    throw error;
  }
}

async function answer(query: InsightQuery, data: DataVersion, context: OperationContext): Promise<Insight> {
  const { artifacts, clock, scope, signal, today, warehouse } = context;
  const result = await warehouse.query(query.statement, { signal, maxRows: MOST_ROWS });
  const built = buildInsight(query, result, { data, today });
  if (built.totals.projects + (built.totals.compared?.projects ?? 0) === 0) {
    await checkNamesThatFoundNothing(query.asked, data, context);
  }
  const createdAt = clock();
  await Promise.all([
    artifacts.put(insightQueryArtifact(query, data, createdAt), { signal }),
    artifacts.put(
      { type: 'insight', id: built.insightId, scope, createdAt: createdAt.toISOString(), body: built },
      { signal },
    ),
  ]);
  return built;
}

function reply(built: Insight): Reply<Readonly<Record<string, unknown>>> {
  const { insightId, queryId, specification } = built;
  return {
    result: { ...summarizeInsight(built) },
    artifacts: [{ type: 'insight', id: insightId }],
    remember: { kind: 'insight', queryId, specification },
  };
}
