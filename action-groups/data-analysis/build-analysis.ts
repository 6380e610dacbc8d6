import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import type { QueryResult } from '#knowledge-base/projects/warehouse.ts';
import type { Opportunity } from '../opportunity.ts';
import { scopeInWords } from '../query-generation/scope-words.ts';
import type { SimilarProjectsQuery } from '../query-generation/similar-projects-query.ts';
import type { Analysis, Evidence, EvidenceRow, SimilarProject } from './analysis.ts';
import { analysisNotes } from './analysis-notes.ts';
import { assessConfidence, isEnough } from './assess-confidence.ts';
import { assessRisks } from './assess-risks.ts';
import { assessSensitivity } from './assess-sensitivity.ts';
import { collectFindings } from './collect-findings.ts';
import { describeArchitecture } from './describe-architecture.ts';
import { explainRange } from './explain-range.ts';
import { methodology } from './methodology.ts';
import { pairServices, unmentionedServices } from './pair-services.ts';
import { pickSimilarProjects } from './pick-similar-projects.ts';
import { predictMetrics } from './predict-metrics.ts';
import { predictServices } from './predict-services.ts';
import { candidateDeal, createForeteller } from './prediction/foretell.ts';
import { foretoldMetrics, predictionOf } from './prediction/foretold-metrics.ts';
import type { LoadedPredictor } from './prediction/predictor-store.ts';
import { type Candidates, readCandidates } from './read-candidates.ts';
import { stemsOf, unfamiliarWords } from './unfamiliar-words.ts';
import { coverage, evidenceAmong, weighNeighbours } from './weigh-neighbours.ts';

export interface AnalysisInput {
  readonly analysisId: string;
  readonly analysisType: Analysis['analysisType'];
  readonly opportunity: Opportunity;
  readonly today: string;
  readonly whatIfOf?: string;
  readonly data: DataVersion;
  /** What was trained on the data; without it the rows' own quantiles are the ranges. */
  readonly predictor?: LoadedPredictor | undefined;
  /** Whether to recompute what the numbers depend on; an `enhanced` one always does. */
  readonly isVaried?: boolean;
  readonly query: SimilarProjectsQuery;
  readonly result: QueryResult;
}

/**
 * The analysis that the rows of a query give: no clock, no chance, no port, so the same rows give the same numbers.
 * @throws {OperationError} `warehouse-failed` when the rows are not those of the query.
 */
export function buildAnalysis(input: AnalysisInput): Analysis {
  const { analysisId, analysisType, opportunity, query, today } = input;
  const { specification } = query;
  const found = readCandidates(input.result, specification);
  const used = evidenceAmong(found.candidates, specification);
  const foreteller =
    input.predictor === undefined ? undefined : createForeteller(input.predictor, used.map(candidateDeal));
  const foretold = foreteller?.foretell(foreteller.exampleOf(opportunity));
  const neighbours = weighNeighbours(used, specification, foretold?.weights);
  const rows = neighbours.map(evidenceRowOf);
  const computed =
    foretold === undefined
      ? predictMetrics(rows, opportunity.targetCloseDate)
      : foretoldMetrics(foretold, opportunity.targetCloseDate);
  const enough = isEnough(rows, foretold !== undefined) && computed.arrUsd !== null;
  const metrics = enough ? computed : NO_METRICS;
  const { services, other } = enough ? predictServices(rows, metrics) : { services: [], other: null };
  const prediction =
    enough && foretold !== undefined && input.predictor !== undefined
      ? predictionOf(input.predictor, foretold)
      : null;
  const confidence = assessConfidence(rows, computed.arrUsd, foretold !== undefined);
  const bestCoverage = Math.max(0, ...neighbours.map((row) => coverage(row, specification.terms)));
  return {
    analysisId,
    analysisType,
    asOfDate: today,
    opportunity,
    ...(input.whatIfOf === undefined ? {} : { whatIfOf: input.whatIfOf }),
    notes: analysisNotes({
      opportunity,
      today,
      scope: specification.scope,
      found,
      isLearned: foretold !== undefined,
    }),
    outcome: enough ? 'predicted' : 'not-enough-evidence',
    metrics,
    prediction,
    confidence,
    services,
    servicePattern: {
      other,
      together: pairServices(rows, services),
      notMentioned: unmentionedServices(services, toldOf(opportunity)),
    },
    architecture: enough ? describeArchitecture(rows) : null,
    similarProjects: pickSimilarProjects(neighbours),
    findings: collectFindings({ opportunity, rows, metrics, services }),
    rationale: explainRange({ opportunity, rows, metrics, prediction, foreteller }),
    risks: enough
      ? assessRisks({
          opportunity,
          rows,
          metrics,
          confidence,
          bestCoverage,
          rowsMatched: found.rowsMatched,
          scope: specification.scope.kind,
          unfamiliar: unfamiliarWords(toldOf(opportunity), knownWords(input.predictor, found)),
          closings: input.predictor?.closings,
        })
      : [],
    sensitivity:
      analysisType === 'enhanced' || input.isVaried === true
        ? assessSensitivity({ opportunity, metrics, prediction, rows, candidates: used, foreteller })
        : null,
    methodology: methodology(
      specification,
      scopeInWords(specification.scope, found.candidates),
      input.predictor,
    ),
    evidence: evidenceOf(input, found, rows),
    rows,
  };
}

