import { AWS_SERVICES, awsService } from '#knowledge-base/projects/aws-services.ts';
import { COUNTRY_ALIASES, COUNTRY_CODES, COUNTRY_NAMES } from '#knowledge-base/projects/country-codes.ts';
import { foldText } from '#knowledge-base/projects/normalise-text.ts';
import {
  CUSTOMER_SEGMENTS,
  INDUSTRIES,
  MIGRATION_PHASES,
  OPPORTUNITY_TYPES,
  REGIONS,
  STAGES,
} from '#knowledge-base/projects/vocabulary.ts';
import {
  type ColumnDimension,
  DIMENSION_COLUMNS,
  isColumnDimension,
  isTimeDimension,
  timeKey,
} from './insight-dimensions.ts';
import type { InsightCondition, TimeDimension } from './insight-query-specification.ts';
import type { InsightFigure, InsightSpecification } from './insight-specification.ts';
import { type ArgumentIssue, invalidArguments, unknownValue } from './invalid-argument.ts';
import { partnerWords } from './partner-name.ts';
import { textNeedles } from './text-needles.ts';

type Filter = NonNullable<InsightSpecification['filters']>[number];

/** Fields whose values are a closed list; of the others only the data knows them. */
const VOCABULARIES: Readonly<Partial<Record<ColumnDimension, readonly string[]>>> = {
  industry: INDUSTRIES,
  customerSegment: CUSTOMER_SEGMENTS,
  region: REGIONS,
  migrationPhase: MIGRATION_PHASES,
  opportunityType: OPPORTUNITY_TYPES,
  stage: STAGES,
};

/**
 * The filters with values as the data spells them, whatever their case, spaces or, of a country, name.
 * @throws {OperationError} `invalid-arguments` naming each value that is not known, with the nearest that is.
 */
export function insightConditions(filters: readonly Filter[]): readonly InsightCondition[] {
  const issues: ArgumentIssue[] = [];
  const conditions = filters.flatMap((filter, index): InsightCondition[] => {
    const problems: ArgumentIssue[] = [];
    const condition = conditionOf(filter, (issue) =>
      problems.push({ ...issue, field: `filters.${index}.${issue.field}` }),
    );
    issues.push(...problems);
    return condition === undefined || problems.length > 0 ? [] : [condition];
  });
  if (issues.length > 0) throw invalidArguments(issues);
  return conditions;
}

type Refuse = (issue: ArgumentIssue) => void;

function conditionOf(filter: Filter, refuse: Refuse): InsightCondition | undefined {
  const { field, operator } = filter;
  if (field === 'text') return textCondition(filter, refuse);
  if (field === 'service') return serviceCondition(filter, refuse);
  if (isTimeDimension(field)) return timeCondition(filter, field, refuse);
  if (isColumnDimension(field)) return columnCondition(filter, field, refuse);
  if (operator === 'contains') return refuseOperator(filter, 'is, isNot, atLeast or atMost', refuse);
  return numberCondition(filter, field, refuse);
}

function columnCondition(
  filter: Filter,
  field: ColumnDimension,
  refuse: Refuse,
): InsightCondition | undefined {
  const { operator, values } = filter;
  const column = DIMENSION_COLUMNS[field];
  if (operator === 'atLeast' || operator === 'atMost') {
    return refuseOperator(filter, 'is, isNot or contains', refuse);
  }
  const negated = operator === 'isNot';
  const vocabulary = field === 'country' ? COUNTRY_CODES : VOCABULARIES[field];
  if (operator === 'contains' && vocabulary === undefined) {
    return { kind: 'words', column, anyOf: values.map((value) => [value.toLowerCase()]), negated };
  }
  if (vocabulary !== undefined) {
    const known = values.flatMap((value) => {
      const found =
        operator === 'contains' ? containing(field, value, vocabulary) : one(spelt(field, value, vocabulary));
      if (found.length === 0)
        refuse(unknownValue('values', value, field === 'country' ? COUNTRY_SPELLINGS : vocabulary));
      return found;
    });
    return { kind: 'values', column, values: [...new Set(known)], negated };
  }
  if (field === 'partnerName') return { kind: 'words', column, anyOf: values.map(namedBy), negated };
  return { kind: 'values', column, values: values.map((value) => value.toLowerCase()), negated };
}

function namedBy(partner: string): readonly string[] {
  const words = partnerWords(partner);
  return words.length === 0 ? [partner.toLowerCase()] : words;
}

function one(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}

