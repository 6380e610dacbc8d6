import { z } from 'zod';
import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import type { OperationContext } from '../kernel/operation.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { compileProjectRows, MOST_PROJECT_ROWS } from '../query-generation/project-rows-query.ts';
import { EVIDENCE_STAGES } from '../query-generation/similar-projects-query.ts';

const text = z.string().nullable();
const number = z.number().nullable();
const services = z.array(
  z.object({
    service: z.string(),
    monthlyUsd: z.number().nullish(),
    upfrontUsd: z.number().nullish(),
  }),
);

const projectRow = z
  .object({
    opportunity_id: z.string(),
    customer_name: text,
    opportunity_name: text,
    project_type: text,
    customer_segment: text,
    industry: text,
    stage: text,
    close_date: text,
    arr_usd: number,
    services_json: text.transform((json) => services.parse(JSON.parse(json ?? '[]'))),
  })
  .transform((row) => ({
    opportunityId: row.opportunity_id,
    customerName: row.customer_name ?? '',
    opportunityName: row.opportunity_name,
    projectType: row.project_type,
    customerSegment: row.customer_segment,
    industry: row.industry,
    stage: row.stage,
    closeDate: row.close_date,
    arrUsd: row.arr_usd,
    services: row.services_json.map(({ service, monthlyUsd, upfrontUsd }) => ({
      service,
      monthlyUsd: monthlyUsd ?? 0,
      upfrontUsd: upfrontUsd ?? 0,
    })),
  }));

/** A project of the data that the seller may see. */
export type ProjectRow = z.infer<typeof projectRow>;

export interface ReadRows {
  readonly rows: readonly ProjectRow[];
  readonly sql: readonly string[];
}

/**
 * Projects by the customer's name or by their ids, in the seller's scope.
 * @throws {OperationError} `warehouse-failed` for rows of another shape, `not-permitted`, `unsafe-query`
 * @throws {WarehouseError}
 */
export async function readProjectRows(
  by: 'customer_name' | 'opportunity_id',
  values: readonly string[],
  { dataVersion }: Pick<DataVersion, 'dataVersion'>,
  { scope, signal, warehouse }: Pick<OperationContext, 'scope' | 'signal' | 'warehouse'>,
): Promise<ReadRows> {
  if (values.length === 0) return { rows: [], sql: [] };
  const statement = compileProjectRows({ by, values, scope, dataVersion });
  const { rows } = await warehouse.query(statement, { signal, maxRows: MOST_PROJECT_ROWS });
  try {
    return { rows: z.array(projectRow).parse(rows), sql: [statement.sql] };
  } catch (cause) {
    throw new OperationError('warehouse-failed', 'the project data gave rows of another shape', { cause });
  }
}

const WON: ReadonlySet<string> = new Set(EVIDENCE_STAGES);

/** Whether a project was won: committed or launched. */
export function isWon({ stage }: Pick<ProjectRow, 'stage'>): boolean {
  return stage !== null && WON.has(stage);
}
