import type { SqlValue } from '#knowledge-base/projects/warehouse.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { OPEN_COLUMNS, SERVICE_COLUMNS } from './insight-columns.ts';
import { FIGURE_COLUMNS, isTimeDimension, timeExpression } from './insight-dimensions.ts';
import type {
  DateRange,
  InsightCondition,
  InsightQuerySpecification,
} from './insight-query-specification.ts';

/** Binds a value and gives the `?` that stands for it: called in the order of the text. */
export type Bind = (value: SqlValue) => string;

/**
 * What limits the one reading of the table: version, years, partners, then the question's own conditions. Projects
 * without a close date are read too (year 0), so that they can be counted as left out.
 */
export function insightWhere(specification: InsightQuerySpecification, bind: Bind): readonly string[] {
  const { compareWith, conditions, dataVersion, period, scope } = specification;
  const periods = compareWith === null ? [period] : [period, compareWith];
  const first = periods.map(({ fromDate }) => fromDate).sort()[0] ?? period.fromDate;
  const last =
    periods
      .map(({ toDate }) => toDate)
      .sort()
      .at(-1) ?? period.toDate;
  const lines = [
    `data_version = ${bind(dataVersion)}`,
    `close_year IN (${yearsOf(periods).map(bind).join(', ')})`,
    `coalesce(close_date, ${bind({ date: first })}) BETWEEN ${bind({ date: first })} AND ${bind({ date: last })}`,
  ];
  if (scope.kind === 'partners') {
    if (scope.partnerIds.length === 0)
      throw new OperationError('not-permitted', 'no partner’s projects may be seen');
    lines.push(`partner_id IN (${scope.partnerIds.map(bind).join(', ')})`);
  }
  return [...lines, ...conditions.flatMap((condition) => conditionSql(condition, bind))];
}

export function within({ fromDate, toDate }: DateRange, bind: Bind): string {
  return `close_date BETWEEN ${bind({ date: fromDate })} AND ${bind({ date: toDate })}`;
}

/** Every year of the periods, and 0, the year of what has no close date. */
function yearsOf(periods: readonly DateRange[]): number[] {
  const years = periods.flatMap(({ fromDate, toDate }) => {
    const first = Number(fromDate.slice(0, 4));
    return Array.from({ length: Number(toDate.slice(0, 4)) - first + 1 }, (_, index) => first + index);
  });
  return [0, ...new Set(years.sort((a, b) => a - b))];
}

/** Conditions that all must hold. */
function conditionSql(condition: InsightCondition, bind: Bind): readonly string[] {
  const { negated } = condition;
  switch (condition.kind) {
    case 'values': {
      const { column, values } = condition;
      const compared = OPEN_COLUMNS.has(column) ? `lower(${column})` : column;
      return anyOf([[`${compared} IN (${values.map(bind).join(', ')})`]], negated);
    }
    case 'words': {
      const holds = (words: readonly string[]) =>
        words.map((word) => `strpos(lower(${condition.column}), ${bind(word)}) > 0`);
      return anyOf(condition.anyOf.map(holds), negated);
    }
    case 'services': {
      const names = SERVICE_COLUMNS.map(({ name }) => name).join(', ');
      return anyOf(
        condition.values.map((value) => [`${bind(value)} IN (${names})`]),
        negated,
      );
    }
    case 'text': {
      const holds = (needles: readonly string[]) =>
        needles.map((needle) => `search_text LIKE ${bind(`%${needle}%`)}`);
      return anyOf(condition.anyOf.map(holds), negated);
    }
    case 'number': {
      const { of, operator, values } = condition;
      const compared = isTimeDimension(of) ? timeExpression(of, true) : FIGURE_COLUMNS[of];
      const bound = values.map(bind);
      const held =
        operator === '='
          ? `${compared} IN (${bound.join(', ')})`
          : `${compared} ${operator} ${bound.join('')}`;
      return anyOf([[held]], negated);
    }
  }
}

/** Without OR and NOT, which the guard does not read: a CASE, unless there is but one alternative. */
function anyOf(alternatives: readonly (readonly string[])[], negated: boolean): readonly string[] {
  const [only, ...others] = alternatives;
  if (only !== undefined && others.length === 0 && !negated) return only;
  const [held, otherwise] = negated ? ['FALSE', 'TRUE'] : ['TRUE', 'FALSE'];
  const branches = alternatives.map((conditions) => `WHEN ${conditions.join(' AND ')} THEN ${held}`);
  return [`CASE ${branches.join(' ')} ELSE ${otherwise} END`];
}
