import { z } from 'zod';
import type { Artifact, Scope } from '#knowledge-base/artifacts/artifact.ts';
import { artifactId, hashInputs } from '#knowledge-base/artifacts/artifact-id.ts';
import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import type { Statement } from '#knowledge-base/projects/warehouse.ts';
import { OperationError } from '../kernel/operation-error.ts';
import type { Opportunity } from '../opportunity.ts';
import { compileSimilarProjects } from './compile-query.ts';
import type { QueryAttribute, SimilarProjectsSpecification } from './query-specification.ts';
import { scopeInWords } from './scope-words.ts';
import { searchTerms } from './search-terms.ts';
import { MOST_ROWS } from './similar-projects-columns.ts';

/** Things a standard search looks for; each further one makes the query slower by as much. */
export const STANDARD_TERMS = 8;
export const ENHANCED_TERMS = 12;

/** How far back evidence is looked for. */
export const PERIOD_YEARS = 5;

/** A project was won from Committed on; Closed Lost and what is still open are no evidence. */
export const EVIDENCE_STAGES = ['Committed', 'Launched'] as const;

export interface SimilarProjectsQuery {
  readonly queryId: string;
  readonly specification: SimilarProjectsSpecification;
  readonly statement: Statement;
}

export interface SimilarProjectsOptions {
  readonly scope: Scope;
  readonly data: DataVersion;
  /** The last close date that counts, YYYY-MM-DD. */
  readonly today: string;
  readonly mostTerms: number;
}

/**
 * The query for projects like an opportunity.
 * @throws {OperationError} `invalid-arguments` when the description names nothing to look for.
 */
export function similarProjectsQuery(
  opportunity: Opportunity,
  options: SimilarProjectsOptions,
): SimilarProjectsQuery {
  const terms = searchTerms({
    description: opportunity.description,
    opportunityName: opportunity.opportunityName,
    customerName: opportunity.customerName,
    partnerName: opportunity.partnerName,
    most: options.mostTerms,
  });
  if (terms.length === 0) throw nothingToLookFor(opportunity);
  const specification: SimilarProjectsSpecification = {
    kind: 'similar-projects',
    terms,
    attributes: attributesOf(opportunity),
    stages: EVIDENCE_STAGES,
    period: { fromDate: yearsBefore(options.today, PERIOD_YEARS), toDate: options.today },
    scope: options.scope,
    dataVersion: options.data.dataVersion,
    limit: MOST_ROWS,
  };
  return {
    queryId: artifactId({ opportunityId: hashInputs({ ...specification }), analysisType: 'query' }),
    specification,
    statement: compileSimilarProjects(specification),
  };
}

const statementValue = z.union([z.string(), z.number(), z.object({ date: z.string() })]);

/** The body of a `query` artifact: enough to run it again. */
export const storedQuery = z.object({
  queryId: z.string(),
  kind: z.literal('similar-projects'),
  sql: z.string(),
  values: z.array(statementValue),
  terms: z.array(
    z.object({
      term: z.string(),
      weight: z.number(),
      why: z.string(),
      needles: z.array(z.string()).readonly(),
      group: z.string(),
    }),
  ),
  attributes: z.array(z.object({ column: z.string(), value: z.string(), weight: z.number() })),
  stages: z.array(z.string()),
  period: z.object({ fromDate: z.string(), toDate: z.string() }),
  scope: z.string(),
  dataVersion: z.string(),
  sampleData: z.boolean(),
});
export type StoredQuery = z.infer<typeof storedQuery>;

export function queryArtifact(query: SimilarProjectsQuery, data: DataVersion, createdAt: Date): Artifact {
  const { specification, statement } = query;
  const body: StoredQuery = {
    queryId: query.queryId,
    kind: specification.kind,
    sql: statement.sql,
    values: statement.values.map((value) => statementValue.parse(value)),
    terms: [...specification.terms],
    attributes: [...specification.attributes],
    stages: [...specification.stages],
    period: specification.period,
    scope: scopeInWords(specification.scope),
    dataVersion: specification.dataVersion,
    sampleData: data.sample,
  };
  return {
    type: 'query',
    id: query.queryId,
    scope: specification.scope,
    createdAt: createdAt.toISOString(),
    body,
  };
}

/** The size of a customer moves costs most; where it is and who delivers, least. Weighed by the backtest. */
function attributesOf(opportunity: Opportunity): QueryAttribute[] {
  const weighed: readonly (readonly [QueryAttribute['column'], string | undefined, number])[] = [
    ['customer_segment', opportunity.customerSegment, 12],
    ['industry', opportunity.industry, 4],
    ['migration_phase', opportunity.migrationPhase, 3],
    ['country', opportunity.country, 2],
    ['opportunity_region', opportunity.country === undefined ? opportunity.region : undefined, 2],
    ['opportunity_type', opportunity.opportunityType, 2],
    ['partner_name', opportunity.partnerName, 2],
  ];
  return weighed.flatMap(([column, value, weight]) =>
    value === undefined ? [] : [{ column, value, weight }],
  );
}

function yearsBefore(date: string, years: number): string {
  const year = String(Number(date.slice(0, 4)) - years).padStart(4, '0');
  // The fifth year before 29 February has none.
  return date.slice(5) === '02-29' ? `${year}-02-28` : `${year}${date.slice(4)}`;
}

function nothingToLookFor({ description }: Opportunity): OperationError {
  return new OperationError(
    'invalid-arguments',
    'description: names no technology, service or workload to look for',
    {
      details: {
        issues: [
          {
            field: 'description',
            value: description.slice(0, 200),
            problem: 'names no technology, service or workload to look for',
            accepted:
              'what the customer wants, for example: move 40 Sybase ASE databases to Aurora PostgreSQL',
          },
        ],
      },
    },
  );
}