const NO_METRICS: Analysis['metrics'] = {
  arrUsd: null,
  mrrUsd: null,
  launchMonth: null,
  gapDays: null,
  durationMonths: null,
};

/** The stems that the model has learned, or, without one, that the projects read have. */
function knownWords(predictor: LoadedPredictor | undefined, { candidates }: Candidates): ReadonlySet<string> {
  return predictor === undefined
    ? stemsOf(candidates.map(({ opportunityName, told }) => `${opportunityName} ${told.description ?? ''}`))
    : new Set(predictor.predictor.learners.encoder.words);
}

/** What the seller has said of the work. */
function toldOf({ description, opportunityName = '' }: Opportunity): string {
  return `${opportunityName} ${description}`;
}

function evidenceRowOf(neighbour: SimilarProject): EvidenceRow {
  const {
    similarity: _similarity,
    calculatorUrl: _calculatorUrl,
    crmUrl: _crmUrl,
    money: _money,
    ...row
  } = neighbour;
  return row;
}

function evidenceOf(input: AnalysisInput, found: Candidates, rows: readonly EvidenceRow[]): Evidence {
  const { data, query, result } = input;
  const { specification, statement } = query;
  return {
    queryId: query.queryId,
    sql: statement.sql,
    values: statement.values.map(plainValue),
    terms: specification.terms.map(({ term, weight, why }) => ({ term, weight, why })),
    period: specification.period,
    scope: scopeInWords(specification.scope, found.candidates),
    dataVersion: specification.dataVersion,
    sampleData: data.sample,
    rowsMatched: found.rowsMatched,
    rowsRead: found.candidates.length,
    rowsUsed: rows.length,
    left: leftOf(found, rows),
    bytesScanned: result.bytesScanned,
    engineMs: result.engineMs,
  };
}

/** What was not used, or used without one of its figures, or with a doubt; the counts overlap but for the first. */
function leftOf(found: Candidates, rows: readonly EvidenceRow[]): Evidence['left'] {
  const count = (holds: (row: EvidenceRow) => boolean) => rows.filter(holds).length;
  const doubts = [...new Set(rows.flatMap((row) => row.doubts))].sort();
  return [
    { reason: 'not used: too few of the telling terms', rows: found.candidates.length - rows.length },
    {
      reason: 'used without ARR: no service priced and none stated',
      rows: count((row) => row.arrUsd === null),
    },
    { reason: 'used without MRR: no service priced', rows: count((row) => row.mrrUsd === null) },
    {
      reason: 'used without launch: no complete delivery plan',
      rows: count((row) => row.gapDays === null || row.durationMonths === null),
    },
    ...doubts.map((doubt) => ({
      reason: `used with a doubt: ${doubt}`,
      rows: count((row) => row.doubts.includes(doubt)),
    })),
  ].filter((left) => left.rows > 0);
}

function plainValue(value: SimilarProjectsQuery['statement']['values'][number]): string | number {
  if (typeof value === 'number') return value;
  return typeof value === 'object' && value !== null ? value.date : String(value);
}
