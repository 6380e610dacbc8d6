import { foldCustomer } from '#knowledge-base/projects/customer-name.ts';
import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import type { Analysis } from '../data-analysis/analysis.ts';
import { chooseCustomer } from '../data-analysis/choose-customer.ts';
import { customerNamesLike, isOwned } from '../data-analysis/find-in-projects.ts';
import { loadAnalysis } from '../data-analysis/load-analysis.ts';
import type { OperationContext } from '../kernel/operation.ts';
import { OperationError } from '../kernel/operation-error.ts';
import type { CustomerNotTold } from './follow-on.ts';
import type { FollowOnInput } from './follow-on-input.ts';
import { type ProjectRow, readProjectRows } from './project-rows.ts';

/** Whose next opportunities are looked for, with what is known of them. */
export interface Subject {
  readonly customerName: string;
  /** The opportunity that it starts from. */
  readonly analysis: Analysis | undefined;
  /** The customer's projects that the seller may see, the latest first, whatever their stage. */
  readonly rows: readonly ProjectRow[];
  /** Projects that the analysis rests on: what kinds they are. */
  readonly similarRows: readonly ProjectRow[];
  readonly sql: readonly string[];
}

export type SubjectFinding =
  | { readonly kind: 'subject'; readonly subject: Subject }
  | { readonly kind: 'not-told'; readonly reply: CustomerNotTold };

/**
 * Who is meant: of an analysis its customer, else the customer of that name, in the session or in the projects.
 * @throws {OperationError} `not-permitted` when others of the organisation have the customer, `not-found`
 * @throws {ArtifactError} for an analysis that is gone or not theirs
 * @throws {WarehouseError}
 */
export async function findSubject(
  { analysisId, customerName }: FollowOnInput,
  data: DataVersion,
  context: OperationContext,
): Promise<SubjectFinding> {
  if (analysisId !== undefined) return ofAnalysis(await loadAnalysis(analysisId, context), data, context);
  const asked = customerName ?? '';
  const names = await customerNamesLike(asked, data, context);
  const choice = chooseCustomer(asked, context.workingSet, names);
  if (choice.kind === 'several') return notTold('several-customers', asked, choice.candidates);
  if (choice.kind === 'nobody' || choice.matched === 'spelling') await refuseOwned(asked, data, context);
  if (choice.kind === 'nobody') return notTold('unknown-customer', asked, []);
  const [entry] = choice.session;
  if (entry !== undefined) return ofAnalysis(await loadAnalysis(entry.analysisId, context), data, context);
  const fold = foldCustomer(choice.customerName);
  const spellings = names.filter((name) => foldCustomer(name) === fold);
  const { rows, sql } = await readProjectRows('customer_name', spellings, data, context);
  return {
    kind: 'subject',
    subject: { customerName: choice.customerName, analysis: undefined, rows, similarRows: [], sql },
  };
}

/** Past so many the similar projects add nothing to what kind it is. */
const MOST_SIMILAR = 200;

async function ofAnalysis(
  analysis: Analysis,
  data: DataVersion,
  context: OperationContext,
): Promise<SubjectFinding> {
  const { customerName } = analysis.opportunity;
  const fold = foldCustomer(customerName);
  const similar = [...analysis.rows].sort((a, b) => b.weight - a.weight).slice(0, MOST_SIMILAR);
  const [own, like] = await Promise.all([
    customerNamesLike(customerName, data, context).then((names) =>
      readProjectRows(
        'customer_name',
        names.filter((name) => foldCustomer(name) === fold),
        data,
        context,
      ),
    ),
    readProjectRows(
      'opportunity_id',
      similar.map(({ opportunityId }) => opportunityId),
      data,
      context,
    ),
  ]);
  return {
    kind: 'subject',
    subject: {
      customerName,
      analysis,
      rows: own.rows,
      similarRows: like.rows,
      sql: [...own.sql, ...like.sql],
    },
  };
}

async function refuseOwned(asked: string, data: DataVersion, context: OperationContext): Promise<void> {
  if (context.scope.kind === 'organisation' || !(await isOwned(asked, data, context))) return;
  throw new OperationError(
    'not-permitted',
    'others of the organisation have projects with a customer of this name, and this seller may not see them',
    { details: { asked } },
  );
}

function notTold(
  outcome: CustomerNotTold['outcome'],
  asked: string,
  candidates: readonly string[],
): SubjectFinding {
  const headline =
    outcome === 'several-customers'
      ? `“${asked}” can be several customers: ${candidates.join('; ')}.`
      : `No project of a customer called “${asked}” is among those you may see, and no opportunity of this conversation is. What they buy next cannot be told before there is one.`;
  return { kind: 'not-told', reply: { outcome, asked, candidates, headline } };
}
