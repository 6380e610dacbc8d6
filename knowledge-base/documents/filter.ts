import { z } from 'zod';
import type { PassageMetadata } from './retriever.ts';

/** A key of the metadata and what it is compared with. */
export interface FilterAttribute<Value> {
  readonly key: string;
  readonly value: Value;
}

export type FilterScalar = string | number | boolean;

/**
 * Which passages count: a union of one member, as Retrieve takes it. `notEquals` and `notIn` hold as well where
 * the key is missing; every other comparison needs the key, with a value of its own type.
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_RetrievalFilter.html
 */
export type RetrievalFilter =
  | { readonly equals: FilterAttribute<FilterScalar> }
  | { readonly notEquals: FilterAttribute<FilterScalar> }
  | { readonly greaterThan: FilterAttribute<number> }
  | { readonly greaterThanOrEquals: FilterAttribute<number> }
  | { readonly lessThan: FilterAttribute<number> }
  | { readonly lessThanOrEquals: FilterAttribute<number> }
  | { readonly in: FilterAttribute<readonly FilterScalar[]> }
  | { readonly notIn: FilterAttribute<readonly FilterScalar[]> }
  | { readonly startsWith: FilterAttribute<string> }
  | { readonly listContains: FilterAttribute<string> }
  | { readonly stringContains: FilterAttribute<string> }
  | { readonly andAll: readonly RetrievalFilter[] }
  | { readonly orAll: readonly RetrievalFilter[] };

/** Filters inside filters go at most this deep: a bound of ours, against input that is nothing but brackets. */
export const DEEPEST_FILTER = 10;

const scalar = z.union([z.string(), z.number(), z.boolean()], 'a text, a number or a boolean');
const comparison = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({
    key: z.string('a text').min(1, '1 to 100 characters').max(100, '1 to 100 characters'),
    value,
  });
const amount = comparison(z.number('a number; dates are numbers too, YYYYMMDD'));
const words = comparison(z.string('a text').min(1, 'at least one character'));
const list = comparison(z.array(scalar, 'a list').min(1, 'a list of one value or more'));
const parts = z
  .array(z.unknown(), 'a list of filters')
  .min(2, 'a list of two filters or more; a single one stands alone, without andAll or orAll');

/** What each operator takes. */
const OPERANDS = {
  equals: comparison(scalar),
  notEquals: comparison(scalar),
  greaterThan: amount,
  greaterThanOrEquals: amount,
  lessThan: amount,
  lessThanOrEquals: amount,
  in: list,
  notIn: list,
  startsWith: words,
  listContains: words,
  stringContains: words,
  andAll: parts,
  orAll: parts,
} as const;
type Operator = keyof typeof OPERANDS;

/** Every operator of the grammar. */
export const FILTER_OPERATORS = Object.keys(OPERANDS) as readonly Operator[];

/**
 * The filter of a request; an issue's path leads to what is wrong. A member that is undefined or null counts as
 * left out, since SDKs write them so.
 */
export const retrievalFilter: z.ZodType<RetrievalFilter> = z
  .unknown()
  .transform((value, context) => readFilter(value, [], context) ?? z.NEVER);

function readFilter(
  value: unknown,
  path: readonly (string | number)[],
  context: z.RefinementCtx,
): RetrievalFilter | undefined {
  const wrong = (message: string, at: readonly PropertyKey[] = []) => {
    context.addIssue({ code: 'custom', message, path: [...path, ...at] });
    return undefined;
  };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return wrong('a filter is an object with one operator');
  if (path.filter((step) => typeof step === 'number').length > DEEPEST_FILTER)
    return wrong(`filters stand inside filters more than ${DEEPEST_FILTER} deep`);
  const members = Object.entries(value).filter(([, operand]) => operand != null);
  const [member, second] = members;
  if (member === undefined || second !== undefined)
    return wrong(`a filter has exactly one operator, this one has ${namesOf(members)}`);
  const [operator, operand] = member;
  if (!isOperator(operator))
    return wrong(`${operator.slice(0, 50)} is no operator; they are ${FILTER_OPERATORS.join(', ')}`);
  const operands = OPERANDS[operator].safeParse(operand);
  if (!operands.success) {
    for (const issue of operands.error.issues) wrong(issue.message, [operator, ...issue.path]);
    return undefined;
  }
  // The operand is what its operator takes; the compiler cannot follow that through the table.
  if (!Array.isArray(operands.data)) return { [operator]: operands.data } as unknown as RetrievalFilter;
  const items = operands.data.map((item, index) => readFilter(item, [...path, operator, index], context));
  if (items.some((item) => item === undefined)) return undefined;
  return { [operator]: items } as unknown as RetrievalFilter;
}

function isOperator(name: string): name is Operator {
  return Object.hasOwn(OPERANDS, name);
}

function namesOf(members: readonly (readonly [string, unknown])[]): string {
  if (members.length === 0) return `none; they are ${FILTER_OPERATORS.join(', ')}`;
  return members
    .slice(0, 5)
    .map(([name]) => name.slice(0, 50))
    .join(', ');
}

/** True when metadata holds the filter. Pure; values of another type than the filter's never match. */
export function matchesFilter(filter: RetrievalFilter, metadata: PassageMetadata): boolean {
  const read = (key: string) => (Object.hasOwn(metadata, key) ? metadata[key] : undefined);
  if ('andAll' in filter) return filter.andAll.every((part) => matchesFilter(part, metadata));
  if ('orAll' in filter) return filter.orAll.some((part) => matchesFilter(part, metadata));
  if ('equals' in filter) return read(filter.equals.key) === filter.equals.value;
  if ('notEquals' in filter) return read(filter.notEquals.key) !== filter.notEquals.value;
  if ('in' in filter) return isOneOf(read(filter.in.key), filter.in.value);
  if ('notIn' in filter) return !isOneOf(read(filter.notIn.key), filter.notIn.value);
  if ('greaterThan' in filter) return ordered(read, filter.greaterThan, (own, bound) => own > bound);
  if ('greaterThanOrEquals' in filter)
    return ordered(read, filter.greaterThanOrEquals, (own, bound) => own >= bound);
  if ('lessThan' in filter) return ordered(read, filter.lessThan, (own, bound) => own < bound);
  if ('lessThanOrEquals' in filter)
    return ordered(read, filter.lessThanOrEquals, (own, bound) => own <= bound);
  if ('startsWith' in filter) {
    const own = read(filter.startsWith.key);
    return typeof own === 'string' && own.startsWith(filter.startsWith.value);
  }
  if ('listContains' in filter) {
    const own = read(filter.listContains.key);
    return Array.isArray(own) && own.includes(filter.listContains.value);
  }
  const own = read(filter.stringContains.key);
  const texts = Array.isArray(own) ? own : [own];
  return texts.some((text) => typeof text === 'string' && text.includes(filter.stringContains.value));
}

function isOneOf(own: unknown, values: readonly FilterScalar[]): boolean {
  return values.some((value) => value === own);
}

function ordered(
  read: (key: string) => unknown,
  { key, value }: FilterAttribute<number>,
  holds: (own: number, bound: number) => boolean,
): boolean {
  const own = read(key);
  return typeof own === 'number' && holds(own, value);
}