/** The value of a closed list that a text spells in its own way. */
function spelt(field: ColumnDimension, text: string, vocabulary: readonly string[]): string | undefined {
  const folded = foldText(text);
  if (field === 'country') return COUNTRIES_BY_FOLD.get(folded);
  return vocabulary.find((value) => foldText(value) === folded);
}

function containing(field: ColumnDimension, text: string, vocabulary: readonly string[]): string[] {
  const folded = foldText(text);
  if (folded === '') return [];
  const name = (value: string) => (field === 'country' ? (COUNTRY_NAMES.get(value) ?? value) : value);
  return vocabulary.filter((value) => foldText(name(value)).includes(folded));
}

const COUNTRY_SPELLINGS: readonly string[] = [...Object.keys(COUNTRY_ALIASES), ...COUNTRY_CODES];
const COUNTRIES_BY_FOLD: ReadonlyMap<string, string> = new Map([
  ...COUNTRY_CODES.map((code): [string, string] => [foldText(code), code]),
  ...Object.entries(COUNTRY_ALIASES).map(([name, code]): [string, string] => [foldText(name), code]),
]);

/** A service by its listed name; one that is not listed is looked for as it is written. */
function serviceCondition(filter: Filter, refuse: Refuse): InsightCondition | undefined {
  const { operator, values } = filter;
  if (operator === 'atLeast' || operator === 'atMost') {
    return refuseOperator(filter, 'is, isNot or contains', refuse);
  }
  const known = values.flatMap((value) => {
    const folded = foldText(value);
    const listed =
      operator === 'contains' && folded !== ''
        ? AWS_SERVICES.filter((service) => foldText(service).includes(folded))
        : one(awsService(value));
    if (listed.length > 0) return listed;
    const unknown = unknownValue('values', value, AWS_SERVICES);
    if (operator !== 'contains' && unknown.nearest === undefined) return [value];
    refuse(unknown);
    return [];
  });
  return { kind: 'services', values: [...new Set(known)], negated: operator === 'isNot' };
}

function textCondition(filter: Filter, refuse: Refuse): InsightCondition | undefined {
  if (filter.operator === 'atLeast' || filter.operator === 'atMost') {
    return refuseOperator(filter, 'is, isNot or contains', refuse);
  }
  const anyOf = filter.values.flatMap((value) => {
    const needles = textNeedles(value);
    if (needles.length === 0) {
      refuse({
        field: 'values',
        value,
        problem: 'has no word to look for',
        accepted: 'words of a project, such as data lake',
      });
    }
    return needles;
  });
  return { kind: 'text', anyOf, negated: filter.operator === 'isNot' };
}

const TIME_FORMS: Readonly<Record<TimeDimension, string>> = {
  year: '2026',
  quarter: '2026-Q3',
  month: '2026-09',
};

function timeCondition(filter: Filter, field: TimeDimension, refuse: Refuse): InsightCondition | undefined {
  if (filter.operator === 'contains') return refuseOperator(filter, 'is, isNot, atLeast or atMost', refuse);
  const values = filter.values.flatMap((value) => {
    const key = timeKey(field, value);
    if (key === undefined) {
      refuse({
        field: 'values',
        value,
        problem: `is no ${field}`,
        accepted: `a ${field} as in ${TIME_FORMS[field]}`,
      });
    }
    return key ?? [];
  });
  return bounded(filter, field, values);
}

function numberCondition(filter: Filter, field: InsightFigure, refuse: Refuse): InsightCondition | undefined {
  const values = filter.values.flatMap((value) => {
    const amount = Number(value.replace(/^\$|,/g, '').trim() || Number.NaN);
    if (Number.isFinite(amount) && Math.abs(amount) <= 1e12) return amount;
    refuse({ field: 'values', value, problem: 'is no number', accepted: 'a number such as 250000' });
    return [];
  });
  return bounded(filter, field, values);
}

/** Of several bounds the one that lets most through: any of the values counts. */
function bounded(
  { operator }: Filter,
  of: InsightFigure | TimeDimension,
  values: readonly number[],
): InsightCondition | undefined {
  if (values.length === 0) return undefined;
  if (operator === 'atLeast')
    return { kind: 'number', of, operator: '>=', values: [Math.min(...values)], negated: false };
  if (operator === 'atMost')
    return { kind: 'number', of, operator: '<=', values: [Math.max(...values)], negated: false };
  return { kind: 'number', of, operator: '=', values, negated: operator === 'isNot' };
}

function refuseOperator({ field, operator }: Filter, accepted: string, refuse: Refuse): undefined {
  refuse({
    field: 'operator',
    value: operator,
    problem: `${field} is not compared by ${operator}`,
    accepted,
  });
  return undefined;
}
