import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { PROJECTS_TABLE } from './project-columns.ts';

/** What models learn from: of a won project what was known when the deal opened, and what came of it. */
export interface TrainingRow {
  readonly opportunityId: string;
  readonly partnerId: string | null;
  /** YYYY-MM-DD. */
  readonly closeDate: string;
  readonly opportunityName: string | null;
  readonly description: string | null;
  readonly industry: string | null;
  readonly customerSegment: string | null;
  readonly country: string | null;
  readonly opportunityRegion: string | null;
  readonly opportunityType: string | null;
  readonly migrationPhase: string | null;
  readonly arrUsd: number | null;
  readonly mrrUsd: number | null;
  readonly gapDays: number | null;
  readonly durationMonths: number | null;
}

/** More rows than this are not read: the latest are. */
export const MOST_TRAINING_ROWS = 150_000;

/** Stages of projects that were won. */
const WON = ['Committed', 'Launched'] as const;

/** The won projects of a data version with a close date, in order of it; the latest where there are too many. */
export async function readTrainingRows(options: {
  readonly dataDir: string;
  readonly dataVersion: string;
  readonly mostRows?: number;
}): Promise<readonly TrainingRow[]> {
  const { dataDir, dataVersion, mostRows = MOST_TRAINING_ROWS } = options;
  const files = join(dataDir, PROJECTS_TABLE, `data_version=${dataVersion}`, 'close_year=*', '*.parquet');
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '384MB', threads: '2' });
  const connection = await instance.connect();
  try {
    const result = await connection.stream(`
      SELECT * FROM (
        SELECT opportunity_id, partner_id, close_date::VARCHAR AS close_date, opportunity_name, description, industry,
          customer_segment, country, opportunity_region, opportunity_type, migration_phase, arr_usd, mrr_usd,
          gap_days::DOUBLE, duration_months::DOUBLE
        FROM read_parquet('${files.replaceAll("'", "''")}')
        WHERE close_date IS NOT NULL AND stage IN (${WON.map((stage) => `'${stage}'`).join(', ')})
        ORDER BY close_date DESC, opportunity_id DESC LIMIT ${mostRows}
      ) ORDER BY close_date, opportunity_id`);
    const rows: TrainingRow[] = [];
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return rows;
      for (const cells of chunk.getRows()) rows.push(rowOf(cells as readonly (string | number | null)[]));
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function rowOf(cells: readonly (string | number | null)[]): TrainingRow {
  const text = (at: number) => (cells[at] ?? null) as string | null;
  const number = (at: number) => (cells[at] ?? null) as number | null;
  return {
    opportunityId: String(cells[0]),
    partnerId: text(1),
    closeDate: String(cells[2]),
    opportunityName: text(3),
    description: text(4),
    industry: text(5),
    customerSegment: text(6),
    country: text(7),
    opportunityRegion: text(8),
    opportunityType: text(9),
    migrationPhase: text(10),
    arrUsd: number(11),
    mrrUsd: number(12),
    gapDays: number(13),
    durationMonths: number(14),
  };
}
