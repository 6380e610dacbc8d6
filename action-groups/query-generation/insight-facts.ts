import { PROJECTS_TABLE } from '#knowledge-base/projects/project-columns.ts';
import { SERVICE_COLUMNS } from './insight-columns.ts';
import {
  DIMENSION_COLUMNS,
  FIGURE_COLUMNS,
  isColumnDimension,
  isTimeDimension,
  timeExpression,
} from './insight-dimensions.ts';
import { figuresOf } from './insight-measures.ts';
import { isWithinAYear } from './insight-period.ts';
import type { InsightQuerySpecification } from './insight-query-specification.ts';
import type { InsightDimension, InsightFigure } from './insight-specification.ts';
import { type Bind, within } from './insight-where.ts';

/** What the rows of a question are, as common table expressions that end in `facts`. */
export interface Facts {
  readonly sql: string;
  readonly isByService: boolean;
}

/**
 * `facts`: a row a project with `standing` (1 in a group, 2 lost, 3 open, 4 without a close date, 6 without a value to
 * group by, 9 of no concern), its groups and figures. By service, `lines` comes before: each project as often as it has
 * places for services, and once for itself (place 0, standing 7), so that the whole counts it once; money is then the
 * service's own.
 * @param where gives the conditions, bound after what stands before them in the text.
 */
export function factsOf(
  specification: InsightQuerySpecification,
  bind: Bind,
  where: () => readonly string[],
): Facts {
  const isByService = specification.dimensions.includes('service');
  const read = isByService ? `${serviceLines(specification, where)}, ` : '';
  const source = isByService ? 'lines' : PROJECTS_TABLE;
  const groups = specification.dimensions.map((each) => groupExpression(each, specification));
  const figures = figuresOf(specification.measures);
  const items = [
    `${outsideBoth(specification, bind, () => standing(specification, groups, bind))} AS standing`,
    ...groups.map((group, index) => `${group} AS group_${index + 1}`),
    ...inPeriods(specification, bind),
    ...(specification.measures.includes('customers') ? ['lower(customer_name) AS customer'] : []),
    ...figures.map((figure) => `${figureExpression(figure, isByService)} AS ${FIGURE_COLUMNS[figure]}`),
  ];
  const conditions = isByService ? '' : `\n  WHERE ${where().join('\n    AND ')}`;
  return {
    isByService,
    sql: `${read}facts AS (\n  SELECT\n    ${items.join(',\n    ')}\n  FROM ${source}${conditions}\n)`,
  };
}

/** The expression of a group; empty text is no value. */
function groupExpression(
  dimension: InsightDimension,
  { compareWith, period }: InsightQuerySpecification,
): string {
  if (isColumnDimension(dimension)) return DIMENSION_COLUMNS[dimension];
  if (!isTimeDimension(dimension)) return 'service';
  return timeExpression(dimension, !isSideBySide(period, compareWith));
}

/** Two periods of at most a year each: their quarters and months stand side by side, without the year. */
export function isSideBySide(
  period: InsightQuerySpecification['period'],
  compareWith: InsightQuerySpecification['compareWith'],
): boolean {
  return compareWith !== null && isWithinAYear(period) && isWithinAYear(compareWith);
}

function inPeriods({ compareWith, period }: InsightQuerySpecification, bind: Bind): string[] {
  if (compareWith === null) return [];
  return [period, compareWith].map(
    // What has no close date is counted apart, and once.
    (range, index) =>
      `CASE WHEN ${within(range, bind)} THEN 1${index === 0 ? ' WHEN close_year = 0 THEN 1' : ''} ELSE 0 END AS in_${index + 1}`,
  );
}

/** Between two periods lie projects of no concern. */
function outsideBoth(
  { compareWith, period }: InsightQuerySpecification,
  bind: Bind,
  otherwise: () => string,
): string {
  if (compareWith === null) return otherwise();
  const [earlier, later] =
    period.fromDate <= compareWith.fromDate ? [period, compareWith] : [compareWith, period];
  if (later.fromDate <= earlier.toDate) return otherwise();
  const between = `close_date > ${bind({ date: earlier.toDate })} AND close_date < ${bind({ date: later.fromDate })}`;
  return `CASE WHEN ${between} THEN 9 ELSE ${otherwise()} END`;
}

