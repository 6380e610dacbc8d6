import type { FigureKind } from './read-figures.ts';
import { readFigures } from './read-figures.ts';

/** A value that an answer may show, and where it stands in the results. */
export interface KnownValue {
  readonly kind: FigureKind | 'any';
  readonly from: number;
  readonly to: number;
  /** `analysis.metrics.arrUsd.low`, or the name of an aggregate behind it: `… (count)`. */
  readonly path: string;
}

/** Everything that results say, in the form figures are compared with. */
export interface KnownValues {
  readonly values: readonly KnownValue[];
  /** All texts, for what has to stand there letter by letter. */
  readonly texts: readonly string[];
}

export type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/**
 * The values of results. Beside what stands in them, five aggregates are declared: the size of a fall, how many items a list
 * has, how many of it are left after the first ones, and of a range how many times its low its high is.
 * Rows of evidence count only where `mentions` says that the answer names their project or customer: among
 * thousands of amounts any amount would be found.
 */
export function knownValues(
  results: readonly { readonly name: string; readonly value: unknown }[],
  mentions: (name: string) => boolean,
): KnownValues {
  const values: KnownValue[] = [];
  const texts: string[] = [];
  const visit = (value: Plain, path: string, key: string): void => {
    if (typeof value === 'number') values.push(...ofNumber(value, path, key));
    if (typeof value === 'string') {
      texts.push(value);
      values.push(...ofText(value, path));
    }
    if (Array.isArray(value)) visitList(value, path, key);
    else if (typeof value === 'object' && value !== null) {
      values.push(...ratioOf(value as { readonly [key: string]: Plain }, path));
      for (const [name, item] of Object.entries(value)) visit(item, `${path}.${name}`, telling(name, key));
    }
  };
  const visitList = (list: readonly Plain[], path: string, key: string): void => {
    values.push({ kind: 'count', from: list.length, to: list.length, path: `${path} (count)` });
    for (const [at, item] of list.entries())
      if (!isEvidence(item) || mentions(item.customerName) || mentions(item.opportunityName))
        visit(item, `${path}[${at}]`, key);
  };
  for (const { name, value } of results) visit(value as Plain, name, '');
  return { values, texts };
}

function isEvidence(
  item: Plain,
): item is { readonly customerName: string; readonly opportunityName: string } {
  return (
    typeof item === 'object' &&
    item !== null &&
    'customerName' in item &&
    'opportunityName' in item &&
    'reasons' in item &&
    !('similarity' in item) &&
    typeof item.customerName === 'string' &&
    typeof item.opportunityName === 'string'
  );
}

/** The unit of a number is in its key, or in the key of what it is a part of: `arrUsd.low`, `period.months`. */
function telling(name: string, inherited: string): string {
  // Rows of a portfolio question: each value has the unit of its measure, which stands elsewhere.
  if (name === 'values') return '';
  return kindOfKey(name) === 'any' ? inherited : name;
}

/** Results have the same few keys again and again. */
const kinds = new Map<string, FigureKind | 'any'>();
const MOST_KEYS = 2_000;

function kindOfKey(key: string): FigureKind | 'any' {
  const known = kinds.get(key);
  if (known !== undefined) return known;
  if (kinds.size >= MOST_KEYS) kinds.clear();
  const kind = readKind(key);
  kinds.set(key, kind);
  return kind;
}

function readKind(key: string): FigureKind | 'any' {
  if (/usd|arr\b|mrr\b/i.test(key)) return 'money';
  if (/months?\b/i.test(key)) return 'months';
  if (/days?\b/i.test(key)) return 'days';
  if (/share|similarity|quality|level|percent|coverage/i.test(key)) return 'percent';
  if (/ratio|multiple|lift|times/i.test(key)) return 'times';
  if (/^(?:count|rows|projects|customers|evidence)|(?:count|rows|matched|read|used|total)$/i.test(key))
    return 'count';
  return 'any';
}

/** A fall is said without its sign: `down by $5k`. */
function isFall(value: number, path: string): boolean {
  return value < 0 && /change|difference/i.test(path.split('.').at(-1) ?? '');
}

function ofNumber(value: number, path: string, key: string): KnownValue[] {
  if (!Number.isFinite(value)) return [];
  if (isFall(value, path)) return [...ofNumber(-value, `${path} (size)`, key), ...ofSigned(value, path, key)];
  return ofSigned(value, path, key);
}

function ofSigned(value: number, path: string, key: string): KnownValue[] {
  const own = kindOfKey(path.slice(path.lastIndexOf('.') + 1));
  const kind = own === 'any' ? kindOfKey(key) : own;
  if (kind === 'percent' || kind === 'any')
    return [
      { kind: 'percent', from: value * 100, to: value * 100, path },
      { kind: kind === 'any' ? 'any' : 'percent', from: value, to: value, path },
    ];
  return [{ kind, from: value, to: value, path }];
}

/** Figures in a text of the results are what code wrote there, or what somebody named. */
function ofText(text: string, path: string): KnownValue[] {
  return readFigures(text)
    .filter(({ kind }) => kind !== 'verbatim')
    .map(({ kind, from, to }) => ({ kind: kind === 'count' ? 'any' : kind, from, to, path }));
}

function ratioOf(value: { readonly [key: string]: Plain }, path: string): KnownValue[] {
  const { low, high } = value;
  if (typeof low !== 'number' || typeof high !== 'number' || low <= 0) return [];
  return [{ kind: 'times', from: high / low, to: high / low, path: `${path} (high / low)` }];
}
