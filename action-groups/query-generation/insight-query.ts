import { z } from 'zod';
import type { Artifact, Scope } from '#knowledge-base/artifacts/artifact.ts';
import { artifactId, hashInputs } from '#knowledge-base/artifacts/artifact-id.ts';
import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import type { Statement } from '#knowledge-base/projects/warehouse.ts';
import { compileInsight } from './compile-insight.ts';
import { insightConditions } from './insight-conditions.ts';
import { isTimeDimension } from './insight-dimensions.ts';
import { insightPeriods } from './insight-period.ts';
import type { InsightQuerySpecification } from './insight-query-specification.ts';
import {
  type InsightDimension,
  type InsightMeasure,
  type InsightSpecification,
  insightSpecification,
} from './insight-specification.ts';
import { insightInWords } from './insight-words.ts';
import { invalidArguments } from './invalid-argument.ts';
import { scopeInWords } from './scope-words.ts';
import { EVIDENCE_STAGES } from './similar-projects-query.ts';

/** Groups that are shown where nobody says how many; a time line or two dimensions show up to the most. */
const USUAL_GROUPS = 20;
export const MOST_GROUPS = 100;

const MOST_MEASURES = 6;

export interface InsightQuery {
  readonly queryId: string;
  /** Of the result: its query's id is a hash of all that it depends on, so they share it. */
  readonly insightId: string;
  /** As it was asked, duplicates taken out: what the next question can change. */
  readonly asked: InsightSpecification;
  readonly specification: InsightQuerySpecification;
  /** What it counts, one sentence. */
  readonly words: string;
  readonly statement: Statement;
}

export interface InsightQueryOptions {
  readonly scope: Scope;
  readonly data: DataVersion;
  /** The seller's day, YYYY-MM-DD. */
  readonly today: string;
}

/**
 * The query of a portfolio question.
 * @throws {OperationError} `invalid-arguments` naming what is not known or not possible, with the nearest that is.
 */
export function insightQuery(given: InsightSpecification, options: InsightQueryOptions): InsightQuery {
  const asked = withoutRepetition(given);
  const specification = settle(asked, options);
  const opportunityId = hashInputs({ ...specification });
  return {
    queryId: artifactId({ opportunityId, analysisType: 'query' }),
    insightId: artifactId({ opportunityId, analysisType: 'insight' }),
    asked,
    specification,
    words: insightInWords(specification),
    statement: compileInsight(specification),
  };
}

function withoutRepetition(given: InsightSpecification): InsightSpecification {
  const { measures, dimensions, orderBy } = given;
  const by = orderBy?.by;
  const isKnown = by === undefined || [...measures, ...(dimensions ?? [])].some((name) => name === by);
  if (isKnown)
    return {
      ...given,
      measures: [...new Set(measures)],
      ...(dimensions && { dimensions: [...new Set(dimensions)] }),
    };
  const added = isDimension(by) ? undefined : by;
  if (added === undefined || new Set(measures).size === MOST_MEASURES) {
    const problem = added === undefined ? 'is not grouped by' : `is not among the ${MOST_MEASURES} measures`;
    const accepted = [...measures, ...(dimensions ?? [])].join(' | ');
    throw invalidArguments([{ field: 'orderBy.by', value: by, problem, accepted: `one of: ${accepted}` }]);
  }
  // What is ordered by is shown: else the order could not be followed.
  return withoutRepetition({ ...given, measures: [...measures, added] });
}

function isDimension(by: InsightMeasure | InsightDimension): by is InsightDimension {
  return !by.includes('(') && by !== 'count' && by !== 'customers';
}

function settle(
  asked: InsightSpecification,
  { scope, data, today }: InsightQueryOptions,
): InsightQuerySpecification {
  const { measures, dimensions = [], filters = [] } = asked;
  const asksForStages = dimensions.includes('stage') || filters.some(({ field }) => field === 'stage');
  const isTimeLine = dimensions.some(isTimeDimension);
  return {
    kind: 'insight',
    measures,
    dimensions,
    conditions: insightConditions(filters),
    stages: asksForStages ? null : EVIDENCE_STAGES,
    isWonByDefault: !asksForStages,
    ...insightPeriods(asked, today),
    orderBy: orderOf(asked),
    isOrderedByDefault: asked.orderBy === undefined,
    limit: asked.limit ?? (isTimeLine || dimensions.length > 1 ? MOST_GROUPS : USUAL_GROUPS),
    withRest: asked.withRest ?? true,
    scope,
    dataVersion: data.dataVersion,
  };
}

/** The largest first; of a time line the latest, which are then shown in their order. */
function orderOf({
  measures,
  dimensions = [],
  orderBy,
}: InsightSpecification): InsightQuerySpecification['orderBy'] {
  if (orderBy !== undefined) {
    const { by, direction } = orderBy;
    return { by, descending: direction === undefined ? !isDimension(by) : direction === 'descending' };
  }
  const time = dimensions.find(isTimeDimension);
  if (time !== undefined) return { by: time, descending: true };
  return { by: measures[0] ?? 'count', descending: true };
}

const statementValue = z.union([z.string(), z.number(), z.object({ date: z.string() })]);

/** The body of an insight's `query` artifact: enough to ask again. */
export const storedInsightQuery = z.object({
  queryId: z.string(),
  kind: z.literal('insight'),
  asked: insightSpecification,
  words: z.string(),
  sql: z.string(),
  values: z.array(statementValue),
  period: z.object({ fromDate: z.string(), toDate: z.string() }),
  scope: z.string(),
  dataVersion: z.string(),
  sampleData: z.boolean(),
});

export function insightQueryArtifact(query: InsightQuery, data: DataVersion, createdAt: Date): Artifact {
  const { asked, queryId, specification, statement, words } = query;
  const body: z.infer<typeof storedInsightQuery> = {
    queryId,
    kind: 'insight',
    asked,
    words,
    sql: statement.sql,
    values: statement.values.map((value) => statementValue.parse(value)),
    period: specification.period,
    scope: scopeInWords(specification.scope),
    dataVersion: data.dataVersion,
    sampleData: data.sample,
  };
  return { type: 'query', id: queryId, scope: specification.scope, createdAt: createdAt.toISOString(), body };
}
