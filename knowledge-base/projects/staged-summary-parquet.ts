import type { DuckDBConnection } from '@duckdb/node-api';

/** What the kept rows come to. */
export interface StagedSummary {
  /** The partners in the rows, those with most rows first; at most 10,000. */
  readonly partners: readonly FoundPartner[];
  /** Rows that say no partner id: a seller of a partner never sees them. */
  readonly rowsWithoutPartner: number;
  /** Rows without a close date: no period has them. */
  readonly rowsWithoutCloseDate: number;
  /** Of dates and amounts of ours, over all kept rows. */
  readonly ranges: Readonly<Record<string, StagedRange>>;
}

export interface FoundPartner {
  readonly partnerId: string;
  /** The name that most of its rows have. */
  readonly partnerName: string | null;
  readonly rows: number;
}

export interface StagedRange {
  readonly filled: number;
  readonly min: string | number | null;
  readonly median: string | number | null;
  readonly max: string | number | null;
}

/** The columns whose ranges are told. */
export const SUMMARISED_COLUMNS = [
  'close_date',
  'planned_delivery_start_date',
  'planned_delivery_end_date',
  'arr_usd',
  'mrr_usd',
  'gap_days',
  'duration_months',
  'service_count',
] as const;

/** Describes the rows in `staged`, once duplicates are out. */
export async function summariseStaged(connection: DuckDBConnection): Promise<StagedSummary> {
  const rowsOf = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
  const partners = await rowsOf(`
    SELECT partner_id, mode(partner_name ORDER BY partner_name), count(*)::INTEGER AS found FROM staged
    WHERE partner_id IS NOT NULL GROUP BY 1 ORDER BY found DESC, partner_id LIMIT 10000`);
  const [missing] = await rowsOf(`
    SELECT count(*) FILTER (WHERE partner_id IS NULL)::INTEGER, count(*) FILTER (WHERE close_date IS NULL)::INTEGER
    FROM staged`);
  const ranges: [string, StagedRange][] = [];
  for (const column of SUMMARISED_COLUMNS) {
    const [row] = await rowsOf(`
      SELECT count(${column})::INTEGER, min(${column}), quantile_disc(${column}, 0.5), max(${column}) FROM staged`);
    const [filled, min, median, max] = row ?? [];
    ranges.push([
      column,
      { filled: Number(filled), min: scalar(min), median: scalar(median), max: scalar(max) },
    ]);
  }
  return {
    partners: partners.map(([id, name, rows]) => ({
      partnerId: String(id),
      partnerName: typeof name === 'string' ? name : null,
      rows: Number(rows),
    })),
    rowsWithoutPartner: Number(missing?.[0]),
    rowsWithoutCloseDate: Number(missing?.[1]),
    ranges: Object.fromEntries(ranges),
  };
}

function scalar(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
