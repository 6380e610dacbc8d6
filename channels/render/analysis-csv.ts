import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { byWeight, reasonsText, servicesText } from './analysis-tables.ts';
import { csv } from './csv.ts';
import type { Cell } from './table.ts';

const HEADER = [
  'opportunityId',
  'customerName',
  'opportunityName',
  'partnerName',
  'industry',
  'country',
  'closeDate',
  'startDate',
  'endDate',
  'gapDays',
  'durationMonths',
  'mrrUsd',
  'upfrontUsd',
  'arrUsd',
  'statedArrUsd',
  'score',
  'weight',
  'services',
  'reasons',
  'doubts',
] as const;

/** The evidence rows of an analysis, heaviest first: from them every quantile can be computed again. */
export function analysisCsv({ rows }: Analysis): string {
  return csv(
    HEADER,
    byWeight(rows).map((row): Cell[] => [
      row.opportunityId,
      row.customerName,
      row.opportunityName,
      row.partnerName,
      row.industry,
      row.country,
      row.closeDate,
      row.startDate,
      row.endDate,
      row.gapDays,
      row.durationMonths,
      row.mrrUsd,
      row.upfrontUsd,
      row.arrUsd,
      row.statedArrUsd,
      row.score,
      row.weight,
      servicesText(row),
      reasonsText(row),
      row.doubts.join(' '),
    ]),
  );
}
