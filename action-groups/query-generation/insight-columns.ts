import type { ProjectColumnName } from '#knowledge-base/projects/project-columns.ts';
import { columnOf } from '#knowledge-base/projects/project-columns.ts';
import { SERVICE_SLOTS } from '#knowledge-base/projects/project-record.ts';
import { DIMENSION_COLUMNS, FIGURE_COLUMNS } from './insight-dimensions.ts';

/** The columns of each place for a service, in the order of the table. */
export const SERVICE_COLUMNS = SERVICE_SLOTS.map((slot) => ({
  name: columnOf(slot),
  monthlyUsd: columnOf(`${slot}MonthlyUsd`),
  upfrontUsd: columnOf(`${slot}UpfrontUsd`),
}));

/** Columns whose values are not a closed list: they are compared in lower case. */
export const OPEN_COLUMNS: ReadonlySet<ProjectColumnName> = new Set([
  'customer_name',
  'partner_name',
  'program',
  'project_type',
]);

/** What the guard lets a portfolio question read. */
export const INSIGHT_COLUMNS: ReadonlySet<string> = new Set([
  ...Object.values(DIMENSION_COLUMNS),
  ...Object.values(FIGURE_COLUMNS),
  ...SERVICE_COLUMNS.flatMap(({ name, monthlyUsd, upfrontUsd }) => [name, monthlyUsd, upfrontUsd]),
  'service_count',
  'search_text',
  'close_date',
  'close_year',
  'partner_id',
  'data_version',
]);

export const INSIGHT_FUNCTIONS: ReadonlySet<string> = new Set(
  `lower strpos coalesce nullif quarter month element_at array_sort array_distinct flatten cardinality row_number
  count sum min max array_agg`.split(/\s+/),
);
