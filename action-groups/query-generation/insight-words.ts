import { COUNTRY_NAMES } from '#knowledge-base/projects/country-codes.ts';
import { formatCount, formatExactUsd } from '../kernel/format.ts';
import { DIMENSION_COLUMNS, isTimeDimension, timeLabel } from './insight-dimensions.ts';
import { measureParts } from './insight-measures.ts';
import { periodInWords } from './insight-period.ts';
import type { InsightCondition, InsightQuerySpecification } from './insight-query-specification.ts';
import type {
  InsightAggregate,
  InsightDimension,
  InsightFigure,
  InsightMeasure,
} from './insight-specification.ts';

/** What a person calls a dimension. */
export const DIMENSION_NAMES: Readonly<Record<InsightDimension, string>> = {
  industry: 'industry',
  customerSegment: 'customer segment',
  region: 'region',
  country: 'country',
  partnerName: 'partner',
  customerName: 'customer',
  service: 'service',
  program: 'program',
  migrationPhase: 'migration phase',
  opportunityType: 'opportunity type',
  projectType: 'project type',
  stage: 'stage',
  year: 'year',
  quarter: 'quarter',
  month: 'month',
};

export const FIGURE_NAMES: Readonly<Record<InsightFigure, string>> = {
  arrUsd: 'ARR',
  mrrUsd: 'MRR',
  upfrontUsd: 'upfront cost',
  durationMonths: 'delivery duration',
  gapDays: 'time from close to start',
};

const AGGREGATE_NAMES: Readonly<Record<InsightAggregate, string>> = {
  sum: 'total',
  average: 'average',
  median: 'median',
  p10: '10th percentile of',
  p90: '90th percentile of',
  min: 'lowest',
  max: 'highest',
};

/** `projects`, `median ARR`, `share of total ARR`. */
export function measureInWords(measure: InsightMeasure): string {
  const parts = measureParts(measure);
  switch (parts.kind) {
    case 'count':
      return 'projects';
    case 'customers':
      return 'customers';
    case 'share':
      return parts.of === 'count' ? 'share of projects' : 'share of total ARR';
    case 'aggregate':
      return `${AGGREGATE_NAMES[parts.aggregate]} ${FIGURE_NAMES[parts.figure]}`;
  }
}

/** What a question counts, in one sentence that names every choice that was made. */
export function insightInWords(specification: InsightQuerySpecification): string {
  const { measures, dimensions, conditions, isWonByDefault, period, compareWith } = specification;
  const what = list(measures.map(measureInWords));
  const by = dimensions.length === 0 ? '' : ` by ${list(dimensions.map((each) => DIMENSION_NAMES[each]))}`;
  const which = isWonByDefault ? 'projects won (Committed or Launched)' : 'projects';
  const where = conditions.length === 0 ? '' : ` where ${list(conditions.map(conditionInWords))}`;
  const beside = compareWith === null ? '' : `, beside those closed ${periodInWords(compareWith)}`;
  return `${capital(what)}${by} of ${which} closed ${periodInWords(period)}${where}${beside}${orderInWords(specification)}.`;
}

function orderInWords({
  dimensions,
  isOrderedByDefault,
  orderBy,
  limit,
  withRest,
}: InsightQuerySpecification): string {
  if (dimensions.length === 0) return '';
  const most = `at most ${formatCount(limit, 'group')}${withRest ? ', the rest in one row' : ''}`;
  const series = dimensions.find((dimension) => !isTimeDimension(dimension));
  if (
    isOrderedByDefault &&
    dimensions.length === 2 &&
    series !== undefined &&
    dimensions.some(isTimeDimension)
  ) {
    return `; the largest ${DIMENSION_NAMES[series]} first, each over time, ${most}`;
  }
  const { by, descending } = orderBy;
  const named =
    by in DIMENSION_NAMES ? DIMENSION_NAMES[by as InsightDimension] : measureInWords(by as InsightMeasure);
  const order = isTimeDimension(by)
    ? descending
      ? 'latest'
      : 'earliest'
    : descending
      ? 'largest'
      : 'smallest';
  const groups =
    by in DIMENSION_NAMES && !isTimeDimension(by)
      ? `in ${descending ? 'descending' : ''} order of ${named}`.replace('  ', ' ')
      : `${order} ${named} first`;
  return `; ${groups}, ${most}`;
}

function conditionInWords(condition: InsightCondition): string {
  const not = condition.negated ? 'not ' : '';
  switch (condition.kind) {
    case 'values':
      return `${columnName(condition.column)} is ${not}${or(condition.values.map((value) => spoken(condition.column, value)))}`;
    case 'words':
      return `${columnName(condition.column)} ${condition.negated ? 'does not hold' : 'holds'} ${or(condition.anyOf.map((words) => `“${words.join(' ')}”`))}`;
    case 'services':
      return condition.negated
        ? `none of the services is ${or(condition.values)}`
        : `a service is ${or(condition.values)}`;
    case 'text':
      return `the project’s words ${condition.negated ? 'do not hold' : 'hold'} ${or(condition.anyOf.map((needles) => `“${needles.map((needle) => needle.trim()).join(' ')}”`))}`;
    case 'number':
      return numberInWords(condition);
  }
}

function numberInWords({ of, operator, values, negated }: InsightCondition & { kind: 'number' }): string {
  const shown = values.map((value) => {
    if (isTimeDimension(of)) return timeLabel(of, value);
    if (of === 'durationMonths') return formatCount(value, 'month');
    return of === 'gapDays' ? formatCount(value, 'day') : formatExactUsd(value);
  });
  const name = isTimeDimension(of) ? of : FIGURE_NAMES[of];
  const compared = operator === '>=' ? 'at least ' : operator === '<=' ? 'at most ' : negated ? 'not ' : '';
  return `${name} is ${compared}${or(shown)}`;
}

function spoken(column: string, value: string): string {
  return column === 'country' ? (COUNTRY_NAMES.get(value) ?? value) : value;
}

const NAMES_BY_COLUMN: ReadonlyMap<string, string> = new Map(
  Object.entries(DIMENSION_COLUMNS).map(([dimension, column]) => [
    column,
    DIMENSION_NAMES[dimension as InsightDimension],
  ]),
);

function columnName(column: string): string {
  return NAMES_BY_COLUMN.get(column) ?? column;
}

function list(parts: readonly string[]): string {
  return joined(parts, 'and');
}

function or(parts: readonly string[]): string {
  return joined(parts, 'or');
}

function joined(parts: readonly string[], word: string): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
