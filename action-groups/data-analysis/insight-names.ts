import type { DataVersion } from '#knowledge-base/projects/data-versions.ts';
import type { OperationContext } from '../kernel/operation.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { type ColumnDimension, isColumnDimension } from '../query-generation/insight-dimensions.ts';
import type { InsightSpecification } from '../query-generation/insight-specification.ts';
import { DIMENSION_NAMES } from '../query-generation/insight-words.ts';
import { type ArgumentIssue, invalidArguments, unknownValue } from '../query-generation/invalid-argument.ts';
import { knownNamesQuery, MOST_NAMES } from '../query-generation/known-names-query.ts';
import { isPartner } from '../query-generation/partner-name.ts';

type Filter = NonNullable<InsightSpecification['filters']>[number];

/** Fields whose values only the data knows. */
const OPEN_FIELDS: ReadonlySet<string> = new Set(['customerName', 'partnerName', 'program', 'projectType']);

/** A misspelt name is looked for by its beginning. */
const BEGINNING = 4;

/**
 * Looks up the names of a question that no project answers: one that no project has at all is named, with the nearest
 * that one has.
 * @throws {OperationError} `invalid-arguments`; `not-permitted` for another partner of the organisation, without a word
 * on what it has
 */
export async function checkNamesThatFoundNothing(
  { filters = [] }: InsightSpecification,
  data: DataVersion,
  context: OperationContext,
): Promise<void> {
  const issues: ArgumentIssue[] = [];
  if (filters.some((filter) => asksForOthers(filter, data, context)))
    throw new OperationError(
      'not-permitted',
      'another partner of the organisation is named, whose projects are not among those you may see',
    );
  for (const [index, filter] of filters.entries()) {
    const { field, operator, values } = filter;
    if (!OPEN_FIELDS.has(field) || !isColumnDimension(field) || operator === 'isNot') continue;
    const looked = await Promise.all(values.map((value) => lookUp(field, value, filter, data, context)));
    if (looked.every((each) => each !== undefined)) {
      issues.push(...looked.map((issue) => ({ ...issue, field: `filters.${index}.values` })));
    }
  }
  if (issues.length > 0) throw invalidArguments(issues);
}

/** Whether a filter wants a partner that the organisation has and this seller may not see. */
function asksForOthers(
  { field, operator, values }: Filter,
  { partners = [] }: DataVersion,
  { scope }: OperationContext,
): boolean {
  if (field !== 'partnerName' || operator === 'isNot' || scope.kind === 'organisation') return false;
  const others = partners.filter(({ partnerId }) => !scope.partnerIds.includes(partnerId));
  return values.some((value) => others.some(({ name }) => isPartner(name, value)));
}

/** What is wrong with a name, undefined when a project has it or it cannot be told. */
async function lookUp(
  field: ColumnDimension,
  value: string,
  { operator }: Filter,
  data: DataVersion,
  { scope, signal, warehouse }: OperationContext,
): Promise<ArgumentIssue | undefined> {
  const holding = field === 'customerName' ? value.slice(0, BEGINNING).trim() : undefined;
  const statement = knownNamesQuery(field, { scope, dataVersion: data.dataVersion, holding });
  const { rows } = await warehouse.query(statement, { signal, maxRows: MOST_NAMES });
  const names = rows.map(({ name }) => String(name));
  const isKnown = names.some((name) => {
    if (field === 'partnerName' && operator === 'is') return isPartner(name, value);
    const [one, other] = [name.toLowerCase(), value.toLowerCase()];
    return operator === 'is' ? one === other : one.includes(other);
  });
  if (isKnown || names.length === MOST_NAMES) return undefined;
  const { nearest, problem, ...issue } = unknownValue(field, value, names);
  return {
    ...issue,
    problem: `no project that you may see has a ${DIMENSION_NAMES[field]} ${problem.replace(' is not known', '')}`,
    accepted: names.length === 0 ? 'a name of the data' : issue.accepted,
    ...(nearest === undefined ? {} : { nearest }),
  };
}
