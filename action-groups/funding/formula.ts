import { CUSTOMER_SEGMENTS, type CustomerSegment } from '#knowledge-base/projects/vocabulary.ts';
import { MONEY_FACTS, type MoneyFact } from './fact-fields.ts';

/**
 * How an amount is reckoned. There is no subtraction, and shares are not negative: an amount never falls when what it
 * is reckoned from rises, so a range in gives a range out.
 */
export type Formula =
  | { readonly kind: 'fact'; readonly fact: MoneyFact }
  | { readonly kind: 'figure'; readonly figure: string }
  /** Low, middle and high of an amount that depends on nothing known here; in that order. */
  | { readonly kind: 'between'; readonly figures: readonly [string, string, string] }
  | { readonly kind: 'share'; readonly figure: string; readonly of: Formula }
  | { readonly kind: 'sum' | 'least' | 'greatest'; readonly terms: readonly Formula[] }
  | { readonly kind: 'by-segment'; readonly bySegment: Readonly<Record<CustomerSegment, Formula>> };

/** What is wrong with a part of a program file. */
export interface FieldFault {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly problem: string;
}

const DEEPEST = 8;
const MOST_TERMS = 10;
const SHAPES =
  'one of {fact: arrUsd}, {figure: name}, {between: [low, middle, high]}, {share: name, of: …}, {sum: […]}, {least: […]}, {greatest: […]}, {bySegment: {SMB: …, Mid-Market: …, Enterprise: …}}';

/**
 * Reads a formula as a program file writes it; faults are added to `faults`.
 * @returns undefined where it is not one
 */
export function parseFormula(
  value: unknown,
  path: FieldFault['path'],
  faults: FieldFault[],
  depth = 0,
): Formula | undefined {
  const wrong = (problem: string, at: FieldFault['path'] = path, what: unknown = value) => {
    faults.push({ path: at, value: what, problem });
    return undefined;
  };
  if (depth > DEEPEST) return wrong(`is nested deeper than ${DEEPEST}; name a figure instead`);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return wrong(`is no formula; ${SHAPES}`);
  const given = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(given);
  const only = (...known: readonly string[]) =>
    keys.length === known.length && known.every((key) => Object.hasOwn(given, key));
  if (only('fact')) {
    const fact = MONEY_FACTS.find((each) => each === given.fact);
    if (fact === undefined)
      return wrong(`is no amount; one of ${MONEY_FACTS.join(', ')}`, [...path, 'fact'], given.fact);
    return { kind: 'fact', fact };
  }
  if (only('figure')) {
    if (typeof given.figure !== 'string')
      return wrong('is no name of a figure', [...path, 'figure'], given.figure);
    return { kind: 'figure', figure: given.figure };
  }
  if (only('between')) {
    const [low, middle, high, ...more] = Array.isArray(given.between) ? (given.between as unknown[]) : [];
    if (typeof low !== 'string' || typeof middle !== 'string' || typeof high !== 'string' || more.length > 0)
      return wrong('has to be a list of three names of figures', [...path, 'between'], given.between);
    return { kind: 'between', figures: [low, middle, high] };
  }
  if (only('share', 'of')) {
    if (typeof given.share !== 'string')
      return wrong('is no name of a figure', [...path, 'share'], given.share);
    const of = parseFormula(given.of, [...path, 'of'], faults, depth + 1);
    return of === undefined ? undefined : { kind: 'share', figure: given.share, of };
  }
  for (const kind of ['sum', 'least', 'greatest'] as const) {
    if (!only(kind)) continue;
    const list = given[kind];
    if (!Array.isArray(list) || list.length < 2 || list.length > MOST_TERMS)
      return wrong(`has to be a list of 2 to ${MOST_TERMS} formulas`, [...path, kind], list);
    const terms = list.map((each, at) => parseFormula(each, [...path, kind, at], faults, depth + 1));
    return terms.every((each) => each !== undefined) ? { kind, terms } : undefined;
  }
  if (only('bySegment')) return parseBySegment(given.bySegment, [...path, 'bySegment'], faults, depth);
  return wrong(`is no formula; ${SHAPES}`);
}

function parseBySegment(
  value: unknown,
  path: FieldFault['path'],
  faults: FieldFault[],
  depth: number,
): Formula | undefined {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const other = Object.keys(given).filter((key) => !CUSTOMER_SEGMENTS.some((segment) => segment === key));
  const missing = CUSTOMER_SEGMENTS.filter((segment) => !Object.hasOwn(given, segment));
  if (other.length > 0 || missing.length > 0) {
    faults.push({ path, value, problem: `needs a formula for each of ${CUSTOMER_SEGMENTS.join(', ')}` });
    return undefined;
  }
  const read = (segment: CustomerSegment) =>
    parseFormula(given[segment], [...path, segment], faults, depth + 1);
  const [enterprise, midMarket, small] = [read('Enterprise'), read('Mid-Market'), read('SMB')];
  if (enterprise === undefined || midMarket === undefined || small === undefined) return undefined;
  return {
    kind: 'by-segment',
    bySegment: { Enterprise: enterprise, 'Mid-Market': midMarket, SMB: small },
  };
}

/** The parts of a formula, itself first. */
export function partsOf(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case 'fact':
    case 'figure':
    case 'between':
      return [formula];
    case 'share':
      return [formula, ...partsOf(formula.of)];
    case 'by-segment':
      return [formula, ...Object.values(formula.bySegment).flatMap(partsOf)];
    default:
      return [formula, ...formula.terms.flatMap(partsOf)];
  }
}

/** The names of the figures that one part of a formula names, with the unit each needs. */
export function figuresOf(
  part: Formula,
): readonly { readonly figure: string; readonly unit: 'usd' | 'percent' }[] {
  if (part.kind === 'figure') return [{ figure: part.figure, unit: 'usd' }];
  if (part.kind === 'between') return part.figures.map((figure) => ({ figure, unit: 'usd' }));
  return part.kind === 'share' ? [{ figure: part.figure, unit: 'percent' }] : [];
}
