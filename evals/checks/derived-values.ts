import type { DERIVATIONS } from '../cases/expectation.ts';

type Derivation = (typeof DERIVATIONS)[number];

/** Numbers that are made from those of a result by one step that a case declares. */
export function derivedValues(
  results: readonly unknown[],
  derivations: readonly Derivation[],
): readonly number[] {
  const series = results.flatMap((result) => seriesOf(result));
  return series.flatMap((numbers) => derivations.flatMap((derivation) => DERIVED[derivation](numbers)));
}

/** Of each list of a result the numbers that stand in the same place of its items. */
function seriesOf(value: unknown): number[][] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(seriesOf);
  if (!Array.isArray(value)) return inner;
  const columns = new Map<string, number[]>();
  for (const item of value)
    for (const [path, number] of numbersOf(item, ''))
      columns.set(path, [...(columns.get(path) ?? []), number]);
  return [...columns.values(), ...inner].filter(({ length }) => length > 0);
}

function numbersOf(value: unknown, path: string): [path: string, number: number][] {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersOf(inner, `${path}.${key}`));
}

const DERIVED: Readonly<Record<Derivation, (numbers: readonly number[]) => readonly number[]>> = {
  sum: (numbers) => [sum(numbers)],
  mean: (numbers) => [sum(numbers) / numbers.length],
  median: (numbers) => [median(numbers)],
  min: (numbers) => [Math.min(...numbers)],
  max: (numbers) => [Math.max(...numbers)],
  count: (numbers) => [numbers.length],
  // The share of each in the whole, in percent.
  percent: (numbers) => (sum(numbers) === 0 ? [] : numbers.map((each) => (100 * each) / sum(numbers))),
  range: (numbers) => [Math.max(...numbers) - Math.min(...numbers)],
};

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] =
    sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : sorted.slice(middle - 1, middle + 1);
  return (low + high) / 2;
}
