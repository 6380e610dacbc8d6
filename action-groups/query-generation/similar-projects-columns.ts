import { PROJECT_COLUMNS, type ProjectColumnName } from '#knowledge-base/projects/project-columns.ts';

/** What is fetched of each winner: all that an analysis is computed from, and nothing else. */
export const WINNER_COLUMNS = [
  'opportunity_id',
  'customer_name',
  'opportunity_name',
  'description',
  'partner_name',
  'industry',
  'customer_segment',
  'country',
  'opportunity_region',
  'opportunity_type',
  'migration_phase',
  'close_date',
  'planned_delivery_start_date',
  'planned_delivery_end_date',
  'gap_days',
  'duration_months',
  'mrr_usd',
  'upfront_usd',
  'arr_usd',
  'annual_run_rate_usd',
  'services_json',
  'doubts',
  'search_text',
  'aws_calculator_url',
  'crm_url',
] as const satisfies readonly ProjectColumnName[];

/** What the guard lets a statement read: those, and what rows are chosen by. */
export const READABLE_COLUMNS: ReadonlySet<string> = new Set(
  [...WINNER_COLUMNS, 'partner_id', 'stage', 'data_version', 'close_year'].filter((name) =>
    PROJECT_COLUMNS.some((column) => column.name === name),
  ),
);

export const CALLABLE_FUNCTIONS: ReadonlySet<string> = new Set(['lower', 'concat', 'substr']);

/** Most rows an analysis is made from. */
export const MOST_ROWS = 200;
