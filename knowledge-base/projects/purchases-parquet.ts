import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { PROJECTS_TABLE } from './project-columns.ts';

/** A won project as what was bought: by whom, when, which services. */
export interface PurchaseRow {
  readonly opportunityId: string;
  readonly partnerId: string | null;
  readonly customerName: string;
  readonly customerSegment: string | null;
  readonly industry: string | null;
  /** YYYY-MM-DD. */
  readonly closeDate: string;
  readonly projectType: string | null;
  readonly arrUsd: number | null;
  /** As the column `services_json` has it. */
  readonly servicesJson: string;
}

/** More rows than this are not read: the latest are. */
export const MOST_PURCHASE_ROWS = 300_000;

/** Stages of projects that were won. */
const WON = ['Committed', 'Launched'] as const;

/** The won projects of a data version that have a customer and a close date; the latest where there are too many. */
export async function* readPurchaseRows(options: {
  readonly dataDir: string;
  readonly dataVersion: string;
  readonly mostRows?: number;
}): AsyncGenerator<PurchaseRow> {
  const { dataDir, dataVersion, mostRows = MOST_PURCHASE_ROWS } = options;
  const files = join(dataDir, PROJECTS_TABLE, `data_version=${dataVersion}`, 'close_year=*', '*.parquet');
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '384MB', threads: '2' });
  const connection = await instance.connect();
  try {
    const result = await connection.stream(`
      SELECT opportunity_id, partner_id, customer_name, customer_segment, industry, close_date::VARCHAR, project_type,
        arr_usd, services_json
      FROM read_parquet('${files.replaceAll("'", "''")}')
      WHERE close_date IS NOT NULL AND customer_name IS NOT NULL
        AND stage IN (${WON.map((stage) => `'${stage}'`).join(', ')})
      ORDER BY close_date DESC, opportunity_id DESC LIMIT ${mostRows}`);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      for (const cells of chunk.getRows()) yield rowOf(cells as readonly (string | number | null)[]);
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function rowOf(cells: readonly (string | number | null)[]): PurchaseRow {
  const text = (at: number) => (cells[at] ?? null) as string | null;
  return {
    opportunityId: String(cells[0]),
    partnerId: text(1),
    customerName: String(cells[2]),
    customerSegment: text(3),
    industry: text(4),
    closeDate: String(cells[5]),
    projectType: text(6),
    arrUsd: (cells[7] ?? null) as number | null,
    servicesJson: text(8) ?? '[]',
  };
}
