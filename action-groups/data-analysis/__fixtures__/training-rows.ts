import type { TrainingRow } from '#knowledge-base/projects/training-rows-parquet.ts';
import type { Row } from '#knowledge-base/projects/warehouse.ts';

/** The latest of the won projects as they are learned from: enough to learn from, and quick. */
export function trainingRows(projects: readonly Row[], most: number): TrainingRow[] {
  return projects
    .filter(
      ({ stage, close_date }) => ['Committed', 'Launched'].includes(String(stage)) && close_date !== null,
    )
    .map(
      (row) =>
        ({
          opportunityId: String(row.opportunity_id),
          partnerId: row.partner_id,
          closeDate: String(row.close_date),
          opportunityName: row.opportunity_name,
          description: row.description,
          industry: row.industry,
          customerSegment: row.customer_segment,
          country: row.country,
          opportunityRegion: row.opportunity_region,
          opportunityType: row.opportunity_type,
          migrationPhase: row.migration_phase,
          arrUsd: row.arr_usd,
          mrrUsd: row.mrr_usd,
          gapDays: row.gap_days,
          durationMonths: row.duration_months,
        }) as TrainingRow,
    )
    .sort((a, b) => (a.closeDate < b.closeDate ? -1 : 1))
    .slice(-most);
}