function standing(
  { dimensions, stages }: InsightQuerySpecification,
  groups: readonly string[],
  bind: Bind,
): string {
  const isByService = dimensions.includes('service');
  const others = groups.filter((group) => group !== 'service').map((group) => `WHEN ${group} IS NULL THEN`);
  const unknown = [...(isByService ? ['WHEN service_count = 0 THEN'] : []), ...others]
    .map((when) => ` ${when} 6`)
    .join('');
  const counted = `CASE WHEN close_year = 0 THEN 4${unknown} ELSE ${isByService ? 7 : 1} END`;
  const project = byStage(counted, stages, 'WHEN close_year = 0 THEN 9 WHEN stage = ? THEN 2 ELSE 3', bind);
  if (!isByService) return project;
  const missing = ['WHEN close_year = 0 THEN', 'WHEN service IS NULL THEN', ...others]
    .map((when) => `${when} 9`)
    .join(' ');
  return `CASE WHEN slot = 0 THEN ${project} ELSE ${byStage(`CASE ${missing} ELSE 1 END`, stages, 'ELSE 9', bind)} END`;
}

function byStage(counted: string, stages: readonly string[] | null, other: string, bind: Bind): string {
  if (stages === null) return counted;
  const held = stages.map(bind).join(', ');
  return `CASE WHEN stage IN (${held}) THEN ${counted} ${other.replace('?', () => bind(LOST_STAGE))} END`;
}

const LOST_STAGE = 'Closed Lost';

/** Whole numbers are read as doubles, so that their averages and percentiles are not cut off. */
function figureExpression(figure: InsightFigure, isByService: boolean): string {
  const column = FIGURE_COLUMNS[figure];
  if (figure === 'durationMonths' || figure === 'gapDays') return `CAST(${column} AS double)`;
  if (!isByService) return column;
  if (figure === 'mrrUsd') return `CASE WHEN slot = 0 THEN ${column} ELSE service_monthly_usd END`;
  if (figure === 'upfrontUsd') return `CASE WHEN slot = 0 THEN ${column} ELSE service_upfront_usd END`;
  return `CASE WHEN slot = 0 THEN ${column} WHEN coalesce(service_monthly_usd, service_upfront_usd) IS NULL THEN NULL ELSE ((12 * coalesce(service_monthly_usd, 0)) + coalesce(service_upfront_usd, 0)) END`;
}

/** The projects, each once for itself and once for each place of a service. */
function serviceLines(specification: InsightQuerySpecification, where: () => readonly string[]): string {
  const { dimensions, measures, stages } = specification;
  const figures = figuresOf(measures);
  const needsUsd = (figure: InsightFigure) => figures.includes('arrUsd') || figures.includes(figure);
  const columns = [
    'close_year',
    'close_date',
    'service_count',
    ...(stages === null ? [] : ['stage']),
    ...dimensions.filter(isColumnDimension).map((dimension) => DIMENSION_COLUMNS[dimension]),
    ...(measures.includes('customers') ? ['customer_name'] : []),
    ...figures.map((figure) => FIGURE_COLUMNS[figure]),
  ];
  const items = [
    ...new Set(columns),
    'slot',
    `${ofSlot('name')} AS service`,
    ...(needsUsd('mrrUsd') ? [`${ofSlot('monthlyUsd')} AS service_monthly_usd`] : []),
    ...(needsUsd('upfrontUsd') ? [`${ofSlot('upfrontUsd')} AS service_upfront_usd`] : []),
  ];
  const slots = [0, ...SERVICE_COLUMNS.map((_, index) => index + 1)].join(', ');
  return `lines AS (\n  SELECT\n    ${items.join(',\n    ')}\n  FROM ${PROJECTS_TABLE}\n  CROSS JOIN UNNEST(ARRAY[${slots}]) AS s (slot)\n  WHERE ${where().join('\n    AND ')}\n)`;
}

function ofSlot(column: keyof (typeof SERVICE_COLUMNS)[number]): string {
  const branches = SERVICE_COLUMNS.map((names, index) => `WHEN slot = ${index + 1} THEN ${names[column]}`);
  return `CASE ${branches.join(' ')} ELSE NULL END`;
}
