import { z } from 'zod';
import type { QueryResult } from '#knowledge-base/projects/warehouse.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { matchKey } from '../query-generation/compile-query.ts';
import { isPartner } from '../query-generation/partner-name.ts';
import {
  type QueryAttribute,
  type SimilarProjectsSpecification,
  totalWeight,
} from '../query-generation/query-specification.ts';
import type { QueryTerm } from '../query-generation/search-terms.ts';
import { matchedTerms } from '../query-generation/term-groups.ts';
import type { SimilarProject } from './analysis.ts';
import { comparedMoney } from './compared-money.ts';

/** A project as the query gave it, before it is known what it weighs. */
export interface Candidate extends Omit<SimilarProject, 'weight' | 'similarity'> {
  /** What the learners look at beside what an analysis shows; it stays out of it. */
  readonly told: {
    readonly description: string | null;
    readonly opportunityRegion: string | null;
    readonly opportunityType: string | null;
    readonly migrationPhase: string | null;
  };
}

export interface Candidates {
  readonly candidates: readonly Candidate[];
  /** All projects of the period and the scope with at least one term. */
  readonly rowsMatched: number;
}

const text = z.string().nullable();
const number = z.number().nullable();

const winnerRow = z.object({
  opportunity_id: z.string(),
  customer_name: text,
  opportunity_name: text,
  description: text,
  partner_name: text,
  industry: text,
  customer_segment: text,
  country: text,
  opportunity_region: text,
  opportunity_type: text,
  migration_phase: text,
  close_date: text,
  planned_delivery_start_date: text,
  planned_delivery_end_date: text,
  gap_days: number,
  duration_months: number,
  mrr_usd: number,
  upfront_usd: number,
  arr_usd: number,
  annual_run_rate_usd: number,
  services_json: text,
  doubts: text,
  search_text: text,
  aws_calculator_url: text,
  crm_url: text,
  match_key: z.string(),
  rows_matched: z.number(),
});
type WinnerRow = z.infer<typeof winnerRow>;

const services = z.array(
  z.object({
    service: z.string(),
    monthlyUsd: z
      .number()
      .nullable()
      .transform((usd) => usd ?? 0),
    upfrontUsd: z
      .number()
      .nullable()
      .transform((usd) => usd ?? 0),
  }),
);

/**
 * The rows of the query as evidence, with the reasons of each match.
 * @throws {OperationError} `warehouse-failed` when the rows are not what was asked for, or their score is not
 * what their words give: then the numbers would have another ground than the one shown.
 */
export function readCandidates(
  result: QueryResult,
  specification: Pick<SimilarProjectsSpecification, 'terms' | 'attributes'>,
): Candidates {
  try {
    const rows = z.array(winnerRow).parse(result.rows);
    return {
      candidates: rows.map((row) => candidateOf(row, specification)),
      rowsMatched: rows[0]?.rows_matched ?? 0,
    };
  } catch (cause) {
    if (cause instanceof OperationError) throw cause;
    throw new OperationError('warehouse-failed', 'the project data gave rows of another shape', { cause });
  }
}

function candidateOf(
  row: WinnerRow,
  specification: Pick<SimilarProjectsSpecification, 'terms' | 'attributes'>,
): Candidate {
  const { terms, attributes } = specification;
  const reasons = [...termReasons(row, terms), ...matchedAttributes(row, attributes)];
  const score = totalWeight(reasons);
  const closeDate = row.close_date ?? '';
  if (row.match_key !== matchKey(specification, { score, closeDate, opportunityId: row.opportunity_id })) {
    throw new OperationError('warehouse-failed', 'the project data scored a row otherwise than its words do');
  }
  return {
    opportunityId: row.opportunity_id,
    customerName: row.customer_name ?? 'customer not named',
    opportunityName: row.opportunity_name ?? 'not named',
    partnerName: row.partner_name,
    industry: row.industry,
    customerSegment: row.customer_segment,
    country: row.country,
    closeDate: row.close_date,
    startDate: row.planned_delivery_start_date,
    endDate: row.planned_delivery_end_date,
    gapDays: row.gap_days,
    durationMonths: row.duration_months,
    mrrUsd: row.mrr_usd,
    upfrontUsd: row.upfront_usd,
    arrUsd: row.arr_usd,
    statedArrUsd: row.annual_run_rate_usd,
    services: services.parse(JSON.parse(row.services_json ?? '[]')),
    doubts: (row.doubts ?? '').split(',').filter((doubt) => doubt !== ''),
    score,
    reasons,
    calculatorUrl: row.aws_calculator_url,
    crmUrl: row.crm_url,
    money: comparedMoney({
      statedArrUsd: row.annual_run_rate_usd,
      mrrUsd: row.mrr_usd,
      upfrontUsd: row.upfront_usd,
    }),
    told: {
      description: row.description,
      opportunityRegion: row.opportunity_region,
      opportunityType: row.opportunity_type,
      migrationPhase: row.migration_phase,
    },
  };
}

function termReasons({ search_text }: WinnerRow, terms: readonly QueryTerm[]) {
  return matchedTerms(search_text ?? '', terms).map(({ term, weight }) => ({
    kind: 'term' as const,
    text: term,
    weight,
  }));
}

function matchedAttributes(row: WinnerRow, attributes: readonly QueryAttribute[]) {
  return attributes
    .filter(({ column, value }) =>
      column === 'partner_name' ? isPartner(row[column], value) : row[column] === value,
    )
    .map(({ column, value, weight }) => ({
      kind: 'attribute' as const,
      text: `${column.replaceAll('_', ' ')}: ${value}`,
      weight,
    }));
}
