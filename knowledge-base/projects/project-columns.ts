import { type ColumnFacts, columnFacts, type ProjectField, projectRecord } from './project-record.ts';

/** The physical table's name in the catalog. */
export const PROJECTS_TABLE = 'projects';

/** `plannedDeliveryStartDate` → `planned_delivery_start_date`, `service1MonthlyUsd` → `service_1_monthly_usd`. */
export type SnakeCase<S extends string> = S extends `${infer C}${infer Rest}`
  ? C extends Uppercase<C>
    ? `_${Lowercase<C>}${SnakeCase<Rest>}`
    : `${C}${SnakeCase<Rest>}`
  : S;

export type ProjectColumnName = SnakeCase<ProjectField>;

export interface ProjectColumn extends ColumnFacts {
  readonly name: ProjectColumnName;
  readonly field: ProjectField;
}

/** The column of a field: the one rule that ties the two. */
export function columnOf<F extends ProjectField>(field: F): SnakeCase<F> {
  return field.replace(/[A-Z0-9]/g, (mark) => `_${mark.toLowerCase()}`) as SnakeCase<F>;
}

/** Every column of the table in order, partitions last. */
export const PROJECT_COLUMNS: readonly ProjectColumn[] = (
  Object.keys(projectRecord.shape) as ProjectField[]
).map((field) => {
  const facts = columnFacts.get(projectRecord.shape[field]);
  if (facts === undefined) throw new Error(`The field ${field} of the project record declares no column.`);
  return { name: columnOf(field), field, ...facts };
});

/** Kept in the path only (`data_version=…/close_year=…/`): a Hive table refuses a partition inside its files. */
export const PARTITION_COLUMNS = [
  'data_version',
  'close_year',
] as const satisfies readonly ProjectColumnName[];
export type PartitionColumn = (typeof PARTITION_COLUMNS)[number];

/** The columns that are inside the Parquet files, in their order there. */
export const FILE_COLUMNS: readonly ProjectColumn[] = PROJECT_COLUMNS.filter(
  ({ name }) => !PARTITION_COLUMNS.some((partition) => partition === name),
);
