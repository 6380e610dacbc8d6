import { z } from 'zod';
import { customerKey } from '#knowledge-base/projects/customer-name.ts';
import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import type { QueryResult, Statement } from '#knowledge-base/projects/warehouse.ts';
import type { OperationContext } from '../kernel/operation.ts';
import { OperationError } from '../kernel/operation-error.ts';
import {
  compileCustomerNames,
  compileCustomerProjects,
  MOST_CUSTOMER_PROJECTS,
  MOST_NAMES,
} from '../query-generation/customer-query.ts';
import { compileOwnership } from '../query-generation/ownership-query.ts';
import { EVIDENCE_STAGES } from '../query-generation/similar-projects-query.ts';
import type { ProjectsFinding } from './found-opportunity.ts';

/** Customers of the projects that the seller may see whose name is like the one that was said. */
export async function customerNamesLike(
  asked: string,
  { dataVersion }: DataVersion,
  context: OperationContext,
): Promise<readonly string[]> {
  const statement = compileCustomerNames({ asked, dataVersion, scope: context.scope });
  if (statement === undefined) return [];
  const result = await run(statement, MOST_NAMES, context);
  return [...new Set(read(nameRow, result).map((row) => row.customer_name))];
}

/** What was sold to a customer; null without any project that the seller may see. */
export async function projectsOf(
  customerNames: readonly string[],
  { dataVersion }: DataVersion,
  context: OperationContext,
): Promise<ProjectsFinding | null> {
  if (customerNames.length === 0) return null;
  const statement = compileCustomerProjects({ customerNames, dataVersion, scope: context.scope });
  const rows = read(projectRow, await run(statement, MOST_CUSTOMER_PROJECTS, context));
  return rows.length === 0 ? null : findingOf(rows);
}

/** Whether anybody of the organisation has projects of a customer; the whole name, however spelt but for letters. */
export async function isOwned(
  customerName: string,
  { dataVersion }: DataVersion,
  context: OperationContext,
): Promise<boolean> {
  const key = customerKey(customerName);
  if (key === undefined) return false;
  const [row] = read(ownersRow, await run(compileOwnership({ customerKey: key, dataVersion }), 1, context));
  return (row?.owners ?? 0) > 0;
}

const MOST_LATEST = 5;
const MOST_SERVICES = 5;
const WON: ReadonlySet<string> = new Set(EVIDENCE_STAGES);
const LOST = 'Closed Lost';

function findingOf(rows: readonly ProjectRow[]): ProjectsFinding {
  const won = rows.filter(({ stage }) => stage !== null && WON.has(stage));
  const lost = rows.filter(({ stage }) => stage === LOST);
  const valued = won.flatMap(({ arr_usd: arrUsd }) => (arrUsd === null ? [] : [arrUsd]));
  const dates = rows.flatMap(({ close_date: date }) => (date === null ? [] : [date])).sort();
  return {
    total: rows.length,
    isCut: rows.length === MOST_CUSTOMER_PROJECTS,
    won: won.length,
    lost: lost.length,
    open: rows.length - won.length - lost.length,
    wonArrUsd: valued.length === 0 ? null : valued.reduce((sum, usd) => sum + usd, 0),
    wonValued: valued.length,
    firstCloseDate: dates[0] ?? null,
    lastCloseDate: dates.at(-1) ?? null,
    latest: rows.slice(0, MOST_LATEST).map((row) => ({
      opportunityId: row.opportunity_id,
      opportunityName: row.opportunity_name,
      stage: row.stage,
      closeDate: row.close_date,
      arrUsd: row.arr_usd,
      partnerName: row.partner_name,
      services: row.services_json.slice(0, MOST_SERVICES).map(({ service }) => service),
    })),
  };
}

const nameRow = z.object({ customer_name: z.string() });
const ownersRow = z.object({ owners: z.number() });
const text = z.string().nullable();
const services = z.array(z.object({ service: z.string() }));
const projectRow = z.object({
  opportunity_id: z.string(),
  opportunity_name: text,
  partner_name: text,
  stage: text,
  close_date: text,
  arr_usd: z.number().nullable(),
  services_json: text.transform((json) => services.parse(JSON.parse(json ?? '[]'))),
});
type ProjectRow = z.infer<typeof projectRow>;

function run(
  statement: Statement,
  maxRows: number,
  { warehouse, signal }: OperationContext,
): Promise<QueryResult> {
  return warehouse.query(statement, { signal, maxRows });
}

function read<Schema extends z.ZodType>(row: Schema, { rows }: QueryResult): z.infer<Schema>[] {
  try {
    return z.array(row).parse(rows);
  } catch (cause) {
    throw new OperationError('warehouse-failed', 'the project data gave rows of another shape', { cause });
  }
}
