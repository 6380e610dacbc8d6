import type { ProjectColumnName } from '#knowledge-base/projects/project-columns.ts';
import type { TimeDimension } from './insight-query-specification.ts';
import type { InsightDimension, InsightFigure } from './insight-specification.ts';

/** Dimensions that are a column of the table as it stands. */
export const DIMENSION_COLUMNS = {
  industry: 'industry',
  customerSegment: 'customer_segment',
  region: 'opportunity_region',
  country: 'country',
  partnerName: 'partner_name',
  customerName: 'customer_name',
  program: 'program',
  migrationPhase: 'migration_phase',
  opportunityType: 'opportunity_type',
  projectType: 'project_type',
  stage: 'stage',
} as const satisfies Partial<Record<InsightDimension, ProjectColumnName>>;
export type ColumnDimension = keyof typeof DIMENSION_COLUMNS;

export const FIGURE_COLUMNS = {
  arrUsd: 'arr_usd',
  mrrUsd: 'mrr_usd',
  upfrontUsd: 'upfront_usd',
  durationMonths: 'duration_months',
  gapDays: 'gap_days',
} as const satisfies Record<InsightFigure, ProjectColumnName>;

export function isTimeDimension(dimension: string): dimension is TimeDimension {
  return dimension === 'year' || dimension === 'quarter' || dimension === 'month';
}

export function isColumnDimension(dimension: string): dimension is ColumnDimension {
  return dimension in DIMENSION_COLUMNS;
}

/**
 * A time as one whole number: 2026, 20263 for its third quarter, 202609 for its ninth month; without the year where
 * two periods are set side by side.
 */
export function timeExpression(dimension: TimeDimension, withYear: boolean): string {
  if (dimension === 'year') return 'close_year';
  const part = `${dimension}(close_date)`;
  return withYear ? `((close_year * ${dimension === 'quarter' ? 10 : 100}) + ${part})` : part;
}

/** That number as a seller reads it: `2026`, `2026-Q3`, `2026-09`; `Q3` and `09` without the year. */
export function timeLabel(dimension: TimeDimension, key: number): string {
  if (dimension === 'year') return String(key);
  if (dimension === 'quarter') return key < 10 ? `Q${key}` : `${Math.floor(key / 10)}-Q${key % 10}`;
  const month = String(key % 100).padStart(2, '0');
  return key < 100 ? month : `${Math.floor(key / 100)}-${month}`;
}

/** `2026`, `2026-Q3` or `2026-09` as the number of {@link timeExpression} with the year, undefined for another text. */
export function timeKey(dimension: TimeDimension, text: string): number | undefined {
  const written = text.trim().toUpperCase();
  const [, year = '', part = ''] =
    (dimension === 'year'
      ? /^(\d{4})()$/
      : dimension === 'quarter'
        ? /^(\d{4})[ -]?Q([1-4])$/
        : /^(\d{4})-(0[1-9]|1[0-2])$/
    ).exec(written) ?? [];
  if (year === '') return undefined;
  return Number(`${year}${part}`);
}
